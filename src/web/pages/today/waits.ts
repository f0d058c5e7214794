import { may } from '../../../access/actor.ts';
import { listAssessments, listHolds } from '../../../protection/read.ts';
import { listApprovals } from '../../../register/committee-approvals/read.ts';
import { listJobsQuery } from '../../../register/jobs/read.ts';
import { renewalTotals } from '../../../register/queues/read.ts';
import type { Visit } from '../../visit.ts';
import { queueCountsFor, seesQueues } from '../queues/queue.ts';

/** Something that waits, with how much of it there is. */
export interface Wait {
  readonly count: string;
  readonly title: string;
  readonly href: string;
  /** A sentence below it; `''` where there is none. */
  readonly more: string;
  readonly isEmpty: boolean;
}

/** More than this is not counted out: these lists are short, or somebody has a larger worry. */
const LISTED_TO = 200;

/** All that waits for this person: the queues of the office, and what only some of its rooms have. */
export async function waitsFor(visit: Visit): Promise<readonly Wait[]> {
  return (await Promise.all([protectionWaits(visit), queueWaits(visit), committeeWaits(visit), jobWaits(visit)])).flat();
}

async function queueWaits(visit: Visit): Promise<readonly Wait[]> {
  const { actor, ask, words } = visit;
  const isAtWork = may(actor, 'bulk.decline');
  const [counts, totals] = await Promise.all([queueCountsFor(visit), isAtWork ? ask(renewalTotals, {}) : null]);
  const barred = totals?.answers.barred ?? 0;
  return (
    counts
      // A second person's queue is empty for ever for whoever may approve nothing.
      .filter(({ name, isEmpty }) => !isEmpty || name !== 'second-approval' || !seesQueues(actor) || may(actor, 'decision.approve'))
      .map(({ name, title, count, href, isEmpty }) => ({
        title,
        count,
        href,
        isEmpty,
        more: name === 'renewals-due' && barred > 0 ? words.t('today.renewals-barred', { n: barred }) : '',
      }))
  );
}

async function protectionWaits({ actor, ask, words }: Visit): Promise<readonly Wait[]> {
  if (!may(actor, 'hold.place')) return [];
  const [pending, lifts, placed] = await Promise.all([
    ask(listAssessments, { outcome: 'pending', limit: LISTED_TO }),
    ask(listHolds, { status: 'lift-proposed', limit: LISTED_TO }),
    ask(listHolds, { status: 'placed', limit: LISTED_TO }),
  ]);
  const wait = (key: string, of: Listed): Wait => listedWait(`today.${key}`, of, '/protection', words);
  return [wait('assessments-pending', pending), wait('lifts-proposed', lifts), wait('holds-placed', placed)];
}

async function committeeWaits({ actor, ask, words }: Visit): Promise<readonly Wait[]> {
  if (!may(actor, 'committee-approval.record')) return [];
  const pending = await ask(listApprovals, { answer: 'pending', limit: LISTED_TO });
  return [listedWait('today.committee-pending', pending, '/exemptions?answer=pending', words)];
}

async function jobWaits({ actor, ask, words }: Visit): Promise<readonly Wait[]> {
  if (!may(actor, 'register.configure')) return [];
  const failed = await ask(listJobsQuery, { state: 'failed', limit: LISTED_TO });
  return [listedWait('today.jobs-failed', failed, '/administration/jobs', words)];
}

interface Listed {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

function listedWait(key: string, { items, next }: Listed, href: string, { t, number }: Visit['words']): Wait {
  const count = next === null ? number(items.length) : t('queues.more-than', { n: number(items.length) });
  return { count, title: t(key), href, more: '', isEmpty: items.length === 0 };
}
