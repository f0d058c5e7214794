import { may } from '../../../access/actor.ts';
import { correctContract } from '../../../register/contracts/correct.ts';
import { endContract } from '../../../register/contracts/end.ts';
import { listContracts, readContract } from '../../../register/contracts/read.ts';
import { recordContract } from '../../../register/contracts/record.ts';
import type { Model } from '../../answer.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import { whatReads } from '../../law/reads.ts';
import type { Page } from '../../page.ts';
import { type Kind, nameOf, recordPages, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

export const CONTRACT: Subject = { input: 'contract', query: readContract, name: nameOf, path: (id) => `/contracts/${id}` };

const contracts: Kind = {
  kind: 'contract',
  path: '/contracts',
  input: 'contract',
  read: readContract,
  list: listContracts,
  columns: ['worker', 'employer', 'finalisedOn', 'endsOn', 'written', 'status'],
  rows: ['status', 'worker', 'employer', 'finalisedOn', 'evidence', 'endsOn', 'written'],
  filters: ['finalised', 'status'],
  top: async (visit, record) => ({ include: 'pages/contracts/why-the-day', model: await whyTheDay(visit, record) }),
  begin: ({ actor, words: { t } }) => [may(actor, 'contract.record') ? { text: t('contracts.record'), href: '/contracts/new' } : null],
  acts: ({ actor, words: { t } }, { id, status, worker, employer }) => [
    may(actor, 'contract.correct') ? { text: t('contracts.correct'), href: `/contracts/${String(id)}/correct`, isMain: true } : null,
    may(actor, 'contract.correct') && status === 'recorded' ? { text: t('contracts.end'), href: `/contracts/${String(id)}/end` } : null,
    may(actor, 'application.receive') && status === 'recorded'
      ? {
          text: t('contracts.receive'),
          href: `/applications/new?worker=${String(worker)}&employer=${String(employer)}&contract=${String(id)}`,
        }
      : null,
  ],
};

/** What is known of the day, and what of the law turns on it, in the law's own words. */
async function whyTheDay({ office, actor, words: { t, date } }: Visit, { finalisedOn, written, evidence }: Values): Promise<Model> {
  const law = await office.law(office.store.db);
  const day = typeof finalisedOn === 'string' ? date(finalisedOn) : null;
  const paper = evidence === null ? 'no-paper' : 'paper';
  const form = written === null ? 'unknown' : written === true ? 'written' : 'unwritten';
  return {
    says: day === null ? t('contracts.day-missing') : `${t(`contracts.day-${paper}`, { day })} ${t(`contracts.form-${form}`)}`,
    reads: whatReads(law, 'contract.finalisedOn', office.host),
    mayRead: may(actor, 'law.read'),
  };
}

const toContract = (_: unknown, { params }: { readonly params: Readonly<Record<string, string>> }): string =>
  `/contracts/${params.contract}`;

export const contractPages: readonly Page[] = [
  ...actPage({
    path: '/contracts/new',
    useCase: recordContract,
    keepsDraft: true,
    without: ['trueOn'],
    order: ['worker', 'employer', 'finalisedOn', 'evidence', 'written', 'endsOn', 'number'],
    to: ({ id }) => `/contracts/${id}`,
  }),
  ...recordPages(contracts),
  ...actPage({
    path: '/contracts/:contract/correct',
    useCase: correctContract,
    subject: CONTRACT,
    isCorrection: true,
    without: ['trueOn'],
    order: ['finalisedOn', 'evidence', 'written', 'endsOn', 'number'],
    before: (_, record) => record,
    to: toContract,
  }),
  ...actPage({ path: '/contracts/:contract/end', useCase: endContract, subject: CONTRACT, to: toContract }),
];
