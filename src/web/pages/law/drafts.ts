import * as Plot from '@observablehq/plot';
import { may } from '../../../access/actor.ts';
import { NoSuchRecord } from '../../../access/errors.ts';
import { draftsOf } from '../../../law/draft.ts';
import { InputRefused } from '../../../office/errors.ts';
import { DRAFT_FILE, readDraft, shippedDraft, shippedTexts } from '../../../register/law/draft-text.ts';
import { proposeLaw } from '../../../register/law/propose.ts';
import { type LastDay, type Split, splitBetween } from '../../../register/law/split.ts';
import { chart } from '../../../reports/chart.ts';
import { isIsoDate } from '../../../values/dates.ts';
import { type Answer, type Model, seeOther, view } from '../../answer.ts';
import { formPage, type Page, page } from '../../page.ts';
import { trustedHtml } from '../../render/templates.ts';
import type { Visit } from '../../visit.ts';

/** A draft is written and compared as one types; it decides nothing until a version of the law is published by a second person. */
export const draftPages: readonly Page[] = [
  page('/law/drafts', 'law.read', async ({ office, words }) => {
    const { law } = await office.law(office.store.db);
    const drafts = law.regimes.flatMap(({ regime }) => regime.drafts.map((draft) => ({ regime: regime.id, draft })));
    return view('pages/law/drafts', {
      drafts: drafts.map(({ regime, draft }) => ({
        title: draft.title.en,
        says: draft.words.en,
        on: words.date(draft.circulatedOn),
        href: `/law/drafts/${regime}/${draft.id}`,
      })),
      blank: law.regimes.map(({ regime }) => ({ href: `/law/drafts/${regime.id}/new`, title: regime.title.en })),
    });
  }),
  ...formPage({
    path: '/law/drafts/:regime/:draft',
    by: 'law.read',
    view: 'pages/law/draft',
    keepsDraft: true,
    read: (visit) => draftModel(visit),
    send,
  }),
];

const BLANK = `id: my-draft
status: draft
title: { en: 'A draft of mine' }
circulated_on: 2017-12-07
words: { en: 'What it would change, in a sentence.' }
sources: [written here]
changes:
  - provision: un.2397.8.workers
    duty: { by: { months: 12, after: adoption } }
`;

interface Written {
  readonly text: string;
  readonly on: string;
}

/** What is written: in the form, else the draft as it came with the law. */
async function writtenIn({ form, params, office, today }: Visit): Promise<Written> {
  const { law } = await office.law(office.store.db);
  const known = draftsOf(law).find(({ id }) => id === params.draft);
  const shipped = params.draft === 'new' ? BLANK : shippedDraft(params.regime ?? '', params.draft ?? '');
  if (!law.regimes.some(({ regime }) => regime.id === params.regime) || shipped === null)
    throw new NoSuchRecord('draft', params.draft ?? '');
  // A draft that begins after today is looked at from the day after it was circulated.
  const otherwise =
    known !== undefined && known.circulatedOn >= today ? Temporal.PlainDate.from(known.circulatedOn).add({ days: 1 }).toString() : today;
  return { text: form.has('text') ? form.text('text') : shipped, on: form.date('on') ?? otherwise };
}

async function draftModel(visit: Visit): Promise<Model> {
  const { office, params, words, actor } = visit;
  const { text, on } = await writtenIn(visit);
  const day = isIsoDate(on) ? on : visit.today;
  const law = await office.law(office.store.db);
  const { findings, draft, compiled } = await readDraft(law, params.regime ?? '', text);
  const seesCases = may(actor, 'decision.read') && may(actor, 'worker.read') && !actor.roles.includes('employer');
  const split = compiled === null || !seesCases ? null : await splitBetween(office.store.db, office.host, law.compiled, compiled, day);
  return {
    path: `/law/drafts/${params.regime}/${params.draft}`,
    title: draft?.title.en ?? words.t('law.draft'),
    text,
    on: day,
    dayWords: words.date(day),
    mayPropose: may(actor, 'law.propose'),
    findings: findings.map(({ severity, line, column, message, remedy }) => ({
      severity: words.t(`law.finding-${severity}`),
      kind: severity === 'error' ? 'barred' : 'needs-approval',
      place: words.t('law.place', { line, column }),
      message,
      remedy,
    })),
    isRead: draft !== null,
    seesCases,
    split: split === null ? null : splitModel(split, visit),
  };
}

