import { may } from '../../../access/actor.ts';
import { listContracts } from '../../../register/contracts/read.ts';
import { closeEmployer } from '../../../register/employers/close.ts';
import { correctEmployer } from '../../../register/employers/correct.ts';
import { lastDays } from '../../../register/employers/last-days.ts';
import { listEmployers, readEmployer } from '../../../register/employers/read.ts';
import { registerEmployer } from '../../../register/employers/register.ts';
import { listPermits } from '../../../register/permits/read.ts';
import { labels } from '../../../register/reading/labels.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { type Kind, nameOf, recordPages, type Section, type Values } from '../../records/record.ts';
import { relatedSections } from '../../records/related.ts';
import type { Visit } from '../../visit.ts';

export const EMPLOYER: Subject = { input: 'employer', query: readEmployer, name: nameOf, path: (id) => `/employers/${id}` };

const employers: Kind = {
  kind: 'employer',
  path: '/employers',
  input: 'employer',
  read: readEmployer,
  list: listEmployers,
  columns: ['number', 'sector', 'kind', 'private', 'status'],
  rows: ['status', 'number', 'sector', 'kind', 'private', 'listed', 'owners', 'sites'],
  filters: ['name', 'number', 'sector', 'kind', 'private', 'status'],
  begin: ({ actor, words: { t } }) => [may(actor, 'employer.register') ? { text: t('employers.register'), href: '/employers/new' } : null],
  acts: ({ actor, words: { t } }, { id, status }) => [
    may(actor, 'departure.plan') ? { text: t('employers.plan-many'), href: `/departures/plan-many?employer=${String(id)}` } : null,
    may(actor, 'employer.correct') ? { text: t('employers.correct'), href: `/employers/${String(id)}/correct` } : null,
    may(actor, 'employer.correct') && status === 'active' ? { text: t('employers.close'), href: `/employers/${String(id)}/close` } : null,
  ],
  sections: async (visit, record) => {
    const about = { employer: record.id };
    const [last, related] = await Promise.all([
      lastDaysSection(visit, record),
      relatedSections(visit, [
        {
          of: { kind: 'permit', path: '/permits' },
          columns: ['category', 'validFrom', 'lastDay', 'status'],
          list: listPermits,
          input: { ...about, standingOn: visit.today },
        },
        { of: { kind: 'contract', path: '/contracts' }, columns: ['finalisedOn', 'endsOn', 'status'], list: listContracts, input: about },
      ]),
    ]);
    return [...last, ...related];
  },
};

/** Each worker's last lawful day there: what an employer has to plan by, and what an officer checks first. */
async function lastDaysSection({ actor, ask, words, query }: Visit, record: Values): Promise<readonly Section[]> {
  if (!may(actor, 'worker.read')) return [];
  const cursor = query.maybe('days');
  const { items, next } = await ask(lastDays, { employer: String(record.id), limit: 25, ...(cursor === undefined ? {} : { cursor }) });
  const { labels: known } = await ask(labels, { records: { worker: items.map(({ worker }) => worker) } });
  const { t, date } = words;
  const isInside = items.some(({ leaveBy }) => leaveBy !== undefined);
  return [
    {
      id: 'last-days',
      title: t('employers.last-days'),
      heads: [t('records.worker'), t('records.permit'), t('fields.lastDay'), ...(isInside ? [t('employers.leave-by')] : [])],
      lines: items.map(({ worker, permit, number, lastDay, leaveBy }) => [
        { text: known[worker] ?? shortId(worker), href: `/workers/${worker}` },
        { text: number ?? shortId(permit), href: `/permits/${permit}` },
        date(lastDay),
        ...(isInside ? [leaveBy === null || leaveBy === undefined ? t('employers.no-plan') : date(leaveBy)] : []),
      ]),
      empty: t('employers.nobody'),
      more: next === null ? null : `/employers/${String(record.id)}?days=${encodeURIComponent(next)}#last-days`,
    },
  ];
}

const toEmployer = (_: unknown, { params }: { readonly params: Readonly<Record<string, string>> }): string =>
  `/employers/${params.employer}`;

export const employerPages: readonly Page[] = [
  ...actPage({
    path: '/employers/new',
    useCase: registerEmployer,
    keepsDraft: true,
    without: ['trueOn'],
    to: ({ id }) => `/employers/${id}`,
  }),
  ...recordPages(employers),
  ...actPage({
    path: '/employers/:employer/correct',
    useCase: correctEmployer,
    subject: EMPLOYER,
    isCorrection: true,
    keepsDraft: true,
    without: ['trueOn'],
    before: (_, record) => record,
    to: toEmployer,
  }),
  ...actPage({ path: '/employers/:employer/close', useCase: closeEmployer, subject: EMPLOYER, isDangerous: true, to: toEmployer }),
];
