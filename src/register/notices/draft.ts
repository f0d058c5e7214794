import { z } from 'zod';
import type { CaseInput } from '../../decide/case.ts';
import type { Desk, Happening } from '../../office/desk.ts';
import { InputRefused, NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { databaseError } from '../../store/trouble.ts';
import { application } from '../applications/application.ts';
import { type Decision, decision as decisionKind } from '../decisions/decision.ts';
import { departure as departureKind } from '../departures/departure.ts';
import { DepartureNotOpen } from '../departures/errors.ts';
import { requireOrderable } from '../departures/order.ts';
import { Country, Id, Words, Written } from '../fields.ts';
import { permit as permitKind } from '../permits/permit.ts';
import { worker as workerKind } from '../workers/worker.ts';
import { type Notice, notice } from './notice.ts';
import { openedDecision } from './stands.ts';
import { decisionText, departureText } from './text.ts';

const KIND_OF: Readonly<Record<Decision['taken'], Notice['kind']>> = {
  grant: 'grant',
  exempt: 'grant',
  refuse: 'refusal',
  'decline-renewal': 'non-renewal',
  revoke: 'revocation',
};

/** Drafts bind nobody and are seen inside alone. */
export const draftNotice = useCase({
  name: 'notice.draft',
  action: 'notice.draft',
  summary: 'Draft a notice about a decision or a departure, in the decision’s own words; an officer may add to them',
  input: z.strictObject({
    decision: Id.optional(),
    departure: Id.optional(),
    worker: Id.optional().describe('Of a notice that only informs, in words of your own'),
    addressee: z.enum(['worker', 'employer', 'mission']),
    mission: Country.optional().describe('Whose mission, where one is addressed'),
    words: Words.optional().describe('Added as they stand. Whoever gets the paper reads them: nothing of protection belongs here'),
  }),
  output: Written,
  run: async (desk, input) => {
    requireOneSubject(input);
    if ((input.addressee === 'mission') !== (input.mission !== undefined))
      throw refused('mission', 'A mission is named where one is addressed, and only there.', 'Give the code of the sending state.');
    const { set, text } = await whatOf(desk, input);
    try {
      const { id, version } = await desk.create(notice, {
        event: 'drafted',
        set: {
          ...set,
          addressee: input.addressee,
          mission: input.mission ?? null,
          status: 'drafted',
          draftedOn: desk.today,
          author: desk.actor.account,
        },
        sealed: { text: [...text, ...(input.words === undefined ? [] : [input.words])] },
      });
      return { id, version };
    } catch (error) {
      throw isSecond(error) ? alreadyThere() : error;
    }
  },
});

type Draft = z.output<typeof draftNotice.input>;
type What = { readonly set: Happening['set']; readonly text: readonly string[] };

async function whatOf(
  desk: Desk,
  { decision, departure, worker, words }: Draft & { readonly addressee: Notice['addressee'] },
): Promise<What> {
  if (decision !== undefined) return ofDecision(desk, decision);
  if (departure !== undefined) return ofDeparture(desk, departure);
  // INVARIANT: `requireOneSubject` saw a worker and words.
  if (worker === undefined || words === undefined) throw new TypeError('A notice is about something.');
  await desk.seen(workerKind, worker);
  return { set: { kind: 'information', worker }, text: [] };
}

async function ofDecision(desk: Desk, id: string): Promise<What> {
  const held = await desk.held(decisionKind, id);
  const { state } = held;
  if (state.status === 'void' || state.status === 'returned')
    throw new NotInThisState(`Decision ${id} is ${state.status}.`, 'Draft the notice of the decision that stands.');
  const { sealed, law } = await openedDecision(desk, held);
  const asked = state.application === null ? null : (await desk.seen(application, state.application)).state;
  const paper = state.permit === null ? null : await desk.seen(permitKind, state.permit);
  const text = decisionText({
    decision: state,
    case: sealed.case as unknown as CaseInput,
    law,
    application: asked === null ? null : (asked.number ?? state.application),
    permit: paper === null ? null : (paper.state.number ?? paper.id),
    lastDay: paper?.state.lastDay ?? null,
  });
  return { set: { kind: KIND_OF[state.taken], decision: id, permit: state.permit, worker: state.worker, employer: state.employer }, text };
}

/** An order to leave, and so asked of protection: here, and again when it is served. */
async function ofDeparture(desk: Desk, id: string): Promise<What> {
  const { worker } = (await desk.seen(departureKind, id)).state;
  await requireOrderable(desk, worker);
  const { state } = await desk.held(departureKind, id);
  if (state.status !== 'planned' || state.by === null) throw new DepartureNotOpen();
  const text = departureText({ host: desk.office.host, basis: state.basis, by: state.by }, await desk.office.law(desk.tx));
  return { set: { kind: 'departure', departure: id, permit: state.permit, worker }, text };
}

/** @throws InputRefused */
function requireOneSubject({ decision, departure, worker, words, addressee }: Draft): void {
  if ([decision, departure, worker].filter((each) => each !== undefined).length !== 1)
    throw refused('decision', 'A notice is about one decision, one departure or one worker.', 'Name one of them.');
  if (worker !== undefined && words === undefined)
    throw refused('words', 'A notice that only informs has no words of its own.', 'Write what it says.');
  // Neither an employer nor a sending state is told who is to leave: from the one who is not they would learn of a hold.
  if (decision === undefined && addressee !== 'worker')
    throw refused('addressee', 'This notice goes to the worker alone.', 'Address it to the worker.');
}

const refused = (field: string, reason: string, remedy: string): InputRefused => new InputRefused([{ field, reason, remedy }]);

const isSecond = (error: unknown): boolean => {
  const told = databaseError(error);
  return told?.code === '23505' && told.message.includes('one_notice_at_a_time');
};

const alreadyThere = (): NotInThisState =>
  new NotInThisState('There is a notice of this to this addressee.', 'Serve it, or void it and draft another.');
