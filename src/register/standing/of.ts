import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '../../access/actor.ts';
import { query } from '../../office/use-case.ts';
import { Id } from '../fields.ts';
import { outsider } from '../reading/masks.ts';

/**
 * What the law says of renewing each of these permits, as the register last worked it out: for a list, in one statement. It stands for
 * pages alone; a client program asks `standing.list`. Nobody outside of the ministry is told.
 */
export const renewalAnswers = query({
  name: 'standing.renewals',
  action: 'permit.read',
  summary: 'What the law says of renewing these permits',
  input: z.strictObject({ permits: z.array(Id).max(200) }),
  output: z.object({ answers: z.record(Id, z.string()) }),
  run: async ({ db, actor }, { permits }) => {
    if (permits.length === 0 || outsider(actor, 'permit') !== null || !may(actor, 'decision.read')) return { answers: {} };
    const { rows } = await sql<{ subject: string; outcome: string }>`
      select subject, outcome from standing where act = 'renew' and subject = any(${permits}::uuid[])`.execute(db);
    return { answers: Object.fromEntries(rows.map(({ subject, outcome }) => [subject, outcome])) };
  },
});
