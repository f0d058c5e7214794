import { sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import { logRead } from '../../access/read-log.ts';
import type { LoggedEvent } from '../../audit/event.ts';
import { eventsAbout } from '../../audit/read.ts';
import { openState } from '../../office/desk.ts';
import type { Office } from '../../office/office.ts';
import type { RecordKind } from '../../office/record.ts';
import { heldOf, readState } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { ERASED } from '../../privacy/seal.ts';
import type { Db } from '../../store/db.ts';
import { application } from '../applications/application.ts';
import { contract } from '../contracts/contract.ts';
import { decision } from '../decisions/decision.ts';
import { departure } from '../departures/departure.ts';
import { Id, Words } from '../fields.ts';
import { note } from '../notes/note.ts';
import { notice } from '../notices/notice.ts';
import { permit } from '../permits/permit.ts';
import { requireReach } from '../reading/reach.ts';
import { worker } from './worker.ts';

const RECORDS = {
  contracts: contract,
  applications: application,
  permits: permit,
  decisions: decision,
  notices: notice,
  departures: departure,
} as const;

/** What the compartment of protection holds is the person's too, and is handed out by those who may read it: it is not in here. */
const OF_PROTECTION = ['hold', 'assessment'];

type Fields = Record<string, unknown>;

const Whole = z.record(z.string(), z.unknown());

export const exportPerson = query({
  name: 'worker.export',
  action: 'worker.export',
  summary: 'Give a person all that the register holds about them: records, sealed parts opened, and every entry of the log',
  input: z.strictObject({ worker: Id, words: Words.describe('Who asked, and how they were recognised') }),
  output: z.object({
    worker: Whole,
    ...Object.fromEntries(Object.keys(RECORDS).map((name) => [name, z.array(Whole)])),
    notes: z.array(Whole),
    readings: z.array(Whole).describe('Who read which of the personal fields, when and why'),
    entries: z.array(Whole).describe('Every entry of the log, its sealed part opened'),
    leftOut: z.string(),
  }),
  run: async ({ db, office, actor }, { worker: id, words }) => {
    await requireReach(db, actor, worker, id);
    const held = await readState(db, worker, id);
    if (held === null) throw new NoSuchRecord(worker.kind, id);
    const purpose = { purpose: 'request-of-the-person', words } as const;
    await logRead(db, actor, [{ person: id, fields: ['everything'] }], purpose, office.clock.now());
    const records: Record<string, Fields[]> = {};
    for (const [name, of] of Object.entries(RECORDS))
      records[name] = await recordsOf(db, office, of as unknown as RecordKind<object>, 'worker', id);
    const { rows: readings } = await sql<
      Record<string, unknown>
    >`select at, account, fields, purpose, words from access_read where person = ${id} order by number`.execute(db);
    const entries: Fields[] = [];
    for (const event of await eventsAbout(db, id))
      if (!OF_PROTECTION.includes(event.record.kind)) entries.push(await entryOf(db, office, event));
    return {
      worker: { id, ...held.state, personal: shown(await openState(db, office, held)) },
      ...records,
      notes: await recordsOf(db, office, note as unknown as RecordKind<object>, 'person', id),
      readings,
      entries,
      leftOut: 'What the protection desk may hold about the person is handed out by that desk, to the person alone.',
    };
  },
});

async function recordsOf(db: Db, office: Office, of: RecordKind<object>, field: string, id: string): Promise<Fields[]> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select * from ${sql.table(of.table)} where ${sql.ref(field)} = ${id} order by id`.execute(db);
  const found: Fields[] = [];
  for (const row of rows) {
    const held = heldOf(of, row);
    found.push({ id: held.id, ...held.state, ...(of.sealed ? { sealed: shown(await openState(db, office, held)) } : {}) });
  }
  return found;
}

async function entryOf(
  db: Db,
  { keyring }: Office,
  { id, record, kind, trueOn, knownAt, data, sealed, person }: LoggedEvent,
): Promise<Fields> {
  const opened = sealed === null || person === null ? null : await keyring.open(db, person, id, sealed);
  const part = opened === null ? null : opened === ERASED ? ERASED : (JSON.parse(Buffer.from(opened).toString('utf8')) as unknown);
  return { id, record, event: kind, trueOn, knownAt, data, sealed: part };
}

const shown = (part: unknown): unknown => (part === ERASED ? 'erased' : part);
