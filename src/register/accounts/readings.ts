import { z } from 'zod';
import { PURPOSES, readingsOf } from '../../access/read-log.ts';
import { InputRefused } from '../../office/errors.ts';
import { query } from '../../office/use-case.ts';
import { Id } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { placeAsId, placeIn } from '../reading/place.ts';
import { LIMIT_MAX } from '../reading/shape.ts';

/** Readings are no events: they change nothing and are never otherwise than they are, so no moment is asked for. */
export const listReadings = query({
  name: 'reading.list',
  action: 'access.read-log',
  summary: 'Who read which personal fields of a person, or what an account read of anybody, and why; the latest first',
  input: z.strictObject({
    person: Id.optional().describe('Whose fields were read'),
    account: Id.optional().describe('Who read them'),
    cursor: z.string().max(200).optional().describe('`next` of the page before'),
    limit: z.int().min(1).max(LIMIT_MAX).default(50),
  }),
  output: z.object({
    items: z.array(
      z.object({
        number: z.int(),
        at: z.string(),
        account: Id,
        person: Id,
        fields: z.array(z.string()),
        purpose: z.enum(Object.keys(PURPOSES) as [keyof typeof PURPOSES]),
        words: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
  run: async ({ db }, { person, account, cursor, limit }) => {
    const of = person !== undefined ? { person } : account !== undefined ? { account } : null;
    if (of === null || (person !== undefined && account !== undefined))
      throw new InputRefused([{ field: 'person, account', reason: 'Readings are listed by one of them.', remedy: 'Give one of the two.' }]);
    const list = { name: 'reading.list', ...of };
    const rows = await readingsOf(db, of, cursor === undefined ? null : placeIn(afterOf(cursor, list)), limit + 1);
    const items = rows.slice(0, limit).map((row) => ({ ...row, fields: [...row.fields] }));
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? cursorAfter(placeAsId(last.number), list) : null };
  },
});
