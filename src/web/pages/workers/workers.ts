import { may } from '../../../access/actor.ts';
import { listApplications } from '../../../register/applications/read.ts';
import { listContracts } from '../../../register/contracts/read.ts';
import { listDepartures } from '../../../register/departures/read.ts';
import { listNotices } from '../../../register/notices/read.ts';
import { listPermits } from '../../../register/permits/read.ts';
import { correctWorker } from '../../../register/workers/correct.ts';
import { eraseWorker } from '../../../register/workers/erase.ts';
import { listWorkers, readWorker } from '../../../register/workers/read.ts';
import { recogniseWorker, tellWorkersApart } from '../../../register/workers/recognise.ts';
import { registerWorker } from '../../../register/workers/register.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { type Kind, nameOf, recordPages, type Values } from '../../records/record.ts';
import { relatedSections } from '../../records/related.ts';
import { formerPermitsSection } from './former-permits.ts';
import { personalPages } from './personal.ts';
import { personalCorrectionPages } from './personal-correct.ts';
import { samePersonSection } from './same-person.ts';

export const WORKER: Subject = { input: 'worker', query: readWorker, name: nameOf, path: (id) => `/workers/${id}` };

const workers: Kind = {
  kind: 'worker',
  path: '/workers',
  input: 'worker',
  read: readWorker,
  list: listWorkers,
  columns: ['nationalities', 'category', 'status'],
  rows: [
    ...['status', 'nationalities', 'nationalityGiven', 'category', 'earnsIncome', 'safetyOverseer', 'immunity', 'residesOnOtherTitle'],
    ...['listed', 'samePersonAs'],
  ],
  ifKnown: ['nationalityGiven', 'samePersonAs'],
  filters: ['number', 'nationality', 'status'],
  begin: ({ actor, words: { t } }) => [
    may(actor, 'worker.register') ? { text: t('workers.register'), href: '/workers/new' } : null,
    may(actor, 'worker.read-personal') ? { text: t('workers.find'), href: '/search' } : null,
  ],
  acts: ({ actor, words: { t } }, { id, status, samePersonAs }) => {
    const at = `/workers/${String(id)}`;
    const isHere = status !== 'erased';
    return [
      may(actor, 'worker.read-personal') && isHere ? { text: t('workers.read-personal'), href: `${at}/personal` } : null,
      may(actor, 'worker.correct') && isHere ? { text: t('workers.correct'), href: `${at}/correct` } : null,
      may(actor, 'worker.correct') && isHere ? { text: t('workers.correct-personal'), href: `${at}/personal/correct` } : null,
      may(actor, 'application.receive') && isHere ? { text: t('workers.receive'), href: `/applications/new?worker=${String(id)}` } : null,
      may(actor, 'contract.record') && isHere ? { text: t('workers.record-contract'), href: `/contracts/new?worker=${String(id)}` } : null,
      may(actor, 'departure.plan') && isHere ? { text: t('workers.plan-departure'), href: `/departures/new?worker=${String(id)}` } : null,
      may(actor, 'hold.read') ? { text: t('workers.protection'), href: `/protection/workers/${String(id)}` } : null,
      may(actor, 'worker.recognise') && typeof samePersonAs === 'string'
        ? { text: t('workers.tell-apart'), href: `${at}/tell-apart` }
        : null,
      may(actor, 'worker.export') ? { text: t('workers.export'), href: `${at}/export` } : null,
      may(actor, 'worker.erase') && isHere ? { text: t('workers.erase'), href: `${at}/erase` } : null,
    ];
  },
  sections: async (visit, record) => {
    const about = { worker: record.id };
    const [same, related] = await Promise.all([
      samePersonSection(visit, record),
      relatedSections(visit, [
        {
          of: { kind: 'permit', path: '/permits' },
          columns: ['employer', 'validFrom', 'lastDay', 'status'],
          list: listPermits,
          input: about,
        },
        {
          of: { kind: 'application', path: '/applications' },
          columns: ['kind', 'receivedOn', 'status'],
          list: listApplications,
          input: about,
        },
        {
          of: { kind: 'contract', path: '/contracts' },
          columns: ['employer', 'finalisedOn', 'endsOn', 'status'],
          list: listContracts,
          input: about,
        },
        {
          of: { kind: 'departure', path: '/departures' },
          columns: ['by', 'leftOn', 'destination', 'status'],
          list: listDepartures,
          input: about,
        },
        { of: { kind: 'notice', path: '/notices' }, columns: ['kind', 'addressee', 'servedOn', 'status'], list: listNotices, input: about },
      ]),
    ]);
    return [...formerPermitsSection(visit, record), ...same, ...related];
  },
};

/** A worker's facts as the correction takes them: the open ones lie within `facts`. */
function before(record: Values): Values {
  const { nationalities, nationalityGiven, earnsIncome, safetyOverseer, immunity, residesOnOtherTitle, listed } = record;
  return { ...record, facts: { nationalities, nationalityGiven, earnsIncome, safetyOverseer, immunity, residesOnOtherTitle, listed } };
}

const toWorker = (_: unknown, { params }: { readonly params: Readonly<Record<string, string>> }): string => `/workers/${params.worker}`;

export const workerPages: readonly Page[] = [
  ...actPage({
    path: '/workers/new',
    useCase: registerWorker,
    keepsDraft: true,
    order: ['personal', 'facts', 'category', 'number', 'formerPermits'],
    without: ['trueOn'],
    to: ({ id }) => `/workers/${id}`,
  }),
  ...recordPages(workers),
  ...actPage({
    path: '/workers/:worker/correct',
    useCase: correctWorker,
    subject: WORKER,
    isCorrection: true,
    keepsDraft: true,
    without: ['trueOn', 'personal'],
    before: (_, record) => before(record),
    to: toWorker,
  }),
  ...actPage({ path: '/workers/:worker/recognise', useCase: recogniseWorker, subject: WORKER, to: toWorker }),
  ...actPage({ path: '/workers/:worker/tell-apart', useCase: tellWorkersApart, subject: WORKER, to: toWorker }),
  ...actPage({
    path: '/workers/:worker/erase',
    useCase: eraseWorker,
    subject: WORKER,
    isDangerous: true,
    to: ({ proposal }) => `/proposals/${proposal}`,
  }),
  ...personalPages,
  ...personalCorrectionPages,
];
