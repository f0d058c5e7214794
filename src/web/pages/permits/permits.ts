import { may } from '../../../access/actor.ts';
import { listDecisions } from '../../../register/decisions/read.ts';
import { listDepartures } from '../../../register/departures/read.ts';
import { listNotices } from '../../../register/notices/read.ts';
import { correctPermit } from '../../../register/permits/correct.ts';
import { listPermits, readPermit } from '../../../register/permits/read.ts';
import { renewPermit } from '../../../register/permits/renew.ts';
import { revokePermitCase } from '../../../register/permits/revoke.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import { askLaw, mayAskOfRecords } from '../../law/ask.ts';
import { factsModel } from '../../law/facts.ts';
import { verdictModel } from '../../law/verdict.ts';
import type { Page } from '../../page.ts';
import { type Kind, nameOf, recordPages, type Section, type Values } from '../../records/record.ts';
import { relatedSections } from '../../records/related.ts';
import type { Visit } from '../../visit.ts';

const permits: Kind = {
  kind: 'permit',
  path: '/permits',
  input: 'permit',
  read: readPermit,
  list: listPermits,
  columns: ['employer', 'category', 'validFrom', 'lastDay', 'status'],
  rows: ['status', 'validFrom', 'validTo', 'lastDay', 'category', 'grantedOn', 'worker', 'employer', 'contract', 'application', 'renews'],
  filters: ['number', 'nationality', 'status', 'standingOn', 'endsBefore', 'endsAfter'],
  narrowed: ({ today }) => ({ standingOn: today }),
  top: async (visit, record) => {
    if (!mayAskOfRecords(visit) || record.status !== 'granted') return null;
    const { answer, law } = await askLaw(visit, { permit: String(record.id), act: 'renew' });
    return {
      include: 'law/verdict',
      model: verdictModel(answer, law, visit.words, {
        lead: visit.words.t('permits.if-renewed'),
        why: `/permits/${String(record.id)}/why`,
      }),
    };
  },
  acts: ({ actor, words: { t }, today }, { id, status, worker, lastDay }) => {
    const isStanding = status === 'granted' && String(lastDay) >= today;
    return [
      isStanding && may(actor, 'bulk.decline')
        ? { text: t('permits.decline'), href: `/renewals/decline?permit=${String(id)}`, isMain: true }
        : null,
      isStanding && may(actor, 'permit.renew') ? { text: t('permits.renew'), href: `/permits/${String(id)}/renew` } : null,
      isStanding && may(actor, 'permit.revoke') ? { text: t('permits.revoke'), href: `/permits/${String(id)}/revoke` } : null,
      may(actor, 'departure.plan') ? { text: t('permits.plan-departure'), href: `/departures/new?worker=${String(worker)}` } : null,
      may(actor, 'permit.correct') ? { text: t('permits.correct'), href: `/permits/${String(id)}/correct` } : null,
    ];
  },
  sections: permitSections,
};

async function permitSections(visit: Visit, record: Values): Promise<readonly Section[]> {
  const { actor, words } = visit;
  const { t } = words;
  const id = String(record.id);
  const sections: Section[] = [];
  if (mayAskOfRecords(visit)) {
    const { input, law } = await askLaw(visit, { permit: id, act: 'employ' });
    const contract = record.contract === null ? undefined : { href: `/contracts/${String(record.contract)}`, text: t('records.contract') };
    const sources = {
      worker: { href: `/workers/${String(record.worker)}`, text: t('records.worker') },
      employer: { href: `/employers/${String(record.employer)}`, text: t('records.employer') },
      contract,
      permit: { href: `/permits/${id}`, text: t('permits.this') },
      approvals: may(actor, 'committee-approval.read') ? { href: '/exemptions', text: t('records.committee-approval-many') } : undefined,
    };
    sections.push({
      id: 'facts',
      title: t('law-words.facts'),
      include: 'law/facts',
      model: factsModel(input, law, words, sources),
    });
  }
  const about = { worker: record.worker };
  sections.push(
    ...(await relatedSections(visit, [
      {
        of: { kind: 'decision', path: '/decisions' },
        columns: ['asOf', 'outcome', 'taken', 'status'],
        list: listDecisions,
        input: { permit: id },
      },
      {
        of: { kind: 'departure', path: '/departures' },
        columns: ['by', 'leftOn', 'destination', 'status'],
        list: listDepartures,
        input: about,
      },
      { of: { kind: 'notice', path: '/notices' }, columns: ['kind', 'addressee', 'servedOn', 'status'], list: listNotices, input: about },
    ])),
  );
  return sections;
}

export const PERMIT: Subject = { input: 'permit', query: readPermit, name: nameOf, path: (id) => `/permits/${id}` };

export const permitPages: readonly Page[] = [
  ...recordPages(permits),
  ...actPage({
    path: '/permits/:permit/correct',
    useCase: correctPermit,
    subject: PERMIT,
    isCorrection: true,
    without: ['trueOn', 'contract'],
    before: (_, record) => record,
    to: (_, { params }) => `/permits/${params.permit}`,
  }),
  ...actPage({
    path: '/permits/:permit/renew',
    useCase: renewPermit,
    subject: PERMIT,
    without: ['contract'],
    to: ({ decision }) => `/decisions/${decision}`,
  }),
  ...actPage({
    path: '/permits/:permit/revoke',
    useCase: revokePermitCase,
    subject: PERMIT,
    isDangerous: true,
    to: ({ proposal, decision }) => (proposal === null ? `/decisions/${decision}` : `/proposals/${proposal}`),
  }),
];
