import { sql } from 'kysely';
import { z } from 'zod';
import { InputRefused, NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { Decided, decideMatter } from '../decisions/propose.ts';
import { DepartureNotOpen } from '../departures/errors.ts';
import { plansFor } from '../departures/order.ts';
import { Day, Id, Version, Words } from '../fields.ts';
import { permit } from './permit.ts';

/** Proposes it: the permit stands until a second person approves. That somebody may no longer work orders nobody to leave by itself. */
export const revokePermitCase = useCase({
  name: 'permit.revoke',
  action: 'permit.revoke',
  summary: 'Propose to revoke a permit; a second person approves it',
  input: z.strictObject({
    permit: Id,
    version: Version.optional(),
    lastDay: Day.optional().describe('The last day on which it stands; today unless said'),
    departure: z.boolean().default(false).describe('Order the departure with it, by the last lawful day that the law names'),
    reason: Words.optional().describe('Required where the law’s answer is not that it ends'),
  }),
  output: Decided,
  run: async (desk, { permit: id, version, lastDay = desk.today, departure, reason }) => {
    const { state } = await desk.held(permit, id, version);
    if (state.status === 'revoked' || state.status === 'replaced' || state.lastDay < desk.today)
      throw new NotInThisState(`Permit ${id} stood until ${state.lastDay}.`, 'Only a permit that stands, or will, is revoked.');
    if (lastDay < desk.today)
      throw new InputRefused([
        {
          field: 'lastDay',
          reason: 'It lies before today.',
          remedy: 'A permit ends today at the earliest: work done under it was lawful.',
        },
      ]);
    const { rows } = await sql<{
      id: string;
    }>`select id from decision where permit = ${id} and taken = 'revoke' and status = 'waiting'`.execute(desk.tx);
    if (rows[0] !== undefined)
      throw new NotInThisState(
        `Decision ${rows[0].id} to revoke permit ${id} waits already.`,
        'Approve, return or withdraw that one first.',
      );
    if (departure && (await plansFor(desk, [state.worker])).length === 0) throw new DepartureNotOpen();
    return decideMatter(desk, { application: null, permit: id }, { taken: 'revoke', reason, wishes: { lastDay, departure }, version });
  },
});
