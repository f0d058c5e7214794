import { may } from '../../../access/actor.ts';
import type { PurposeKind } from '../../../access/read-log.ts';
import { findNothing, openAssessment, settleAssessment } from '../../../protection/assess.ts';
import { exportProtection } from '../../../protection/export.ts';
import { keepHold, liftHold, proposeLift } from '../../../protection/lift.ts';
import { placeHold } from '../../../protection/place.ts';
import { listAssessments, listHolds, readAssessment, readAssessmentGround, readHold, readHoldGround } from '../../../protection/read.ts';
import { labels } from '../../../register/reading/labels.ts';
import { readWorker } from '../../../register/workers/read.ts';
import { type Answer, file, view } from '../../answer.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import { formPage, type Page, page } from '../../page.ts';
import { type Cell, cellOf, namedIn, shortId } from '../../records/cell.ts';
import { nameOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { purposeChoices } from '../workers/personal.ts';

const WORKER_HERE: Subject = { input: 'worker', query: readWorker, name: nameOf, path: (id) => `/protection/workers/${id}` };
const HOLD: Subject = { input: 'hold', query: readHold, name: ({ id }) => shortId(String(id)), path: () => '/protection' };
const ASSESSMENT: Subject = {
  input: 'assessment',
  query: readAssessment,
  name: ({ id }) => shortId(String(id)),
  path: () => '/protection',
};

const HOLD_COLUMNS = ['worker', 'status', 'placedOn', 'placedBy', 'liftProposedBy', 'liftedOn'] as const;
const ASSESSMENT_COLUMNS = ['worker', 'outcome', 'openedOn', 'settledOn', 'author'] as const;

/** The protection desk: a compartment of its own, which nobody else can enter and no other page leads to. */
export const protectionPages: readonly Page[] = [
  page('/protection', ['hold.read', 'assessment.read'], deskPage),
  page('/protection/workers/:worker', ['hold.read', 'assessment.read'], workerPage),
  ...actPage({ path: '/protection/workers/:worker/hold', useCase: placeHold, subject: WORKER_HERE, keepsDraft: true, to: toWorker }),
  ...actPage({
    path: '/protection/workers/:worker/assessment',
    useCase: openAssessment,
    subject: WORKER_HERE,
    keepsDraft: true,
    to: toWorker,
  }),
  ...actPage({ path: '/protection/workers/:worker/nothing', useCase: findNothing, subject: WORKER_HERE, keepsDraft: true, to: toWorker }),
  ...actPage({ path: '/protection/holds/:hold/propose-lift', useCase: proposeLift, subject: HOLD, to: () => '/protection' }),
  ...actPage({ path: '/protection/holds/:hold/lift', useCase: liftHold, subject: HOLD, to: () => '/protection' }),
  ...actPage({ path: '/protection/holds/:hold/keep', useCase: keepHold, subject: HOLD, to: () => '/protection' }),
  ...actPage({
    path: '/protection/assessments/:assessment/settle',
    useCase: settleAssessment,
    subject: ASSESSMENT,
    keepsDraft: true,
    to: () => '/protection',
  }),
  ...groundPage('hold'),
  ...groundPage('assessment'),
  ...formPage({
    path: '/protection/workers/:worker/export',
    by: 'hold.read',
    view: 'pages/protection/export',
    read: async ({ params }) => ({ path: `/protection/workers/${params.worker}` }),
    send: async ({ ask, params, form }) => {
      const whole = await ask(exportProtection, { worker: params.worker ?? '', words: form.text('words') });
      return file('protection-of-a-person.json', 'application/json; charset=utf-8', `${JSON.stringify(whole, null, 2)}\n`);
    },
  }),
];

function toWorker(_: unknown, { params }: Pick<Visit, 'params'>): string {
  return `/protection/workers/${params.worker}`;
}

async function deskPage(visit: Visit): Promise<Answer> {
  const { ask, words, query } = visit;
  const all = query.has('all');
  const [holds, assessments] = await Promise.all([
    ask(listHolds, all ? { limit: 100 } : { limit: 200 }),
    ask(listAssessments, { limit: 100 }),
  ]);
  const standing = all ? holds.items : holds.items.filter(({ status }) => status !== 'lifted');
  return view('pages/protection/desk', {
    title: words.t('protection.title'),
    name: null,
    holds: await tableOf(visit, 'hold', standing, HOLD_COLUMNS),
    assessments: await tableOf(
      visit,
      'assessment',
      all ? assessments.items : assessments.items.filter(({ outcome }) => outcome === 'pending'),
      ASSESSMENT_COLUMNS,
    ),
    other: all ? null : '/protection?all=yes',
    acts: [],
  });
}

async function workerPage(visit: Visit): Promise<Answer> {
  const { ask, params, words, actor } = visit;
  const id = params.worker ?? '';
  const [record, holds, assessments] = await Promise.all([
    ask(readWorker, { worker: id }) as Promise<Values>,
    ask(listHolds, { worker: id }),
    ask(listAssessments, { worker: id }),
  ]);
  const { t } = words;
  const at = `/protection/workers/${id}`;
  return view('pages/protection/desk', {
    title: t('protection.of', { name: nameOf(record) }),
    name: nameOf(record),
    path: `/workers/${id}`,
    holds: await tableOf(visit, 'hold', holds.items, HOLD_COLUMNS),
    assessments: await tableOf(visit, 'assessment', assessments.items, ASSESSMENT_COLUMNS),
    other: null,
    acts: [
      ...(may(actor, 'hold.place') ? [{ text: t('protection.place'), href: `${at}/hold`, isMain: true }] : []),
      ...(may(actor, 'assessment.record')
        ? [
            { text: t('protection.open'), href: `${at}/assessment` },
            { text: t('protection.nothing'), href: `${at}/nothing` },
          ]
        : []),
      { text: t('protection.export'), href: `${at}/export` },
    ],
  });
}

async function tableOf({ ask, words, actor }: Visit, kind: 'hold' | 'assessment', items: readonly Values[], columns: readonly string[]) {
  const { labels: known } = await ask(labels, { records: namedIn(items) });
  const about = { words, of: kind, labels: known };
  const { t } = words;
  const steps = (item: Values): Cell => {
    const at = `/protection/${kind}s/${String(item.id)}`;
    if (kind === 'hold' && may(actor, 'hold.lift')) {
      if (item.status === 'placed') return { text: t('protection.propose-lift'), href: `${at}/propose-lift` };
      if (item.status === 'lift-proposed')
        return item.liftProposedBy === actor.account ? t('protection.other-lifts') : { text: t('protection.lift'), href: `${at}/lift` };
    }
    if (kind === 'assessment' && item.outcome === 'pending' && may(actor, 'assessment.record'))
      return { text: t('protection.settle'), href: `${at}/settle` };
    return t('protection.no-step');
  };
  return {
    heads: [
      ...columns.map((name) => words.maybe(`fields.${kind}-${name}`) ?? t(`fields.${name}`)),
      t('protection.ground'),
      t('protection.step'),
    ],
    lines: items.map((item): readonly Cell[] => [
      ...columns.map(
        (name): Cell =>
          name === 'worker'
            ? { text: known[String(item.worker)] ?? shortId(String(item.worker)), href: `/protection/workers/${String(item.worker)}` }
            : cellOf(name, item[name], about),
      ),
      { text: t('protection.read-ground'), href: `/protection/${kind}s/${String(item.id)}/ground` },
      steps(item),
    ]),
  };
}

/** What was said in confidence is read by a form, so that its purpose is recorded. */
function groundPage(kind: 'hold' | 'assessment'): readonly Page[] {
  const read = async ({ words, params }: Visit) => ({
    path: `/protection/${kind}s/${params[kind]}/ground`,
    of: words.t(`protection.one-${kind}`),
    purposes: purposeChoices(words),
    rows: null,
    isErased: false,
  });
  return formPage({
    path: `/protection/${kind}s/:${kind}/ground`,
    by: `${kind}.read`,
    view: 'pages/protection/ground',
    read: async (visit) => {
      if (kind === 'hold') await visit.ask(readHold, { hold: visit.params.hold ?? '' });
      else await visit.ask(readAssessment, { assessment: visit.params.assessment ?? '' });
      return read(visit);
    },
    send: async (visit) => {
      const { ask, params, form, words } = visit;
      const purpose = { purpose: form.text('purpose') as PurposeKind, words: form.text('words') };
      const { content, erased } =
        kind === 'hold'
          ? await ask(readHoldGround, { hold: params.hold ?? '', ...purpose })
          : await ask(readAssessmentGround, { assessment: params.assessment ?? '', ...purpose });
      const about = { words, of: kind, labels: {} };
      const rows = Object.entries(content).map(([name, value]) => {
        const cell = cellOf(name, value, about);
        return { key: words.maybe(`fields.${name}`) ?? name, text: typeof cell === 'object' && cell !== null ? cell.text : cell };
      });
      return view('pages/protection/ground', { ...(await read(visit)), rows, isErased: erased });
    },
  });
}
