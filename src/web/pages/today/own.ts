import { listApplications } from '../../../register/applications/read.ts';
import { listNotices } from '../../../register/notices/read.ts';
import { endingPermits } from '../../../register/queues/clocks.ts';
import { daysBetween } from '../../../values/dates.ts';
import type { Model } from '../../answer.ts';
import { linesOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

const SHOWN = 10;

/** What an employer comes for: until when its workers may work, what it asked for, and what it was sent. */
export async function employersOwn(visit: Visit): Promise<readonly Model[]> {
  if (!visit.actor.roles.includes('employer')) return [];
  return Promise.all([ownPermits(visit), ownApplications(visit), ownNotices(visit)]);
}

async function ownPermits(visit: Visit): Promise<Model> {
  const { ask, words, today } = visit;
  const { items, isMore } = await ask(endingPermits, { limit: SHOWN });
  const { heads, lines } = await linesOf(visit, { kind: 'permit', path: '/permits', columns: ['worker', 'lastDay'] }, items);
  return {
    title: words.t('today.own-permits'),
    heads: [...heads, words.t('today.how-long')],
    lines: lines.map((line, at) => [...line, words.t('today.days-left', { n: daysBetween(today, items[at]?.lastDay ?? today) })]),
    empty: words.t('today.own-permits-none'),
    more: isMore ? '/permits' : null,
  };
}

async function ownApplications(visit: Visit): Promise<Model> {
  const { ask, words } = visit;
  const { items, next } = (await ask(listApplications, { status: 'received', limit: SHOWN })) as Listed;
  const of = { kind: 'application', path: '/applications', columns: ['kind', 'receivedOn', 'status'] };
  const { heads, lines } = await linesOf(visit, of, items);
  const { t } = words;
  return {
    title: t('today.own-applications'),
    heads,
    lines,
    empty: t('today.own-applications-none'),
    more: next === null ? null : of.path,
  };
}

async function ownNotices(visit: Visit): Promise<Model> {
  const { ask, words } = visit;
  const { items, next } = (await ask(listNotices, { status: 'served', limit: SHOWN })) as Listed;
  const of = { kind: 'notice', path: '/notices', columns: ['kind', 'servedOn', 'status'] };
  const { heads, lines } = await linesOf(visit, of, items);
  const { t } = words;
  return { title: t('today.own-notices'), heads, lines, empty: t('today.own-notices-none'), more: next === null ? null : of.path };
}

interface Listed {
  readonly items: readonly Values[];
  readonly next: string | null;
}
