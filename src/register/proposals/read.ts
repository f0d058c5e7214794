import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, may } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import { Desk } from '../../office/desk.ts';
import type { Office } from '../../office/office.ts';
import type { Reader } from '../../office/reader.ts';
import { contentHash, type Proposal, proposal } from '../../office/second-person.ts';
import { heldOf, rowsAt } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { byCodePoint, canonicalJson, type Json } from '../../values/canonical.ts';
import { Id, Version } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { LIMIT_MAX } from '../reading/shape.ts';

const Status = z.enum(['waiting', 'approved', 'returned', 'void', 'withdrawn']);

const Shown = z.object({
  id: Id,
  version: Version,
  act: z.string(),
  subjectKind: z.string(),
  subject: Id,
  content: z.unknown().describe('What would be done'),
  contentHash: z.string().describe('What an approval names'),
  author: Id,
  status: Status,
  approver: Id.nullable(),
  why: z.string().nullable(),
});

const Difference = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });

/** A proposal is for its author, for whoever may approve it, and for the auditor; for everybody else there is none. */
function visibleActs(actor: Actor, office: Office): { readonly acts: readonly string[]; readonly all: boolean } {
  const acts = [...office.secondPersonActs.values()].filter(({ approve }) => may(actor, approve)).map(({ act }) => act);
  return { acts, all: may(actor, 'audit.read') };
}

const visible = (reader: Reader) => {
  const { acts, all } = visibleActs(reader.actor, reader.office);
  return all ? sql`true` : sql`(act = any(${[...acts]}::text[]) or author = ${reader.actor.account})`;
};

export const listProposals = query({
  name: 'proposal.list',
  action: 'proposal.read',
  summary: 'List what waits for a second person, as far as one wrote it or may approve it',
  input: z.strictObject({
    status: Status.optional().describe('What waits unless said'),
    act: z.string().optional(),
    subject: Id.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(LIMIT_MAX).default(50),
  }),
  output: z.object({ items: z.array(Shown.omit({ content: true })), next: z.string().nullable() }),
  run: async (reader, { status = 'waiting', act, subject, cursor, limit }) => {
    const name: Json = { kind: proposal.kind, status, act: act ?? null, subject: subject ?? null };
    const { rows } = await sql<Readonly<Record<string, unknown>>>`
      select * from ${rowsAt(proposal, reader.moment)} as p where ${visible(reader)} and status = ${status}
        ${act === undefined ? sql`` : sql`and act = ${act}`} ${subject === undefined ? sql`` : sql`and subject = ${subject}`}
        ${cursor === undefined ? sql`` : sql`and id > ${afterOf(cursor, name)}::uuid`}
      order by id limit ${limit + 1}`.execute(reader.db);
    const items = rows.slice(0, limit).map((row) => shown(row));
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last.id, name) : null };
  },
});

export const readProposal = query({
  name: 'proposal.read',
  action: 'proposal.read',
  summary: 'Read a proposal: its content and hash, what has changed since, and in what it differs from the one before',
  input: z.strictObject({ proposal: Id }),
  output: Shown.extend({
    holds: z.boolean().describe('The records still are what was proposed; if not, an approval ends it as void'),
    changed: z.array(Difference).describe('In what the records differ by now from what was proposed'),
    earlier: z.object({ proposal: Id, status: Status, why: z.string().nullable(), differs: z.array(Difference) }).nullable(),
  }),
  run: async (reader, { proposal: id }) => {
    const { rows } = await sql<Readonly<Record<string, unknown>>>`
      select * from ${rowsAt(proposal, reader.moment, id)} as p where id = ${id} and ${visible(reader)}`.execute(reader.db);
    const [row] = rows;
    if (row === undefined) throw new NoSuchRecord(proposal.kind, id);
    const { state } = heldOf(proposal, row);
    const now = state.status === 'waiting' ? await contentNow(reader, state) : state.content;
    const holds = contentHash(state.act, state.subject, now) === state.contentHash;
    return { ...shown(row), holds, changed: differences(state.content, now), earlier: await earlierThan(reader, id, state) };
  },
});

const shown = (row: Readonly<Record<string, unknown>>) => {
  const { id, version, state } = heldOf(proposal, row);
  return { id, version, ...state };
};

/** What would be proposed on the records of now. It is looked at in a transaction of its own, which writes nothing. */
function contentNow({ office, actor }: Reader, { act, subject, content }: Proposal): Promise<Json> {
  const known = office.secondPersonActs.get(act);
  if (known === undefined) return Promise.resolve(content);
  return office.store.transaction((tx) => known.content(new Desk(tx, office, actor), subject, content));
}

async function earlierThan(reader: Reader, id: string, state: Proposal) {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select * from ${rowsAt(proposal, reader.moment)} as p where subject = ${state.subject} and act = ${state.act} and id < ${id}
    order by id desc limit 1`.execute(reader.db);
  if (rows[0] === undefined) return null;
  const before = heldOf(proposal, rows[0]);
  const { status, why, content } = before.state;
  return { proposal: before.id, status, why, differs: differences(content, state.content) };
}

/** The fields of the content that are not the same, in the order of their names. */
export function differences(before: Json, after: Json): { field: string; before: Json; after: Json }[] {
  const [a, b] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort(byCodePoint)
    .map((field) => ({ field, before: a[field] ?? null, after: b[field] ?? null }))
    .filter((pair) => canonicalJson(pair.before) !== canonicalJson(pair.after));
}

const fieldsOf = (content: Json): Readonly<Record<string, Json>> =>
  typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as Readonly<Record<string, Json>>) : { content };
