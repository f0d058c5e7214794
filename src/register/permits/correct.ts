import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { InputRefused } from '../../office/errors.ts';
import type { Held } from '../../office/record.ts';
import { useCase } from '../../office/use-case.ts';
import { addToDate, type IsoDate } from '../../values/dates.ts';
import { headroomOf, isCounted, lockCap } from '../cap/headroom.ts';
import { contract } from '../contracts/contract.ts';
import { correct } from '../correction.ts';
import { Day, Id, Short, Version, Written } from '../fields.ts';
import { worker } from '../workers/worker.ts';
import { CapPassed, onePermitAtATime } from './errors.ts';
import { type Permit, permit } from './permit.ts';
import { earliest } from './term.ts';

/** Whose permit it is, and with whom, cannot be corrected: that would be another permit. */
export const correctPermit = useCase({
  name: 'permit.correct',
  action: 'permit.correct',
  summary: 'Correct what is recorded of a permit; the old values stay beside the new',
  input: z.strictObject({
    permit: Id,
    version: Version.optional(),
    number: Short.optional(),
    category: Short.nullable().optional(),
    contract: Id.nullable().optional(),
    grantedOn: Day.optional(),
    validFrom: Day.optional(),
    validTo: Day.optional(),
    trueOn: Day.optional().describe('From which day it is true; left out, from the day of what it replaces'),
  }),
  output: Written,
  run: async (desk, { permit: id, version: seen, trueOn, ...fields }) => {
    const held = await desk.held(permit, id, seen);
    const days = daysOf(held.state, fields);
    await requireContract(desk, held, fields.contract);
    await requireRoom(desk, held, days);
    const changed = days.lastDay === held.state.lastDay ? {} : { lastDay: days.lastDay };
    const { version } = await onePermitAtATime(correct(desk, held, { set: { ...fields, ...changed }, trueOn }));
    return { id, version };
  },
});

interface Days {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
  readonly lastDay: IsoDate;
}

/** A permit that ran to its end runs to the corrected end; one that ended sooner still ended then. @throws InputRefused */
function daysOf(
  state: Permit,
  { validFrom = state.validFrom, validTo = state.validTo }: { validFrom?: IsoDate | undefined; validTo?: IsoDate | undefined },
): Days {
  if (validTo < validFrom)
    throw new InputRefused([
      { field: 'validTo', reason: 'It lies before the first day.', remedy: 'Both ends are lawful days; the last is not before the first.' },
    ]);
  const endedSooner = state.lastDay < state.validTo;
  return { validFrom, validTo, lastDay: endedSooner ? (earliest([state.lastDay, validTo]) ?? validTo) : validTo };
}

async function requireContract(desk: Desk, { state }: Held<Permit>, id: string | null | undefined): Promise<void> {
  if (id === undefined || id === null) return;
  const named = await desk.seen(contract, id);
  if (named.state.worker !== state.worker || named.state.employer !== state.employer)
    throw new InputRefused([
      {
        field: 'contract',
        reason: 'It is not between this worker and this employer.',
        remedy: 'Name the contract on which the permit rests.',
      },
    ]);
}

/** A day that the permit did not stand on before is a day more under the cap: a correction is no way round it. @throws CapPassed */
async function requireRoom(desk: Desk, { state }: Held<Permit>, days: Days): Promise<void> {
  const before = { from: days.validFrom, to: earliest([addToDate(state.validFrom, 'days', -1), days.lastDay]) ?? days.validFrom };
  const after = { from: addToDate(state.lastDay, 'days', 1) ?? days.lastDay, to: days.lastDay };
  const added = [before, after].filter(({ from, to }) => from <= to);
  if (added.length === 0) return;
  const law = await desk.office.law(desk.tx);
  const { nationalities } = (await desk.seen(worker, state.worker)).state;
  const question = { host: desk.office.host, act: 'authorise' as const, nationalities };
  if (!isCounted(law, question)) return;
  await lockCap(desk.tx);
  for (const span of added) {
    const room = await headroomOf(desk.tx, law, { ...question, span });
    if (room !== null && room < 1) throw new CapPassed();
  }
}
