import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { propose, type SecondPersonAct } from '../../office/second-person.ts';
import { useCase } from '../../office/use-case.ts';
import { whoMayBeOrdered } from '../../protection/orderable.ts';
import type { Json } from '../../values/canonical.ts';
import { employer as employerKind } from '../employers/employer.ts';
import { Id } from '../fields.ts';
import { DepartureNotOpen } from './errors.ts';
import { type Plan, plansFor, writePlan } from './order.ts';

export const PLAN_MANY = 'departure.plan-many';

/** Exceptions come first: who is not open is named before anything is proposed, without a reason, for there are reasons nobody may learn. */
export const planMany = useCase({
  name: 'departure.plan-many',
  action: 'departure.plan',
  summary: 'Propose the departures of an employer’s workers; a second person approves exactly that list',
  input: z.strictObject({
    employer: Id,
    workers: z
      .array(Id)
      .min(1, 'Name a worker, or leave this out for all')
      .max(10_000)
      .optional()
      .describe('These of them; all where left out'),
  }),
  output: z.object({
    proposal: Id,
    contentHash: z.string(),
    departures: z.int(),
    notOpen: z.array(Id).describe('Whose departure cannot be ordered now'),
  }),
  run: async (desk, { employer, workers }) => {
    await desk.seen(employerKind, employer);
    const asked = await employed(desk, employer, workers);
    const plans = await plansFor(desk, asked);
    if (plans.length === 0) throw new DepartureNotOpen();
    const planned = new Set(plans.map(({ worker }) => worker));
    const { id, state } = await propose(desk, PLAN_MANY, { kind: 'employer', id: employer }, contentOf(plans));
    return {
      proposal: id,
      contentHash: state.contentHash,
      departures: plans.length,
      notOpen: asked.filter((worker) => !planned.has(worker)),
    };
  },
});

/** A hold that is placed before the approval changes the content: then the proposal is void, and nobody is told by whom. */
export const planManyAct: SecondPersonAct = {
  act: PLAN_MANY,
  approve: 'bulk.approve',
  content: async (desk, _employer, proposed) =>
    contentOf(
      await plansFor(
        desk,
        listOf(proposed).map(({ worker }) => worker),
      ),
    ),
  carryOut: async (desk, { state }) => {
    const plans = listOf(state.content);
    const open = await whoMayBeOrdered(
      desk,
      plans.map(({ worker }) => worker),
    );
    for (const plan of plans) {
      const orderable = open.get(plan.worker);
      if (orderable === undefined) throw new DepartureNotOpen();
      await writePlan(desk, orderable, { ...plan, decision: null });
    }
  },
  letGo: async () => undefined,
};

export const contentOf = (plans: readonly Plan[]): Json => ({
  departures: plans.map(({ worker, permit, basis, by }) => ({ worker, permit, basis, by })),
});

const listOf = (content: Json): readonly Plan[] => (content as unknown as { readonly departures: readonly Plan[] }).departures;

/** Who has this employer on the permit that stands today or stood last. In the order of their ids. */
async function employed(desk: Desk, employer: string, only: readonly string[] | undefined): Promise<readonly string[]> {
  const { rows } = await sql<{ worker: string }>`
    select worker from (
      select distinct on (worker) worker, employer from permit where "validFrom" <= ${desk.today}
        and worker in (select worker from permit where employer = ${employer})
      order by worker, "validFrom" desc) as latest
    where employer = ${employer} ${only === undefined ? sql`` : sql`and worker = any(${[...only]}::uuid[])`}
    order by worker`.execute(desk.tx);
  return rows.map(({ worker }) => worker);
}
