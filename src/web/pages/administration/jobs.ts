import { may } from '../../../access/actor.ts';
import { SYSTEM_ACCOUNT } from '../../../office/ids.ts';
import { cancelJob } from '../../../register/jobs/cancel.ts';
import { listJobsQuery, readJob } from '../../../register/jobs/read.ts';
import { startJob } from '../../../register/jobs/start.ts';
import { labels } from '../../../register/reading/labels.ts';
import { SYSTEM } from '../../../register/standing/ask.ts';
import { listChanges } from '../../../register/standing/read-changes.ts';
import { type Answer, seeOther, view } from '../../answer.ts';
import { actPage } from '../../forms/act.ts';
import { button, type Page, page } from '../../page.ts';
import { type Cell, REFERENCES, shortId } from '../../records/cell.ts';
import { nextHref } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';

/** Long work: what runs, how far it is, and what came of it. */
export const jobPages: readonly Page[] = [
  page('/administration/jobs', 'job.read', jobs),
  ...actPage({ path: '/administration/jobs/new', useCase: startJob, to: () => '/administration/jobs' }),
  page('/administration/jobs/:job', 'job.read', job),
  button('/administration/jobs/:job/cancel', 'job.start', async ({ act, params }) => {
    await act(cancelJob, { job: params.job ?? '' });
    return seeOther(`/administration/jobs/${params.job}`, 'administration.done.cancelled');
  }),
];

const titleOf = ({ maybe }: Words, name: string): string => maybe(`administration.job-${name.replaceAll('.', '-')}`) ?? name;

async function jobs({ ask, words, query, actor }: Visit): Promise<Answer> {
  const cursor = query.maybe('cursor');
  const { items, next } = await ask(listJobsQuery, { limit: 50, ...(cursor === undefined ? {} : { cursor }) });
  const { t, instant, number } = words;
  return view('pages/administration/jobs', {
    mayStart: may(actor, 'job.start'),
    heads: [t('administration.work'), t('administration.asked'), t('administration.progress'), t('fields.status')],
    lines: items.map((one): readonly Cell[] => [
      { text: titleOf(words, one.name), href: `/administration/jobs/${one.id}` },
      instant(one.asked),
      one.total === null ? number(one.done) : t('administration.of', { done: number(one.done), total: number(one.total) }),
      { text: t(`administration.state-${one.state}`), kind: one.state === 'failed' ? 'barred' : one.state === 'done' ? 'done' : 'waiting' },
    ]),
    next: next === null ? null : nextHref('/administration/jobs', query.values, next),
  });
}

async function job(visit: Visit): Promise<Answer> {
  const { ask, words, params, actor } = visit;
  const found = await ask(readJob, { job: params.job ?? '' });
  const { labels: known } = await ask(labels, { records: { account: [found.startedBy] } });
  const { t, instant, number } = words;
  const isOpen = found.state === 'queued' || found.state === 'running';
  return view('pages/administration/job', {
    id: found.id,
    title: titleOf(words, found.name),
    mayCancel: isOpen && may(actor, 'job.start'),
    done: null,
    isOpen,
    share: found.total === null || found.total === 0 ? null : Math.round((100 * found.done) / found.total),
    rows: [
      { key: t('fields.status'), text: t(`administration.state-${found.state}`) },
      {
        key: t('administration.progress'),
        text: found.total === null ? number(found.done) : t('administration.of', { done: number(found.done), total: number(found.total) }),
      },
      {
        key: t('administration.started-by'),
        text: found.startedBy === SYSTEM_ACCOUNT ? SYSTEM.name : (known[found.startedBy] ?? shortId(found.startedBy)),
      },
      { key: t('administration.asked'), text: instant(found.asked) },
      { key: t('administration.ended'), text: found.ended === null ? null : instant(found.ended) },
      ...(found.error === null ? [] : [{ key: t('administration.error'), text: found.error }]),
    ],
    result: resultRows(words, found.result),
    ...(may(actor, 'decision.read') && !isOpen ? await changesOf(visit, found.id) : {}),
  });
}

/** The fields of a result in the order in which they are read; the database keeps them in none. */
const READ_FIRST = ['scope', 'draft', 'day', 'decided', 'changed', 'digest'];
const place = (name: string): number => (READ_FIRST.includes(name) ? READ_FIRST.indexOf(name) : READ_FIRST.length);

/** What came of it, field by field. */
function resultRows({ t, maybe, date, number }: Words, result: unknown): readonly { readonly key: string; readonly text: string | null }[] {
  if (typeof result !== 'object' || result === null) return [];
  const fields: [string, unknown][] = Object.entries(result);
  return fields
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => ({
      key: maybe(`administration.result-${name}`) ?? name,
      text: typeof value === 'number' ? number(value) : typeof value === 'string' ? told(name, value) : null,
    }));

  function told(name: string, value: string): string {
    if (name === 'scope') return t(`administration.scope-${value}`);
    return name === 'day' ? date(value) : value;
  }
}

/** Whose answer became another, and why. It is a part of the page for whoever may read decisions. */
async function changesOf({ ask, words, query, params }: Visit, of: string): Promise<Readonly<Record<string, unknown>>> {
  const cursor = query.maybe('cursor');
  const { items, next } = await ask(listChanges, { job: of, limit: 25, ...(cursor === undefined ? {} : { cursor }) });
  if (items.length === 0) return {};
  const ids = (kind: string): string[] => items.filter((item) => item.kind === kind).map(({ subject }) => subject);
  const { labels: known } = await ask(labels, { records: { permit: ids('permit'), application: ids('application') } });
  const { t, date } = words;
  const outcome = (is: string): string => t(`terms.outcome-${is}`);
  return {
    heads: [
      t('administration.record'),
      t('fields.act'),
      t('fields.asOf'),
      t('administration.before'),
      t('administration.after'),
      t('fields.why'),
    ],
    lines: items.flatMap(({ subject, kind, changes }) =>
      changes.map((change): readonly Cell[] => [
        { text: known[subject] ?? shortId(subject), href: `${REFERENCES[kind]?.path}/${subject}` },
        t(`values.act-${change.act}`),
        date(change.asOf),
        { text: outcome(change.before.outcome), kind: change.before.outcome },
        { text: outcome(change.after.outcome), kind: change.after.outcome },
        change.why.join(' '),
      ]),
    ),
    next: next === null ? null : nextHref(`/administration/jobs/${params.job}`, query.values, next),
  };
}
