import { z } from 'zod';
import { Evidence, Id, Short, Words, Written } from '../office/fields.ts';
import { useCase } from '../office/use-case.ts';
import type { Json } from '../values/canonical.ts';
import { hold } from './hold.ts';
import { countHold, lockStanding } from './standing.ts';

/** From this transaction on nobody can order the person to leave, and what was ordered is suspended in the same transaction. */
export const placeHold = useCase({
  name: 'hold.place',
  action: 'hold.place',
  summary: 'Place a hold: nobody can order the person to leave until two protection officers lift it',
  input: z.strictObject({
    worker: Id,
    ground: Words.describe('What speaks against return, in words'),
    namedBy: Short.nullable().default(null).describe('Who named it: the person, counsel, an agency, a court'),
    papers: z.array(Evidence).max(50).default([]),
  }),
  output: Written,
  run: async (desk, { worker, ground, namedBy, papers }) => {
    await lockStanding(desk.tx, worker); // before anything is written: an order that is being given ends first
    const { id, version } = await desk.create(hold, {
      event: 'placed',
      set: { worker, status: 'placed', placedOn: desk.today, placedBy: desk.actor.account },
      sealed: { ground, namedBy, papers: papers as Json },
    });
    await countHold(desk, worker, 1);
    return { id, version };
  },
});
