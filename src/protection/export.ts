import { sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../access/errors.ts';
import { logRead } from '../access/read-log.ts';
import { eventsAbout } from '../audit/read.ts';
import { Id, Words } from '../office/fields.ts';
import { openEvent } from '../office/opened.ts';
import { query } from '../office/use-case.ts';
import { ALL_OF_PROTECTION, READ_OF_PROTECTION, tellsOfProtection } from './tells.ts';

const Whole = z.record(z.string(), z.unknown());

/**
 * The half of what is held about a person that the counter may not read: it is handed over by the protection desk, to the person alone.
 * The entries of the log are the whole of it, since a hold or an assessment is what its entries say.
 */
export const exportProtection = query({
  name: 'protection.export',
  action: 'hold.read',
  summary: 'Give a person what protection holds about them: every entry of holds and assessments, opened, and who read them for what',
  input: z.strictObject({ worker: Id, words: Words.describe('Who asked, and how they were recognised') }),
  output: z.object({
    worker: Id,
    entries: z.array(Whole).describe('Every entry of the log on holds, on assessments and on notes about them; its sealed part opened'),
    readings: z.array(Whole).describe('When these were read, and for what'),
    leftOut: z.string(),
  }),
  run: async ({ db, office, actor }, { worker, words }) => {
    const known = await sql`select 1 from protection_standing where worker = ${worker}`.execute(db);
    if (known.rows.length === 0) throw new NoSuchRecord('worker', worker);
    const { rows: readings } = await sql<Record<string, unknown>>`
      select at, fields, purpose, words from access_read where person = ${worker} and ${READ_OF_PROTECTION} order by number`.execute(db);
    const purpose = { purpose: 'request-of-the-person', words } as const;
    await logRead(db, actor, [{ person: worker, fields: [ALL_OF_PROTECTION] }], purpose, office.clock.now());
    const entries: z.output<typeof Whole>[] = [];
    for (const event of await eventsAbout(db, worker)) {
      if (!tellsOfProtection(event)) continue;
      const { id, record, kind, trueOn, knownAt, data } = event;
      entries.push({ id, record, event: kind, trueOn, knownAt, data, sealed: await openEvent(db, office, event) });
    }
    return {
      worker,
      entries,
      readings,
      leftOut: 'Everything else that the register holds about the person is in the export of the counter (`worker.export`).',
    };
  },
});
