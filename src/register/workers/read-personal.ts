import { z } from 'zod';
import { logRead, PURPOSES, purposeOf } from '../../access/read-log.ts';
import { eventsOf } from '../../audit/read.ts';
import { openEvent, openState, type Sealed } from '../../office/opened.ts';
import type { Reader } from '../../office/reader.ts';
import type { Held } from '../../office/record.ts';
import { readState } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { ERASED } from '../../privacy/seal.ts';
import { Id, Words } from '../fields.ts';
import { readOne } from '../reading/read.ts';
import { PersonalShown } from './personal.ts';
import { worker } from './worker.ts';

const FIELDS = ['names', 'documents', 'bornOn', 'birthYear', 'evidence'] as const;

export const readPersonal = query({
  name: 'worker.read-personal',
  action: 'worker.read-personal',
  summary: 'Read names, documents and birth of a worker, for a purpose that is recorded',
  input: z.strictObject({
    worker: Id,
    purpose: z.enum(Object.keys(PURPOSES) as [keyof typeof PURPOSES]),
    words: Words.describe('What for, in your own words'),
  }),
  output: z.object({
    id: Id,
    erased: z.boolean().describe('The key of the person was destroyed: nobody can read this any more, of whatever moment'),
    personal: PersonalShown.nullable(),
  }),
  run: async (reader, { worker: id, purpose, words }) => {
    await readOne(reader, worker, id); // who may not know of the record is told that there is none
    const held = await readState(reader.db, worker, id);
    if (held === null) return { id, erased: false, personal: null };
    const { db, actor, office } = reader;
    await logRead(db, actor, [{ person: id, fields: FIELDS }], purposeOf({ purpose, words }), office.clock.now());
    const opened = await sealedAt(reader, held);
    return opened === ERASED
      ? { id, erased: true, personal: null }
      : { id, erased: false, personal: PersonalShown.parse(Object.fromEntries(FIELDS.map((name) => [name, opened[name] ?? null]))) };
  },
});

/** The sealed part as it stands, or as the events of a moment leave it: each field is given whole, so the latest that gives it counts. */
async function sealedAt({ db, office, moment: { asOf, knownAt } }: Reader, held: Held<object>): Promise<Sealed | typeof ERASED> {
  if (asOf === null && knownAt === null) return openState(db, office, held);
  const clocks = { ...(asOf === null ? {} : { asOf }), ...(knownAt === null ? {} : { knownAt }) };
  let known: Sealed = {};
  for (const event of await eventsOf(db, { kind: held.of.kind, id: held.id }, clocks)) {
    const part = await openEvent(db, office, event);
    if (part === ERASED) return ERASED;
    known = { ...known, ...part };
  }
  return known;
}
