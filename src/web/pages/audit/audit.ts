import { may } from '../../../access/actor.ts';
import { listReadings } from '../../../register/accounts/readings.ts';
import { listCheckpoints } from '../../../register/proof/checkpoints.ts';
import { listEvents } from '../../../register/proof/events.ts';
import { verifyRegister } from '../../../register/proof/verify.ts';
import { labels } from '../../../register/reading/labels.ts';
import { rebuildAndCompare } from '../../../register/rebuild/compare.ts';
import { type Answer, type Model, view } from '../../answer.ts';
import { formPage, type Page, page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { filtersOf } from '../../records/filters.ts';
import { nextHref } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

const PROBLEMS_SHOWN = 50;

/** Proof that nothing was altered: the log against its hashes and signatures, and the records against the log. */
export const auditPages: readonly Page[] = [
  ...formPage({ path: '/audit', by: 'audit.verify', view: 'pages/audit/audit', read: auditModel, send: check }),
  page('/audit/log', 'audit.read', logPage),
  page('/audit/readings', 'access.read-log', readingsPage),
];

async function auditModel({ ask, words, actor }: Visit): Promise<Model> {
  const { items, signer } = await ask(listCheckpoints, { limit: 10 });
  const { t, instant, number } = words;
  const [last] = items;
  return {
    verified: null,
    compared: null,
    mayCompare: may(actor, 'register.rebuild'),
    signer,
    note: last?.note ?? null,
    heads: [t('audit.entries'), t('audit.signed-at'), t('audit.root')],
    lines: items.map(({ size, root, madeAt }) => [number(size), instant(madeAt), `${root.slice(0, 16)}…`]),
  };
}

async function check(visit: Visit): Promise<Answer> {
  const { office, actor, form, words } = visit;
  const { t, number } = words;
  if (form.has('compare')) {
    const { records, count, differences } = await rebuildAndCompare(office, actor);
    const compared = {
      ok: count === 0,
      says: t('audit.compared', { n: records }),
      problems: differences
        .slice(0, PROBLEMS_SHOWN)
        .map(({ kind, id, what, field }) => `${kind} ${shortId(id)}: ${what}${field === null ? '' : ` ${field}`}`),
    };
    return view('pages/audit/audit', { ...(await auditModel(visit)), compared });
  }
  const { ok, size, checkpoints, sentences } = await verifyRegister(office, actor);
  const verified = { ok, says: t('audit.verified', { n: number(size), m: checkpoints }), problems: sentences.slice(0, PROBLEMS_SHOWN) };
  return view('pages/audit/audit', { ...(await auditModel(visit)), verified });
}

/** Kinds of records that have a page. */
const PATHS: Readonly<Record<string, string>> = {
  permit: '/permits',
  worker: '/workers',
  employer: '/employers',
  contract: '/contracts',
  application: '/applications',
  decision: '/decisions',
  notice: '/notices',
  departure: '/departures',
  quota: '/quotas',
  'committee-approval': '/exemptions',
};

async function logPage(visit: Visit): Promise<Answer> {
  const { ask, query, words } = visit;
  const filters = filtersOf(listEvents.input, ['recordKind', 'record', 'actor', 'from', 'to'], visit, 'audit');
  const given = Object.fromEntries(filters.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const cursor = query.maybe('cursor');
  const { items, next } = await ask(listEvents, { ...given, limit: 50, ...(cursor === undefined ? {} : { cursor }) });
  const { labels: known } = await ask(labels, { records: { account: items.map(({ actor }) => actor) } });
  const { t, instant, date, maybe } = words;
  return view('pages/audit/log', {
    filters: filters.map(({ field }) => field),
    entries: items.map(({ leaf, record, kind, trueOn, knownAt, actor, data, sealed, leafHash }) => ({
      leaf,
      what: maybe(`events.${record.kind}-${kind}`) ?? maybe(`events.${kind}`) ?? kind,
      kind: maybe(`records.${record.kind}`) ?? record.kind,
      id: shortId(record.id),
      href: PATHS[record.kind] === undefined ? null : `${PATHS[record.kind]}/${record.id}`,
      times: t('audit.times', { trueOn: date(trueOn), knownAt: instant(knownAt) }),
      by: known[actor] ?? t('records.somebody'),
      body: JSON.stringify(data, null, 2),
      isSealed: sealed !== null,
      hash: leafHash,
    })),
    next: next === null ? null : nextHref('/audit/log', query.values, next),
  });
}

/** By person or by account: one of the two has to be named. */
async function readingsPage({ ask, query, words }: Visit): Promise<Answer> {
  const [person, account, cursor] = [query.maybe('person'), query.maybe('account'), query.maybe('cursor')];
  const of = person !== undefined ? { person } : account !== undefined ? { account } : null;
  const { t, instant } = words;
  const found = of === null ? null : await ask(listReadings, { ...of, limit: 50, ...(cursor === undefined ? {} : { cursor }) });
  const { labels: known } =
    found === null
      ? { labels: {} as Record<string, string> }
      : await ask(labels, { records: { account: found.items.map((one) => one.account), worker: found.items.map((one) => one.person) } });
  return view('pages/audit/readings', {
    person: person ?? '',
    account: account ?? '',
    heads: [t('audit.at'), t('audit.who'), t('audit.of-whom'), t('audit.fields'), t('audit.for')],
    lines:
      found?.items.map(({ at, account: by, person: whose, fields, purpose, words: why }) => [
        instant(at),
        known[by] ?? shortId(by),
        { text: known[whose] ?? shortId(whose), href: `/workers/${whose}` },
        fields.join(', '),
        `${t(`values.purpose-${purpose}`)}: ${why}`,
      ]) ?? null,
    next: found === null || found.next === null ? null : nextHref('/audit/readings', query.values, found.next),
  });
}
