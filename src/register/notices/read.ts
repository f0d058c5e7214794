import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import { logRead, PURPOSES, purposeOf } from '../../access/read-log.ts';
import { openState } from '../../office/desk.ts';
import { NOBODY } from '../../office/ids.ts';
import { readState } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { ERASED } from '../../privacy/seal.ts';
import { Id, Words } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { requireReach } from '../reading/reach.ts';
import { equals } from '../reading/read.ts';
import { notice } from './notice.ts';

export const readNotice = oneOf(notice, {
  name: 'notice.read',
  action: 'notice.read',
  summary: 'Read a notice: to whom, about what, and what became of it; not its text',
});

export const listNotices = listOf(notice, {
  name: 'notice.list',
  action: 'notice.read',
  summary: 'List notices',
  filters: {
    worker: Id.optional(),
    decision: Id.optional(),
    addressee: z.enum(['worker', 'employer', 'mission']).optional(),
    status: z.enum(['drafted', 'served', 'received', 'undeliverable', 'void']).optional(),
  },
  where: ({ worker, decision, addressee, status }) => [
    ...equals('worker', worker),
    ...equals('decision', decision),
    ...equals('addressee', addressee),
    ...equals('status', status),
  ],
});

export const readNoticeText = query({
  name: 'notice.read-text',
  action: 'notice.read',
  summary: 'Read what a notice says, for a purpose that is recorded',
  input: z.strictObject({
    notice: Id,
    purpose: z.enum(Object.keys(PURPOSES) as [keyof typeof PURPOSES]),
    words: Words.describe('What for, in your own words'),
  }),
  output: z.object({ id: Id, text: z.array(z.string()).nullable().describe('null once the person was erased') }),
  run: async ({ db, office, actor }, { notice: id, purpose, words }) => {
    await requireReach(db, actor, notice, id);
    const held = await readState(db, notice, id);
    if (held === null) throw new NoSuchRecord('notice', id);
    const person = held.state.worker ?? NOBODY;
    await logRead(db, actor, [{ person, fields: ['notice.text'] }], purposeOf({ purpose, words }), office.clock.now());
    const content = await openState(db, office, held);
    // What else is sealed there, such as into whose hands it was given, stays inside.
    return { id, text: content === ERASED ? null : z.array(z.string()).parse(content.text) };
  },
});
