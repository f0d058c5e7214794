import type { Action } from '../../../access/actions.ts';
import { may } from '../../../access/actor.ts';
import { NoSuchRecord } from '../../../access/errors.ts';
import type { Query } from '../../../office/use-case.ts';
import { listApplications } from '../../../register/applications/read.ts';
import { listDecisions } from '../../../register/decisions/read.ts';
import { listDepartures } from '../../../register/departures/read.ts';
import { listNotices } from '../../../register/notices/read.ts';
import { listDueRenewals } from '../../../register/permits/read.ts';
import { listProposals } from '../../../register/proposals/read.ts';
import { listStanding } from '../../../register/standing/read.ts';
import { addToDate } from '../../../values/dates.ts';
import { type Answer, view } from '../../answer.ts';
import { type Page, page } from '../../page.ts';
import { type Cell, shortId } from '../../records/cell.ts';
import { type Kind, linesOf, nextHref, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { AHEAD_DAYS } from '../renewals/renewals.ts';

/** A saved query over the register: what waits for somebody, and where the next step is done. */
interface Queue {
  readonly name: string;
  readonly list: Query;
  readonly input: (visit: Pick<Visit, 'today'>) => Values;
  readonly of: Pick<Kind, 'kind' | 'path' | 'columns'>;
  /** Who works on it, where reading alone is not enough. */
  readonly by: Action;
}

const QUEUES: readonly Queue[] = [
  {
    name: 'new',
    list: listApplications,
    input: () => ({ status: 'received' }),
    of: { kind: 'application', path: '/applications', columns: ['kind', 'employer', 'receivedOn'] },
    by: 'application.read',
  },
  {
    name: 'missing-fact',
    list: listStanding,
    input: () => ({ kind: 'application', outcome: 'undecided' }),
    of: { kind: 'application', path: '/applications', columns: ['employer'] },
    by: 'decision.propose',
  },
  {
    name: 'second-approval',
    list: listProposals,
    input: () => ({ status: 'waiting' }),
    of: { kind: 'proposal', path: '/proposals', columns: ['act', 'author'] },
    by: 'proposal.read',
  },
  {
    name: 'renewals-due',
    list: listDueRenewals,
    input: ({ today }) => ({ from: today, to: addToDate(today, 'days', AHEAD_DAYS) ?? today }),
    of: { kind: 'permit', path: '/permits', columns: ['lastDay', 'employer'] },
    by: 'bulk.decline',
  },
  {
    name: 'overdue-departure',
    list: listDepartures,
    input: () => ({ overdue: true }),
    of: { kind: 'departure', path: '/departures', columns: ['worker', 'by', 'basis'] },
    by: 'departure.read',
  },
  {
    name: 'corrections',
    list: listDecisions,
    input: () => ({ status: 'returned' }),
    of: { kind: 'decision', path: '/decisions', columns: ['taken', 'asOf', 'employer'] },
    by: 'decision.propose',
  },
  {
    name: 'undelivered-notices',
    list: listNotices,
    input: () => ({ status: 'undeliverable' }),
    of: { kind: 'notice', path: '/notices', columns: ['kind', 'addressee', 'servedOn'] },
    by: 'notice.serve',
  },
];

export const queuesOf = ({ actor }: Pick<Visit, 'actor'>): readonly Queue[] =>
  QUEUES.filter(({ list, by }) => may(actor, list.action) && may(actor, by));

/** Counting stops here: how many more there are helps nobody, and costs a walk through all of them. */
const COUNTED_TO = 200;

export interface QueueCount {
  readonly name: string;
  readonly title: string;
  readonly count: string;
  readonly isEmpty: boolean;
  readonly href: string;
}

/** How much waits in each queue, up to a limit. */
export async function queueCounts(visit: Visit): Promise<readonly QueueCount[]> {
  const { ask, words } = visit;
  return Promise.all(
    queuesOf(visit).map(async ({ name, list, input }): Promise<QueueCount> => {
      const { items, next } = (await ask(list, { ...input(visit), limit: COUNTED_TO })) as {
        readonly items: readonly unknown[];
        readonly next: string | null;
      };
      const count = next === null ? words.number(items.length) : words.t('queues.more-than', { n: words.number(COUNTED_TO) });
      return { name, title: words.t(`queues.${name}`), count, isEmpty: items.length === 0, href: `/queues/${name}` };
    }),
  );
}

export const queuePages: readonly Page[] = [
  page('/queues', ['application.read', 'notice.read'], async (visit) => {
    const counts = await queueCounts(visit);
    return view('pages/queues/all', { counts: counts.map((count) => ({ ...count, what: visit.words.t(`queues.${count.name}-what`) })) });
  }),
  page('/queues/:queue', ['application.read', 'notice.read'], queuePage),
];

async function queuePage(visit: Visit): Promise<Answer> {
  const { params, ask, query, words } = visit;
  const queue = queuesOf(visit).find(({ name }) => name === params.queue);
  if (queue === undefined) throw new NoSuchRecord('queue', params.queue ?? '');
  const cursor = query.maybe('cursor');
  const given = { ...queue.input(visit), limit: 50, ...(cursor === undefined ? {} : { cursor }) };
  const { items, next } = (await ask(queue.list, given)) as { readonly items: readonly Values[]; readonly next: string | null };
  const records = queue.name === 'missing-fact' ? await applicationsOf(visit, items) : items;
  const { heads, lines } = queue.name === 'second-approval' ? await proposalLines(visit, records) : await linesOf(visit, queue.of, records);
  return view('records/list', {
    title: words.t(`queues.${queue.name}`),
    what: words.t(`queues.${queue.name}-what`),
    caption: words.t(`queues.${queue.name}`),
    heads,
    lines,
    empty: words.t('queues.nothing'),
    next: next === null ? null : nextHref(`/queues/${queue.name}`, query.values, next),
    filters: [],
    isNarrowed: false,
    path: `/queues/${queue.name}`,
    begin: [],
  });
}

/** The applications behind standing answers, which name them by their ids alone. */
async function applicationsOf({ ask }: Visit, items: readonly Values[]): Promise<readonly Values[]> {
  const { items: all } = (await ask(listApplications, { status: 'received', limit: 200 })) as { readonly items: readonly Values[] };
  return items.map((item) => all.find(({ id }) => id === item.subject) ?? { id: item.subject, employer: item.employer });
}

async function proposalLines(
  visit: Visit,
  items: readonly Values[],
): Promise<{ readonly heads: readonly string[]; readonly lines: readonly (readonly Cell[])[] }> {
  const { t } = visit.words;
  return {
    heads: [t('proposals.what'), t('proposals.number')],
    lines: items.map(({ id, act }) => [
      { text: t(`proposals.act-${String(act).replaceAll('.', '-')}`), href: `/proposals/${String(id)}` },
      shortId(String(id)),
    ]),
  };
}
