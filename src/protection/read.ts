import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../access/errors.ts';
import { logRead, PURPOSES, purposeOf } from '../access/read-log.ts';
import { openState } from '../office/desk.ts';
import { Day, Id, Version, Words } from '../office/fields.ts';
import type { Reader } from '../office/reader.ts';
import type { Held, RecordKind } from '../office/record.ts';
import { heldOf, readState, rowsAt } from '../office/states.ts';
import { query } from '../office/use-case.ts';
import { ERASED } from '../privacy/seal.ts';
import { assessment } from './assessment.ts';
import { hold } from './hold.ts';

/*
 * Protection officers and auditors read these, nobody else: that they exist is the secret. There is no limit by employer or desk here,
 * for no such role has the action.
 */

const HEAD = { id: Id, version: Version };

const HoldShown = z.object({
  ...HEAD,
  worker: Id,
  status: z.enum(['placed', 'lift-proposed', 'lifted']),
  placedOn: Day,
  liftedOn: Day.nullable(),
  placedBy: Id,
  liftProposedBy: Id.nullable(),
  liftedBy: Id.nullable(),
});

const AssessmentShown = z.object({
  ...HEAD,
  worker: Id,
  ordinal: z.int(),
  outcome: z.enum(['none', 'pending', 'upheld', 'refused']),
  openedOn: Day,
  settledOn: Day.nullable(),
  returnProhibited: z.boolean().nullable(),
  author: Id,
});

const PAGING = {
  cursor: Id.optional().describe('`next` of the page before'),
  limit: z.int().min(1).max(200).default(50),
};

/** What was said in confidence is a personal field: reading it is recorded, with what for. */
const ASKED = { purpose: z.enum(Object.keys(PURPOSES) as [keyof typeof PURPOSES]), words: Words.describe('What for, in your own words') };
const Confidential = z.object({ id: Id, erased: z.boolean(), content: z.record(z.string(), z.unknown()) });

export const readHold = query({
  name: 'hold.read',
  action: 'hold.read',
  summary: 'Read a protection hold, without its ground',
  input: z.strictObject({ hold: Id }),
  output: HoldShown,
  run: async (reader, input) => HoldShown.parse(shown(await at(reader, hold, input.hold))),
});

export const listHolds = query({
  name: 'hold.list',
  action: 'hold.read',
  summary: 'List protection holds',
  input: z.strictObject({ worker: Id.optional(), status: z.enum(['placed', 'lift-proposed', 'lifted']).optional(), ...PAGING }),
  output: z.object({ items: z.array(HoldShown), next: Id.nullable() }),
  run: async (reader, { worker, status, ...paging }) => {
    const { items, next } = await page(reader, hold, paging, [...equal('worker', worker), ...equal('status', status)]);
    return { items: items.map((held) => HoldShown.parse(shown(held))), next };
  },
});

export const readHoldGround = query({
  name: 'hold.read-ground',
  action: 'hold.read',
  summary: 'Read the ground of a hold and its papers, for a purpose that is recorded',
  input: z.strictObject({ hold: Id, ...ASKED }),
  output: Confidential,
  run: (reader, { hold: id, purpose, words }) => confidential(reader, hold, id, { purpose, words }),
});

export const readAssessment = query({
  name: 'assessment.read',
  action: 'assessment.read',
  summary: 'Read a protection assessment, without its grounds',
  input: z.strictObject({ assessment: Id }),
  output: AssessmentShown,
  run: async (reader, input) => AssessmentShown.parse(shown(await at(reader, assessment, input.assessment))),
});

export const listAssessments = query({
  name: 'assessment.list',
  action: 'assessment.read',
  summary: 'List protection assessments',
  input: z.strictObject({ worker: Id.optional(), outcome: z.enum(['none', 'pending', 'upheld', 'refused']).optional(), ...PAGING }),
  output: z.object({ items: z.array(AssessmentShown), next: Id.nullable() }),
  run: async (reader, { worker, outcome, ...paging }) => {
    const { items, next } = await page(reader, assessment, paging, [...equal('worker', worker), ...equal('outcome', outcome)]);
    return { items: items.map((held) => AssessmentShown.parse(shown(held))), next };
  },
});

export const readAssessmentGround = query({
  name: 'assessment.read-ground',
  action: 'assessment.read',
  summary: 'Read the grounds of an assessment and its papers, for a purpose that is recorded',
  input: z.strictObject({ assessment: Id, ...ASKED }),
  output: Confidential,
  run: (reader, { assessment: id, purpose, words }) => confidential(reader, assessment, id, { purpose, words }),
});

const shown = ({ id, version, state }: Held<object>): object => ({ id, version, ...state });

const equal = (column: string, value: string | undefined): RawBuilder<unknown>[] =>
  value === undefined ? [] : [sql`${sql.ref(`r.${column}`)} = ${value}`];

async function at<S extends object>({ db, moment }: Reader, of: RecordKind<S>, id: string): Promise<Held<S>> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select * from ${rowsAt(of, moment, id)} as r where r.id = ${id}`.execute(db);
  if (rows[0] === undefined) throw new NoSuchRecord(of.kind, id);
  return heldOf(of, rows[0]);
}

async function page<S extends object>(
  { db, moment }: Reader,
  of: RecordKind<S>,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  where: readonly RawBuilder<unknown>[],
): Promise<{ readonly items: readonly Held<S>[]; readonly next: string | null }> {
  const conditions = [...where, ...(cursor === undefined ? [] : [sql`r.id > ${cursor}::uuid`]), sql`true`];
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select * from ${rowsAt(of, moment)} as r where ${sql.join(conditions, sql` and `)} order by r.id limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit).map((row) => heldOf(of, row));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

async function confidential<S extends { readonly worker: string }>(
  { db, office, actor }: Reader,
  of: RecordKind<S>,
  id: string,
  asked: { readonly purpose: string; readonly words: string },
): Promise<z.input<typeof Confidential>> {
  const held = await readState(db, of, id);
  if (held === null) throw new NoSuchRecord(of.kind, id);
  await logRead(db, actor, [{ person: held.state.worker, fields: [`${of.kind}.ground`] }], purposeOf(asked), office.clock.now());
  const content = await openState(db, office, held);
  return content === ERASED ? { id, erased: true, content: {} } : { id, erased: false, content };
}
