import { listDueRenewals, readPermit } from '../../../register/permits/read.ts';
import { labels } from '../../../register/reading/labels.ts';
import { previewDecline, proposeDecline } from '../../../register/renewals/decline.ts';
import { renewalAnswers } from '../../../register/standing/of.ts';
import { byCodePoint } from '../../../values/canonical.ts';
import { addToDate } from '../../../values/dates.ts';
import { type Answer, type Model, seeOther, view } from '../../answer.ts';
import { askLaw, mayAskOfRecords } from '../../law/ask.ts';
import { verdictModel } from '../../law/verdict.ts';
import { formPage, type Page, page } from '../../page.ts';
import { type Cell, cellOf, shortId } from '../../records/cell.ts';
import { filtersOf } from '../../records/filters.ts';
import { nameOf, nextHref, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

/** Looked ahead unless somebody says otherwise: a quarter. */
export const AHEAD_DAYS = 92;
const LIST_SHOWN = 100;

/** Renewals that are due, and declining them: the exceptions first, then the list that a second person approves. */
export const renewalPages: readonly Page[] = [
  page('/renewals', 'permit.read', renewals),
  ...formPage({ path: '/renewals/decline', by: 'bulk.decline', view: 'pages/renewals/decline', read: declineModel, send: decline }),
];

async function renewals(visit: Visit): Promise<Answer> {
  const { ask, query, words, today } = visit;
  const filters = filtersOf(listDueRenewals.input, ['from', 'to', 'nationality'], visit, 'permit');
  const given = Object.fromEntries(filters.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const window = { from: today, to: addToDate(today, 'days', AHEAD_DAYS) ?? today, ...given } as {
    from: string;
    to: string;
    nationality?: string;
  };
  const cursor = query.maybe('cursor');
  const { items, next } = await ask(listDueRenewals, { ...window, limit: 50, ...(cursor === undefined ? {} : { cursor }) });
  const [{ labels: known }, { answers }] = await Promise.all([
    ask(labels, { records: { employer: items.map(({ employer }) => String(employer)) } }),
    ask(renewalAnswers, { permits: items.map(({ id }) => id) }),
  ]);
  const { t, date } = words;
  return view('pages/renewals/list', {
    window: t('renewals.window', { from: date(window.from), to: date(window.to) }),
    filters: filters.map(({ field }) => field),
    all: `/renewals/decline?${new URLSearchParams({ from: window.from, to: window.to, ...(window.nationality === undefined ? {} : { nationality: window.nationality }) })}`,
    hasAnswers: Object.keys(answers).length > 0,
    items: [...items]
      .sort((a, b) => byCodePoint(String(a.lastDay), String(b.lastDay)))
      .map((item) => ({
        outcome: answers[item.id] ?? null,
        id: item.id,
        name: nameOf(item),
        lastDay: date(String(item.lastDay)),
        employer: known[String(item.employer)] ?? shortId(String(item.employer)),
        employerHref: `/employers/${String(item.employer)}`,
      })),
    next: next === null ? null : nextHref('/renewals', query.values, next),
  });
}

interface Selection {
  readonly endsFrom: string;
  readonly endsTo: string;
  readonly nationality?: string;
  readonly employer?: string;
  readonly permits?: string[];
  readonly leaveOut: string[];
}

/** What is chosen stands in the address or in the form: single permits, or all that end in a time. */
function selectionOf({ query, form, today }: Visit): Selection {
  const from = form.has('key') ? form : query;
  const permits = [...from.all('permit')];
  const [nationality, employer] = [from.maybe('nationality'), from.maybe('employer')];
  return {
    // Single permits are chosen whenever they end; the window is as wide as permits can be.
    endsFrom: from.date('from') ?? today,
    endsTo: from.date('to') ?? addToDate(today, 'days', permits.length > 0 ? 3660 : AHEAD_DAYS) ?? today,
    ...(nationality === undefined ? {} : { nationality }),
    ...(employer === undefined ? {} : { employer }),
    ...(permits.length === 0 ? {} : { permits }),
    leaveOut: [...form.all('leaveOut')],
  };
}

async function declineModel(visit: Visit): Promise<Model> {
  const { ask, words } = visit;
  const selection = selectionOf(visit);
  const preview = await ask(previewDecline, selection);
  const { exceptions, list, number, listHash } = preview;
  const shown = list.slice(0, LIST_SHOWN);
  const [only] = selection.permits ?? [];
  const single = selection.permits?.length === 1 && only !== undefined ? await singleModel(visit, only) : null;
  const { labels: known } = await ask(labels, {
    records: { permit: [...exceptions, ...shown].map(({ permit }) => permit), employer: shown.map(({ employer }) => employer) },
  });
  const { t, date } = words;
  const about = { words, of: 'decision', labels: known };
  const permitCell = (permit: string): Cell => ({ text: known[permit] ?? shortId(permit), href: `/permits/${permit}` });
  return {
    single,
    selection: {
      ...selection,
      nationality: selection.nationality ?? '',
      employer: selection.employer ?? '',
      permits: selection.permits ?? [],
    },
    window: t('renewals.window', { from: date(selection.endsFrom), to: date(selection.endsTo) }),
    number,
    numberWords: t('renewals.would-be-declined', { n: number }),
    listHash,
    exceptionHeads: [t('records.permit'), t('renewals.why-not')],
    exceptions: exceptions.map(({ permit, why }): readonly Cell[] => [permitCell(permit), why]),
    listHeads: [t('records.permit'), t('records.employer'), t('fields.lastDay'), t('fields.outcome'), t('fields.un'), t('fields.national')],
    list: shown.map((item): readonly Cell[] => [
      permitCell(item.permit),
      cellOf('employer', item.employer, about),
      date(item.lastDay),
      cellOf('outcome', item.outcome, about),
      cellOf('un', item.un, about),
      cellOf('national', item.national, about),
    ]),
    isPart: list.length > LIST_SHOWN,
  };
}

/** One permit alone: what the law says of its renewal, in words. */
async function singleModel(visit: Visit, id: string): Promise<Model> {
  const { ask, words } = visit;
  const record = (await ask(readPermit, { permit: id })) as Values;
  const verdict = mayAskOfRecords(visit) && record.status === 'granted' ? await askLaw(visit, { permit: id, act: 'renew' }) : null;
  const lead = words.t('permits.if-renewed');
  return {
    name: nameOf(record),
    path: `/permits/${id}`,
    lastDay: words.date(String(record.lastDay)),
    verdict: verdict === null ? null : verdictModel(verdict.answer, verdict.law, words, { lead, why: `/permits/${id}/why` }),
  };
}

/** Proposes exactly the list that was on the page: any other is refused. */
async function decline(visit: Visit): Promise<Answer> {
  const { act, form } = visit;
  const reason = form.maybe('reason');
  const { proposal } = await act(proposeDecline, {
    ...selectionOf(visit),
    listHash: form.text('listHash'),
    ...(reason === undefined ? {} : { reason }),
  });
  return seeOther(`/proposals/${proposal}`, 'renewals.done.proposed');
}
