import { z } from 'zod';
import { InputRefused } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { decision as decisionKind } from '../decisions/decision.ts';
import { Day, Id, Version } from '../fields.ts';
import { worker as workerKind } from '../workers/worker.ts';
import { orderDeparture, requireOrderable } from './order.ts';

export const planDeparture = useCase({
  name: 'departure.plan',
  action: 'departure.plan',
  summary: 'Plan a departure: by the last lawful day where the law obliges the person to leave, or by the day that they chose',
  input: z.strictObject({
    worker: Id,
    decision: Id.nullable().default(null),
    ownAccord: Day.optional().describe('The day that the person chose, where nobody obliges them'),
  }),
  output: z.object({ id: Id, version: Version, by: Day }),
  run: async (desk, { worker, decision, ownAccord }) => {
    if (ownAccord !== undefined && ownAccord < desk.today)
      throw new InputRefused([
        { field: 'ownAccord', reason: `${ownAccord} has passed.`, remedy: 'Record the departure instead, with its evidence.' },
      ]);
    await desk.seen(workerKind, worker);
    if (decision !== null && (await desk.seen(decisionKind, decision)).state.worker !== worker)
      throw new InputRefused([
        { field: 'decision', reason: 'It is about another worker.', remedy: 'Name a decision on this worker, or none.' },
      ]);
    const orderable = await requireOrderable(desk, worker);
    return orderDeparture(desk, orderable, { decision, ...(ownAccord === undefined ? {} : { ownAccord }) });
  },
});
