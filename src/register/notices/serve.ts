import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { InputRefused, NotInThisState } from '../../office/errors.ts';
import type { Held } from '../../office/record.ts';
import { useCase } from '../../office/use-case.ts';
import type { IsoDate } from '../../values/dates.ts';
import { decision as decisionKind } from '../decisions/decision.ts';
import { served as decisionServed } from '../decisions/served.ts';
import { departure as departureKind } from '../departures/departure.ts';
import { DepartureNotOpen } from '../departures/errors.ts';
import { requireOrderable } from '../departures/order.ts';
import { Day, Id, Short, Version, Words, Written } from '../fields.ts';
import { type Notice, notice } from './notice.ts';
import { requireStanding } from './stands.ts';

const Subject = { notice: Id, version: Version.optional() };

export const serveNotice = useCase({
  name: 'notice.serve',
  action: 'notice.serve',
  summary: 'Serve a notice: on a decision that still is what was approved, or on a departure that still can be ordered',
  input: z.strictObject({
    ...Subject,
    servedOn: Day.optional(),
    means: Short.describe('By post, by hand, through the employer'),
    to: Short.optional().describe('Into whose hands, or to which address; sealed'),
  }),
  output: Written,
  run: async (desk, { notice: id, version, servedOn = desk.today, means, to }) => {
    const seen = await desk.seen(notice, id);
    await requireGood(desk, seen.state);
    const held = await desk.held(notice, id, version);
    requireStatus(held, ['drafted']);
    requireReached(desk, 'servedOn', servedOn, held.state.draftedOn);
    const served = await desk.change(held, {
      event: 'served',
      trueOn: servedOn,
      set: { status: 'served', servedOn, means },
      ...(to === undefined ? {} : { sealed: { to } }),
    });
    if (held.state.decision !== null) await decisionServed(desk, held.state.decision);
    return { id, version: served.version };
  },
});

export const receiveNotice = useCase({
  name: 'notice.receive',
  action: 'notice.serve',
  summary: 'Record that a notice that was served has reached its addressee',
  input: z.strictObject({ ...Subject, receivedOn: Day.optional() }),
  output: Written,
  run: async (desk, { notice: id, version, receivedOn = desk.today }) => {
    const held = await desk.held(notice, id, version);
    requireStatus(held, ['served']);
    requireReached(desk, 'receivedOn', receivedOn, held.state.servedOn);
    const received = await desk.change(held, { event: 'received', trueOn: receivedOn, set: { status: 'received', receivedOn } });
    return { id, version: received.version };
  },
});

export const returnNotice = useCase({
  name: 'notice.return',
  action: 'notice.serve',
  summary: 'Record that a notice could not be delivered; a new one may then be drafted',
  input: z.strictObject({ ...Subject, reason: Words }),
  output: Written,
  run: async (desk, { notice: id, version, reason }) => {
    const held = await desk.held(notice, id, version);
    requireStatus(held, ['served']);
    const back = await desk.change(held, {
      event: 'undeliverable',
      set: { status: 'undeliverable' },
      sealed: { undeliverableBecause: reason },
    });
    return { id, version: back.version };
  },
});

export const voidNotice = useCase({
  name: 'notice.void',
  action: 'notice.draft',
  summary: 'Void a notice that was not served',
  input: z.strictObject({ ...Subject, reason: Words }),
  output: Written,
  run: async (desk, { notice: id, version, reason }) => {
    const held = await desk.held(notice, id, version);
    requireStatus(held, ['drafted']);
    const ended = await desk.change(held, { event: 'voided', set: { status: 'void' }, sealed: { voidBecause: reason } });
    return { id, version: ended.version };
  },
});

/** @throws NotInThisState, DepartureNotOpen */
async function requireGood(desk: Desk, { decision, departure, worker }: Notice): Promise<void> {
  if (decision !== null) await requireStanding(desk, await desk.held(decisionKind, decision));
  if (departure === null || worker === null) return;
  await requireOrderable(desk, worker);
  if ((await desk.held(departureKind, departure)).state.status !== 'planned') throw new DepartureNotOpen();
}

function requireStatus({ id, state }: Held<Notice>, fits: readonly Notice['status'][]): void {
  if (fits.includes(state.status)) return;
  // One that a hold made void says of itself what any void one says.
  throw new NotInThisState(`Notice ${id} is ${state.status}.`, 'A notice is drafted, then served, then received or undeliverable.');
}

function requireReached(desk: Desk, field: string, day: IsoDate, from: IsoDate | null): void {
  if (day > desk.today)
    throw new InputRefused([{ field, reason: `${day} has not come yet.`, remedy: 'Give the day on which it happened.' }]);
  if (from !== null && day < from)
    throw new InputRefused([
      { field, reason: `${day} is before ${from}, the step before it.`, remedy: 'Give the day on which it happened.' },
    ]);
}
