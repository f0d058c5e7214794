import { sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import { logRead } from '../../access/read-log.ts';
import type { LoggedEvent } from '../../audit/event.ts';
import { eventsAbout } from '../../audit/read.ts';
import type { Office } from '../../office/office.ts';
import { openEvent, openState } from '../../office/opened.ts';
import type { RecordKind } from '../../office/record.ts';
import { heldOf, readState } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { ERASED } from '../../privacy/seal.ts';
import { KINDS_OF_PROTECTION, READ_OF_PROTECTION, tellsOfProtection } from '../../protection/tells.ts';
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
import { oneWith } from './one-person.ts';
import { worker } from './worker.ts';

const RECORDS = {
  contracts: contract,
  applications: application,
  permits: permit,
  decisions: decision,
  notices: notice,
  departures: departure,
} as const;

/** Said to everybody alike: what is left out is left out whether there is something or nothing. */
const LEFT_OUT = 'What the protection desk may hold about a person is handed out by that desk, to the person alone (`protection.export`).';

const Whole = z.record(z.string(), z.unknown());
type Fields = z.output<typeof Whole>;

export const exportPerson = query({
  name: 'worker.export',
  action: 'worker.export',
  summary: 'Give a person all that the register holds about them: records, sealed parts opened, and every entry of the log',
  input: z.strictObject({ worker: Id, words: Words.describe('Who asked, and how they were recognised') }),
  output: z.object({
    worker: Whole,
    sameAs: z.array(Id).describe('Other records that were recognised as of this person; each is given by an export of its own'),
    ...Object.fromEntries(Object.keys(RECORDS).map((name) => [name, z.array(Whole)])),
    notes: z.array(Whole),
    readings: z.array(Whole).describe('When which of the personal fields were read, and for what'),
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
    const notes = await recordsOf(db, office, note as unknown as RecordKind<object>, 'person', id);
    const { rows: readings } = await sql<Fields>`
      select at, fields, purpose from access_read where person = ${id} and not ${READ_OF_PROTECTION} order by number`.execute(db);
    const entries: Fields[] = [];
    for (const event of await eventsAbout(db, id)) if (!tellsOfProtection(event)) entries.push(await entryOf(db, office, event));
    return {
      worker: { id, ...held.state, personal: shown(await openState(db, office, held)) },
      sameAs: [...(await oneWith(db, id))],
      ...records,
      notes: notes.filter(({ aboutKind }) => !KINDS_OF_PROTECTION.includes(String(aboutKind))),
      readings,
      entries,
      leftOut: LEFT_OUT,
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

async function entryOf(db: Db, office: Office, event: LoggedEvent): Promise<Fields> {
  const { id, record, kind, trueOn, knownAt, data } = event;
  return { id, record, event: kind, trueOn, knownAt, data, sealed: shown(await openEvent(db, office, event)) };
}

const shown = (part: unknown): unknown => (part === ERASED ? 'erased' : part);
