import { NoSuchRecord } from '../../../access/errors.ts';
import { QUEUES, type QueueName } from '../../../register/queues/parts.ts';
import { listQueue, queueCounts } from '../../../register/queues/read.ts';
import { type Answer, seeOther, view } from '../../answer.ts';
import { type Page, page } from '../../page.ts';
import { nextHref } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { tableOf } from './lines.ts';
import { narrowingOf } from './narrow.ts';
import { countWords, QUEUES_BY, queueCountsFor } from './queue.ts';

const LINES = 50;

export const queuePages: readonly Page[] = [
  page('/queues', QUEUES_BY, async (visit) => view('pages/queues/all', { counts: await queueCountsFor(visit) })),
  page('/queues/:queue', QUEUES_BY, queuePage),
];

const isQueue = (name: string | undefined): name is QueueName => QUEUES.some((known) => known === name);

async function queuePage(visit: Visit): Promise<Answer> {
  const { params, ask, query, words } = visit;
  const name = params.queue;
  if (!isQueue(name)) throw new NoSuchRecord('queue', name ?? '');
  // Renewals have a page of their own, where they are also declined.
  if (name === 'renewals-due')
    return seeOther(`/renewals?${new URLSearchParams(query.values as Record<string, string>)}`.replace(/\?$/, ''));
  const cursor = query.maybe('cursor');
  const narrowing = await narrowingOf(visit, name);
  const isNarrowed = Object.keys(narrowing.by).length > 0;
  const given = { queue: name, ...narrowing.by, limit: LINES, ...(cursor === undefined ? {} : { cursor }) };
  const [{ items, next }, counted] = await Promise.all([
    ask(listQueue, given),
    isNarrowed || cursor !== undefined ? null : ask(queueCounts, { queues: [name] }),
  ]);
  const count = counted?.counts[name];
  const { heads, lines } = await tableOf(visit, name, items);
  return view('pages/queues/queue', {
    name,
    title: words.t(`queues.${name}`),
    what: words.t(`queues.${name}-what`),
    how: words.maybe(`queues.${name}-how`) ?? '',
    counted:
      count === undefined || count.number === 0 ? '' : words.t('queues.waiting', { count: countWords(count, words), n: count.number }),
    heads,
    lines,
    empty: words.t(isNarrowed ? 'queues.nothing-fits' : 'queues.nothing'),
    next: next === null ? null : nextHref(`/queues/${name}`, query.values, next),
    filters: narrowing.fields,
    isNarrowed,
    path: `/queues/${name}`,
  });
}
