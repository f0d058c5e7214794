import { may } from '../../../access/actor.ts';
import { correctContract } from '../../../register/contracts/correct.ts';
import { endContract } from '../../../register/contracts/end.ts';
import { listContracts, readContract } from '../../../register/contracts/read.ts';
import { recordContract } from '../../../register/contracts/record.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { type Kind, nameOf, recordPages } from '../../records/record.ts';

export const CONTRACT: Subject = { input: 'contract', query: readContract, name: nameOf, path: (id) => `/contracts/${id}` };

const contracts: Kind = {
  kind: 'contract',
  path: '/contracts',
  input: 'contract',
  read: readContract,
  list: listContracts,
  columns: ['employer', 'finalisedOn', 'endsOn', 'written', 'status'],
  rows: ['status', 'worker', 'employer', 'finalisedOn', 'evidence', 'endsOn', 'written'],
  filters: ['finalised', 'status'],
  top: async (_, record) =>
    record.status === 'recorded' ? { include: 'pages/contracts/why-the-day', model: { isKnown: record.finalisedOn !== null } } : null,
  begin: ({ actor, words: { t } }) => [may(actor, 'contract.record') ? { text: t('contracts.record'), href: '/contracts/new' } : null],
  acts: ({ actor, words: { t } }, { id, status }) => [
    may(actor, 'contract.correct') ? { text: t('contracts.correct'), href: `/contracts/${String(id)}/correct`, isMain: true } : null,
    may(actor, 'contract.correct') && status === 'recorded' ? { text: t('contracts.end'), href: `/contracts/${String(id)}/end` } : null,
  ],
};

const toContract = (_: unknown, { params }: { readonly params: Readonly<Record<string, string>> }): string =>
  `/contracts/${params.contract}`;

export const contractPages: readonly Page[] = [
  ...actPage({
    path: '/contracts/new',
    useCase: recordContract,
    keepsDraft: true,
    without: ['trueOn'],
    to: ({ id }) => `/contracts/${id}`,
  }),
  ...recordPages(contracts),
  ...actPage({
    path: '/contracts/:contract/correct',
    useCase: correctContract,
    subject: CONTRACT,
    isCorrection: true,
    without: ['trueOn'],
    order: ['finalisedOn', 'evidence', 'endsOn', 'written', 'number'],
    before: (_, record) => record,
    to: toContract,
  }),
  ...actPage({ path: '/contracts/:contract/end', useCase: endContract, subject: CONTRACT, to: toContract }),
];
