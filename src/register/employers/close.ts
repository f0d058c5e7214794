import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { notBefore } from '../correction.ts';
import { Day, Id, Version, Written } from '../fields.ts';
import { employer } from './employer.ts';
import { EmployerInUse } from './errors.ts';

export const closeEmployer = useCase({
  name: 'employer.close',
  action: 'employer.correct',
  summary: 'Close an employer that gives no work any more',
  input: z.strictObject({ employer: Id, version: Version.optional(), closedOn: Day.optional().describe('Today unless said') }),
  output: Written,
  run: async (desk, { employer: id, version: seen, closedOn }) => {
    // Locked against those who grant at this moment: a permit's row refers to the employer's, and so waits for this.
    const held = await desk.held(employer, id, seen);
    if (held.state.status === 'closed') throw new NotInThisState(`The employer ${id} is closed already.`, 'Nothing has to be done.');
    const day = closedOn ?? desk.today;
    await requireUnused(desk, id, day);
    const { version } = await desk.change(held, { event: 'closed', trueOn: notBefore(held, day), set: { status: 'closed' } });
    return { id, version };
  },
});

/** @throws EmployerInUse */
async function requireUnused(desk: Desk, id: string, day: string): Promise<void> {
  const { rows } = await sql<{ permits: number; applications: number }>`select
    (select count(*) from permit where employer = ${id} and "lastDay" >= ${day}::date) as permits,
    (select count(*) from application where employer = ${id} and status in ('received', 'proposed', 'waiting')) as applications`.execute(
    desk.tx,
  );
  const { permits = 0, applications = 0 } = rows[0] ?? {};
  if (permits > 0 || applications > 0) throw new EmployerInUse(id, permits, applications);
}
