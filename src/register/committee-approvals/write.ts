import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { type InputProblem, InputRefused, NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import type { IsoDate } from '../../values/dates.ts';
import { correct } from '../correction.ts';
import { employer } from '../employers/employer.ts';
import { Day, Id, Short, Version, Written } from '../fields.ts';
import { given } from '../given.ts';
import { worker } from '../workers/worker.ts';
import { type CommitteeApproval, committeeApproval } from './committee-approval.ts';

const Scope = {
  workers: z.array(Id).min(1).max(10_000).nullable().describe('Whom it covers by name; null where it covers a number'),
  employer: Id.nullable().describe('For whose workers it is; null where it does not say'),
  countAllowed: z.int().min(1).max(1_000_000).nullable().describe('How many authorisations may rest on it; null where it gives no number'),
};

export const recordRequest = useCase({
  name: 'committee-approval.request',
  action: 'committee-approval.record',
  summary: 'Record what a Committee is asked: for whom, or for how many',
  input: z.strictObject({
    committee: Short.describe('For instance 1718'),
    reference: Short.nullable().default(null),
    requestedOn: Day.optional(),
    workers: Scope.workers.default(null),
    employer: Scope.employer.default(null),
    countAllowed: Scope.countAllowed.default(null),
  }),
  output: Written,
  run: async (desk, { requestedOn = desk.today, ...asked }) => {
    await requireKnown(desk, asked);
    refuseWith(notAfterToday('requestedOn', requestedOn, desk.today));
    const set = { ...asked, requestedOn, answer: 'pending', answeredOn: null, approvedOn: null, countUsed: 0, expiresOn: null };
    const { id, version } = await desk.create(committeeApproval, { event: 'requested', set });
    return { id, version };
  },
});

/** The answer says whom it covers; where it says nothing of that, what was asked stands. Silence is no answer. */
export const recordAnswer = useCase({
  name: 'committee-approval.answer',
  action: 'committee-approval.record',
  summary: 'Record what a Committee answered, for whom and until when',
  input: z.strictObject({
    committeeApproval: Id,
    version: Version.optional(),
    answer: z.enum(['approved', 'refused']),
    answeredOn: Day.optional().describe('The day of the Committee’s decision; today unless said'),
    reference: Short.optional(),
    workers: Scope.workers.optional(),
    employer: Scope.employer.optional(),
    countAllowed: Scope.countAllowed.optional(),
    expiresOn: Day.nullable().default(null),
  }),
  output: Written,
  run: async (desk, { committeeApproval: id, version: seen, answeredOn = desk.today, answer, expiresOn, ...scope }) => {
    const held = await desk.held(committeeApproval, id, seen);
    if (held.state.answer !== 'pending')
      throw new NotInThisState(
        `The Committee's answer is recorded: ${held.state.answer}.`,
        'Correct it (`committee-approval.correct`) if it is wrong.',
      );
    await requireKnown(desk, { ...held.state, ...given(scope) });
    refuseWith([
      ...notAfterToday('answeredOn', answeredOn, desk.today),
      ...inOrder({ requestedOn: held.state.requestedOn, answeredOn, expiresOn }),
    ]);
    const { version } = await desk.change(held, {
      event: 'answered',
      set: { ...given(scope), answer, answeredOn, approvedOn: answer === 'approved' ? answeredOn : null, expiresOn },
    });
    return { id, version };
  },
});

/** What rests on it stays counted: fewer than that it cannot be said to have allowed. */
export const correctApproval = useCase({
  name: 'committee-approval.correct',
  action: 'committee-approval.record',
  summary: 'Correct what is recorded of a Committee’s request or answer',
  input: z.strictObject({
    committeeApproval: Id,
    version: Version.optional(),
    reference: Short.nullable().optional(),
    requestedOn: Day.nullable().optional(),
    answer: z.enum(['pending', 'approved', 'refused']).optional(),
    approvedOn: Day.nullable().optional(),
    workers: Scope.workers.optional(),
    employer: Scope.employer.optional(),
    countAllowed: Scope.countAllowed.optional(),
    expiresOn: Day.nullable().optional(),
    trueOn: Day.optional().describe('From which day it is true; left out, from the day of what it replaces'),
  }),
  output: Written,
  run: async (desk, { committeeApproval: id, version: seen, trueOn, ...fields }) => {
    const held = await desk.held(committeeApproval, id, seen);
    const after: CommitteeApproval = { ...held.state, ...given(fields) };
    await requireKnown(desk, after);
    refuseWith([
      ...inOrder({ requestedOn: after.requestedOn, answeredOn: after.approvedOn, expiresOn: after.expiresOn }),
      ...(after.countAllowed !== null && after.countAllowed < after.countUsed
        ? [
            problem(
              'countAllowed',
              `${after.countUsed} authorisations rest on it already.`,
              'Revoke those that should not, or give a number that holds them.',
            ),
          ]
        : []),
      ...((after.answer === 'approved') === (after.approvedOn !== null)
        ? []
        : [problem('approvedOn', 'An approval has its day, and nothing else has one.', 'Give `answer` and `approvedOn` together.')]),
    ]);
    const answeredOn = fields.approvedOn === undefined ? {} : { answeredOn: fields.approvedOn };
    const { version } = await correct(desk, held, { set: { ...fields, ...answeredOn }, trueOn });
    return { id, version };
  },
});

async function requireKnown(desk: Desk, { workers, employer: of }: Pick<CommitteeApproval, 'workers' | 'employer'>): Promise<void> {
  for (const id of workers ?? []) await desk.seen(worker, id);
  if (of !== null) await desk.seen(employer, of);
}

const problem = (field: string, reason: string, remedy: string): InputProblem => ({ field, reason, remedy });

const notAfterToday = (field: string, day: IsoDate, today: IsoDate): InputProblem[] =>
  day > today ? [problem(field, 'This day has yet to come.', 'Record it when it has happened.')] : [];

function inOrder(days: {
  readonly requestedOn: IsoDate | null;
  readonly answeredOn: IsoDate | null;
  readonly expiresOn: IsoDate | null;
}): InputProblem[] {
  const { requestedOn, answeredOn, expiresOn } = days;
  const problems: InputProblem[] = [];
  if (requestedOn !== null && answeredOn !== null && answeredOn < requestedOn)
    problems.push(problem('answeredOn', 'It lies before the request.', 'Correct one of the two days.'));
  if (answeredOn !== null && expiresOn !== null && expiresOn < answeredOn)
    problems.push(problem('expiresOn', 'It lies before the answer.', 'Give its last day, or null where it does not end.'));
  return problems;
}

function refuseWith(problems: readonly InputProblem[]): void {
  if (problems.length > 0) throw new InputRefused(problems);
}
