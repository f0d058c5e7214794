import { may } from '../../../access/actor.ts';
import { listApplications } from '../../../register/applications/read.ts';
import { listContracts } from '../../../register/contracts/read.ts';
import { closeEmployer } from '../../../register/employers/close.ts';
import { correctEmployer } from '../../../register/employers/correct.ts';
import { listEmployers, readEmployer } from '../../../register/employers/read.ts';
import { registerEmployer } from '../../../register/employers/register.ts';
import { listPermits } from '../../../register/permits/read.ts';
import { outsider } from '../../../register/reading/masks.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { type Kind, nameOf, recordPages, type Section, type Values } from '../../records/record.ts';
import { type Related, relatedSections } from '../../records/related.ts';
import type { Visit } from '../../visit.ts';
import { lastDaysSection } from './last-days.ts';
import { ownersSection, sitesSection } from './owners.ts';
import { quotasSection } from './quotas.ts';

export const EMPLOYER: Subject = { input: 'employer', query: readEmployer, name: nameOf, path: (id) => `/employers/${id}` };

const employers: Kind = {
  kind: 'employer',
  path: '/employers',
  input: 'employer',
  read: readEmployer,
  list: listEmployers,
  columns: ['number', 'sector', 'kind', 'private', 'status'],
  rows: ['status', 'number', 'sector', 'kind', 'private', 'listed'],
  ifKnown: ['number'],
  filters: ['name', 'number', 'sector', 'kind', 'private', 'status'],
  // Whoever acts for an employer has one to read.
  instead: ({ actor }) => (outsider(actor, 'employer') === 'employer' && actor.employer !== null ? `/employers/${actor.employer}` : null),
  begin: ({ actor, words: { t } }) => [may(actor, 'employer.register') ? { text: t('employers.register'), href: '/employers/new' } : null],
  acts: ({ actor, words: { t } }, { id, status }) => [
    may(actor, 'contract.record') && status === 'active'
      ? { text: t('employers.record-contract'), href: `/contracts/new?employer=${String(id)}` }
      : null,
    may(actor, 'application.receive') && status === 'active'
      ? { text: t('employers.receive'), href: `/applications/new?employer=${String(id)}` }
      : null,
    may(actor, 'departure.plan') ? { text: t('employers.plan-many'), href: `/departures/plan-many?employer=${String(id)}` } : null,
    may(actor, 'employer.correct') ? { text: t('employers.correct'), href: `/employers/${String(id)}/correct` } : null,
    may(actor, 'employer.correct') && status === 'active' ? { text: t('employers.close'), href: `/employers/${String(id)}/close` } : null,
  ],
  sections: async (visit, record) => {
    const [last, owners, quotas, related] = await Promise.all([
      lastDaysSection(visit, record),
      ownersSection(visit, record),
      quotasSection(visit, record),
      relatedSections(visit, relatedTo(visit, record)),
    ]);
    return [...last, ...related, ...owners, ...sitesSection(visit, record), ...quotas] satisfies readonly Section[];
  },
};

const relatedTo = ({ today }: Visit, { id }: Values): readonly Related[] => [
  {
    of: { kind: 'permit', path: '/permits' },
    columns: ['category', 'validFrom', 'lastDay', 'status'],
    list: listPermits,
    input: { employer: id, standingOn: today },
  },
  {
    of: { kind: 'application', path: '/applications' },
    columns: ['kind', 'receivedOn', 'status'],
    list: listApplications,
    input: { employer: id },
  },
  {
    of: { kind: 'contract', path: '/contracts' },
    columns: ['worker', 'finalisedOn', 'endsOn', 'status'],
    list: listContracts,
    input: { employer: id },
  },
];

const toEmployer = (_: unknown, { params }: { readonly params: Readonly<Record<string, string>> }): string =>
  `/employers/${params.employer}`;

export const employerPages: readonly Page[] = [
  ...actPage({
    path: '/employers/new',
    useCase: registerEmployer,
    keepsDraft: true,
    without: ['trueOn'],
    order: ['name', 'number', 'sector', 'kind', 'private', 'listed', 'sites', 'owners'],
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
    order: ['name', 'number', 'sector', 'kind', 'private', 'listed', 'sites', 'owners'],
    before: (_, record) => record,
    to: toEmployer,
  }),
  ...actPage({ path: '/employers/:employer/close', useCase: closeEmployer, subject: EMPLOYER, isDangerous: true, to: toEmployer }),
];