function splitModel(split: Split, { words }: Visit): Model {
  const { t, number, date } = words;
  const outcomeText = (outcome: string): string => t(`terms.outcome-${outcome}`);
  const moved = split.outcomes.filter(({ before, after }) => before !== after);
  const dayText = (day: LastDay | null): string =>
    day === null ? t('law.no-day') : day.isOpen ? t('law.day-open', { day: date(day.on) }) : date(day.on);
  const movedDays = split.days.filter(({ before, after }) => before?.on !== after?.on);
  const leave = (side: 'before' | 'after') => {
    const sums = new Map<string, number>();
    for (const line of split.days) sums.set(dayText(line[side]), (sums.get(dayText(line[side])) ?? 0) + line.cases);
    return [...sums].map(([day, cases]) => ({ day, cases }));
  };
  const says = t('law.split-says', {
    n: movedDays.reduce((sum, { cases }) => sum + cases, 0),
    m: moved.reduce((sum, { cases }) => sum + cases, 0),
  });
  const bars = [
    ...leave('before').map((one) => ({ ...one, law: t('law.in-force-now') })),
    ...leave('after').map((one) => ({ ...one, law: t('law.under-draft') })),
  ];
  return {
    counted: split.isPart ? t('law.counted-part', { n: number(split.permits) }) : t('law.counted', { n: number(split.permits) }),
    says,
    chart: bars.length === 0 ? null : trustedHtml(chart(says, ({ isNarrow }) => leaveChart(bars, isNarrow, number)).markup),
    outcomeHeads: [t('fields.act'), t('law.in-force-now'), t('law.under-draft'), t('law.cases')],
    outcomes: split.outcomes.map(({ act, before, after, cases }) => [
      t(`values.act-${act}`),
      { text: outcomeText(before), kind: before },
      { text: outcomeText(after), kind: after },
      number(cases),
    ]),
    dayHeads: [t('law.in-force-now'), t('law.under-draft'), t('law.cases')],
    days: split.days.map(({ before, after, cases }) => [dayText(before), dayText(after), number(cases)]),
  };
}

interface Bar {
  readonly day: string;
  readonly cases: number;
  readonly law: string;
}

function leaveChart(bars: readonly Bar[], isNarrow: boolean, number: (value: number) => string): Plot.PlotOptions {
  return {
    height: 50 + bars.length * 34,
    marginLeft: isNarrow ? 140 : 180,
    marginRight: 60,
    x: { axis: null, domain: [0, Math.max(...bars.map(({ cases }) => cases), 1)] },
    y: { label: null, tickSize: 0, padding: 0.3 },
    fy: { label: null, padding: 0.2 },
    marks: [
      Plot.barX(bars, { x: 'cases', y: 'day', fy: 'law', fill: 'var(--accent)' }),
      Plot.text(bars, {
        x: 'cases',
        y: 'day',
        fy: 'law',
        text: ({ cases }: Bar) => number(cases),
        dx: 6,
        textAnchor: 'start',
        fill: 'currentColor',
      }),
    ],
  };
}

/** Checking shows the same page with what was found; proposing puts the draft beside the law, before a second person. */
async function send(visit: Visit): Promise<Answer> {
  const { form, act, params, words } = visit;
  if (!form.has('propose')) return view('pages/law/draft', { ...(await draftModel(visit)), given: {}, problems: [] });
  const regime = params.regime ?? '';
  const { text } = await writtenIn(visit);
  const law = await visit.office.law(visit.office.store.db);
  const { draft, findings } = await readDraft(law, regime, text);
  if (draft === null) throw new InputRefused([{ field: 'text', reason: words.t('law.draft-not-read'), remedy: findings[0]?.remedy ?? '' }]);
  const others = shippedTexts(regime).filter(({ path }) => path !== DRAFT_FILE && path !== `drafts/${draft.id}.yaml`);
  const { proposal } = await act(proposeLaw, {
    regime,
    files: [...others, { path: `drafts/${draft.id}.yaml`, text }].map((one) => ({ path: one.path, text: one.text })),
    why: form.text('why'),
  });
  return seeOther(`/proposals/${proposal}`, 'law.done.proposed');
}
