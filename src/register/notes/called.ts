import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { addToDate } from '../../values/dates.ts';
import { Day, Id } from '../fields.ts';
import { kindNamed } from '../kinds.ts';
import { scopeOf } from '../reading/reach.ts';
import { NOTABLE } from './write.ts';

/** After this many days a call stands in its record alone. */
const CALLED_DAYS = 30;

/**
 * The newest notes that call whoever asks, without what they say: that is read on its record, where reading is recorded. It stands for
 * pages alone; a client program asks `note.mentions`.
 */
export const calledOn = query({
  name: 'note.called',
  action: 'note.read',
  summary: 'On which records notes call whoever asks',
  input: z.strictObject({ limit: z.int().min(1).max(50).default(5) }),
  output: z.object({ items: z.array(z.object({ id: Id, aboutKind: z.string(), about: Id, author: Id, writtenOn: Day })) }),
  run: async (reader, { limit }) => {
    const { actor, day, db } = reader;
    const kinds = NOTABLE.filter((kind) => {
      const of = kindNamed(kind);
      return of !== null && scopeOf(actor, of) === 'all';
    });
    const { rows } = await sql<{ id: string; aboutKind: string; about: string; author: string; writtenOn: string }>`
      select id, "aboutKind", about, author, "writtenOn" from note
      where mentions @> array[${actor.account}]::uuid[] and "aboutKind" = any(${kinds}::text[])
        and "writtenOn" >= ${addToDate(day, 'days', -CALLED_DAYS) ?? day}::date
      order by id desc limit ${limit}`.execute(db);
    return { items: rows };
  },
});
