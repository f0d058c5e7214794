import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import { cancel } from '../../jobs/queue.ts';
import { useCase } from '../../office/use-case.ts';
import { Id } from '../fields.ts';
import { IMPACT } from '../law/impact.ts';
import { redecision } from '../standing/redecision.ts';

export const cancelJob = useCase({
  name: 'job.cancel',
  action: 'job.start',
  summary: 'Stop a job after the step that runs now',
  input: z.strictObject({ job: Id }),
  output: z.object({ id: Id, state: z.literal('cancelled') }),
  run: async (desk, { job }) => {
    const run = await cancel(desk.tx, job);
    if (run === null) throw new NoSuchRecord('job', job);
    const { scope = null, decided = 0, changed = 0 } = (run.cursor ?? {}) as Readonly<Record<string, string | number>>;
    await desk.create(
      redecision,
      {
        event: 'cancelled',
        set: { scope: run.name === IMPACT.name ? 'draft' : (scope ?? 'whole'), decided, changed, status: 'cancelled' },
      },
      job,
    );
    return { id: job, state: 'cancelled' as const };
  },
});
