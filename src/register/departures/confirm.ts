import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { InputRefused, NotInThisState } from '../../office/errors.ts';
import type { Held } from '../../office/record.ts';
import { useCase } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { lockCap } from '../cap/headroom.ts';
import { Country, Day, Evidence, Id, Version, Written } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { worker as workerKind } from '../workers/worker.ts';
import { type Departure, departure } from './departure.ts';
import { openDeparture } from './order.ts';

export const Left = {
  leftOn: Day,
  destination: Country.describe('Where they went. To their own state it is a repatriation, elsewhere a departure'),
  evidence: Evidence.describe('What shows it: an exit stamp, a ticket that was used, a letter of the border service'),
};

export const confirmDeparture = useCase({
  name: 'departure.confirm',
  action: 'departure.confirm',
  summary: 'Confirm a planned departure with its evidence; the permit ends with it',
  input: z.strictObject({ departure: Id, version: Version.optional(), ...Left }),
  output: Written,
  run: async (desk, { departure: id, version, ...left }) => {
    const held = await desk.held(departure, id, version);
    const { status } = held.state;
    if (status !== 'planned' && status !== 'suspended')
      throw new NotInThisState(`Departure ${id} is ${status}.`, 'Record a departure of its own where the person left at another time.');
    return hasLeft(desk, held.state.worker, held, left);
  },
});

/** Whoever leaves of their own accord leaves, whatever protects them and whatever was planned: the register only says so. */
export const recordDeparture = useCase({
  name: 'departure.record',
  action: 'departure.confirm',
  summary: 'Record with its evidence that somebody left of their own accord; the permit ends with it',
  input: z.strictObject({ worker: Id, ...Left }),
  output: Written,
  run: (desk, { worker, ...left }) => leftByThemselves(desk, worker, left),
});

/** Whatever was planned ends with it. @throws NoSuchRecord, NotInThisState, InputRefused, each before anything is written */
export async function leftByThemselves(desk: Desk, worker: string, left: Left): Promise<z.output<typeof Written>> {
  await desk.held(workerKind, worker); // the person first: a plan that is being written at this moment is there when it is looked for
  const open = await openDeparture(desk, worker);
  return hasLeft(desk, worker, open === null ? null : await desk.held(departure, open), left, true);
}

type Left = { readonly leftOn: IsoDate; readonly destination: string; readonly evidence: z.output<typeof Evidence> };

async function hasLeft(
  desk: Desk,
  worker: string,
  plan: Held<Departure> | null,
  { leftOn, destination, evidence }: Left,
  ofOwnAccord = plan?.state.status === 'suspended', // an order that is suspended moved nobody
): Promise<z.output<typeof Written>> {
  if (leftOn > desk.today)
    throw new InputRefused([
      { field: 'leftOn', reason: `${leftOn} has not come yet.`, remedy: 'Confirm a departure once it has happened.' },
    ]);
  const person = await desk.held(workerKind, worker);
  if (person.state.status !== 'active')
    throw new NotInThisState(`Worker ${worker} is ${person.state.status}.`, 'Correct the worker first where they came back.');
  // A permit that turns out to have ended earlier counts on fewer days, perhaps on the baseline day of a cap: a grant that counts now ends first.
  if (leftOn < desk.today) await lockCap(desk.tx);
  const set: Readonly<Record<string, Json>> = {
    ...{ leftOn, destination, evidence: evidence as Json, status: 'confirmed' },
    ...(ofOwnAccord ? { basis: 'own-accord' } : {}),
  };
  const confirmed =
    plan === null
      ? await desk.create(departure, { event: 'confirmed', trueOn: leftOn, set: { ...set, worker, author: desk.actor.account } })
      : await desk.change(plan, { event: 'confirmed', trueOn: later(leftOn, plan.trueOn), set });
  await desk.change(person, {
    event: 'departed',
    trueOn: later(leftOn, person.trueOn),
    set: { status: 'departed' },
    more: { departure: confirmed.id },
  });
  await endPermits(desk, worker, leftOn, confirmed.id);
  return { id: confirmed.id, version: confirmed.version };
}

/** A permit stands until the person left; one that would begin later stands on no day. */
async function endPermits(desk: Desk, worker: string, leftOn: IsoDate, by: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from permit where worker = ${worker} and "lastDay" > ${leftOn} order by id`.execute(desk.tx);
  for (const { id } of rows) {
    const held = await desk.held(permit, id);
    await desk.change(held, {
      event: 'ended-by-departure',
      trueOn: later(leftOn, held.trueOn),
      set: { lastDay: leftOn },
      more: { departure: by, before: { lastDay: held.state.lastDay } },
    });
  }
}

/** What was recorded as true from a later day would win over an earlier one; the day itself stands in `leftOn`. */
const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);
