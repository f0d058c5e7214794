import type { Desk } from '../../office/desk.ts';
import { type InputProblem, InputRefused } from '../../office/errors.ts';
import { PersonErased } from '../../privacy/errors.ts';
import type { IsoDate } from '../../values/dates.ts';
import { spokenDate } from '../../values/dates.ts';
import { contract } from '../contracts/contract.ts';
import { employer } from '../employers/employer.ts';
import { EmployerClosed } from '../employers/errors.ts';
import { permit } from '../permits/permit.ts';
import { requireReach } from '../reading/reach.ts';
import { worker } from '../workers/worker.ts';
import type { Application } from './application.ts';

/** What an application says, without what becomes of it. */
export type Asked = Omit<Application, 'number' | 'status' | 'decision'>;

/**
 * Checks that what is named is there, may be known of by whoever asks, and fits together: the contract and the permit are of this worker,
 * a renewal names a standing permit of this employer, and the days are in order.
 * @throws InputRefused naming every field that does not fit; NoSuchRecord; PersonErased; EmployerClosed
 */
export async function requireFitting(desk: Desk, asked: Asked): Promise<void> {
  await requireReach(desk.tx, desk.actor, worker, asked.worker);
  if ((await desk.seen(worker, asked.worker)).state.status === 'erased') throw new PersonErased(asked.worker);
  await requireReach(desk.tx, desk.actor, employer, asked.employer);
  if ((await desk.seen(employer, asked.employer)).state.status === 'closed') throw new EmployerClosed(asked.employer);
  const problems = [...daysProblems(asked, desk.today), ...(await contractProblems(desk, asked)), ...(await permitProblems(desk, asked))];
  if (problems.length > 0) throw new InputRefused(problems);
}

function daysProblems({ receivedOn, wantedFrom, wantedTo }: Asked, today: IsoDate): InputProblem[] {
  const problems: InputProblem[] = [];
  if (receivedOn > today)
    problems.push({ field: 'receivedOn', reason: 'This day has yet to come.', remedy: `Give a day up to ${spokenDate(today)}.` });
  if (wantedFrom !== null && wantedTo !== null && wantedTo < wantedFrom)
    problems.push({
      field: 'wantedTo',
      reason: 'It lies before the first day that is wanted.',
      remedy: 'Both ends are lawful days; the last is not before the first.',
    });
  return problems;
}

async function contractProblems(desk: Desk, asked: Asked): Promise<InputProblem[]> {
  if (asked.contract === null) return [];
  await requireReach(desk.tx, desk.actor, contract, asked.contract);
  const { state } = await desk.seen(contract, asked.contract);
  if (state.worker === asked.worker && state.employer === asked.employer) return [];
  return [
    {
      field: 'contract',
      reason: 'It is not between this worker and this employer.',
      remedy: 'Name the contract on which this authorisation would rest.',
    },
  ];
}

async function permitProblems(desk: Desk, asked: Asked): Promise<InputProblem[]> {
  const { kind } = asked;
  const problem = (field: string, reason: string, remedy: string): InputProblem => ({ field, reason, remedy });
  if (asked.permit === null) {
    if (kind === 'renewal')
      return [problem('permit', 'A renewal is of a permit.', 'Name the standing permit; without one it is a new application.')];
    if (kind === 'change-of-employer')
      return [problem('permit', 'A change of employer is of a permit.', 'Name the standing permit; without one it is a new application.')];
    return [];
  }
  if (kind === 'new') return [problem('permit', 'A new application changes no permit.', 'Leave it out, or ask for a renewal or a change.')];
  // An employer who takes a worker over cannot know of the permit with the employer before; whose it is, is checked here all the same.
  if (kind !== 'change-of-employer') await requireReach(desk.tx, desk.actor, permit, asked.permit);
  const { state } = await desk.seen(permit, asked.permit);
  const problems: InputProblem[] = [];
  if (state.worker !== asked.worker)
    return [problem('permit', 'It is not a permit of this worker.', 'Name the worker’s own standing permit.')];
  if (state.lastDay < asked.receivedOn || state.status === 'revoked' || state.status === 'replaced')
    problems.push(
      problem(
        'permit',
        `It stood until ${spokenDate(state.lastDay)}.`,
        'Only a standing permit is renewed or changed; without one it is a new application.',
      ),
    );
  if (kind === 'change-of-employer' && state.employer === asked.employer)
    problems.push(
      problem(
        'employer',
        'The permit is with this employer already.',
        'Ask for a renewal, or name the employer to whom the worker changes.',
      ),
    );
  if (kind !== 'change-of-employer' && state.employer !== asked.employer)
    problems.push(problem('employer', 'The permit is with another employer.', 'Ask for a change of employer.'));
  if (kind === 'change-of-category' && (asked.category === null || asked.category === state.category))
    problems.push(
      problem('category', 'It is not another category than that of the permit.', 'Name the category to which the worker changes.'),
    );
  return problems;
}
