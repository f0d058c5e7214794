import { may } from '../../../access/actor.ts';
import { correctApplication } from '../../../register/applications/correct.ts';
import { listApplications, readApplication } from '../../../register/applications/read.ts';
import { receiveApplication } from '../../../register/applications/receive.ts';
import { reopenApplication, withdrawApplication } from '../../../register/applications/settle.ts';
import { listDecisions } from '../../../register/decisions/read.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import { askLaw, mayAskOfRecords } from '../../law/ask.ts';
import { factsModel } from '../../law/facts.ts';
import { verdictModel } from '../../law/verdict.ts';
import type { Page } from '../../page.ts';
import { type Kind, nameOf, recordPages } from '../../records/record.ts';
import { relatedSections } from '../../records/related.ts';
import { samePersonSection } from '../workers/same-person.ts';

export const APPLICATION: Subject = { input: 'application', query: readApplication, name: nameOf, path: (id) => `/applications/${id}` };

const isOpen = (status: unknown): boolean => status === 'received';

const applications: Kind = {
  kind: 'application',
  path: '/applications',
  input: 'application',
  read: readApplication,
  list: listApplications,
  columns: ['kind', 'employer', 'receivedOn', 'wantedFrom', 'status'],
  rows: ['status', 'kind', 'receivedOn', 'worker', 'employer', 'contract', 'permit', 'category', 'wantedFrom', 'wantedTo', 'decision'],
  filters: ['number', 'status', 'kind'],
  begin: ({ actor, words: { t } }) => [
    may(actor, 'application.receive') ? { text: t('applications.receive'), href: '/applications/new', isMain: true } : null,
  ],
  top: async (visit, record) => {
    if (!mayAskOfRecords(visit) || !['received', 'waiting', 'proposed'].includes(String(record.status))) return null;
    const { answer, law } = await askLaw(visit, { application: String(record.id) });
    return {
      include: 'law/verdict',
      model: verdictModel(answer, law, visit.words, {
        lead: visit.words.t('applications.law-says'),
        why: `/applications/${String(record.id)}/why`,
      }),
    };
  },
  acts: ({ actor, words: { t } }, { id, status }) => {
    const at = `/applications/${String(id)}`;
    return [
      isOpen(status) && may(actor, 'decision.propose') ? { text: t('applications.decide'), href: `${at}/decide`, isMain: true } : null,
      isOpen(status) && may(actor, 'application.correct') ? { text: t('applications.correct'), href: `${at}/correct` } : null,
      isOpen(status) && may(actor, 'application.withdraw') ? { text: t('applications.withdraw'), href: `${at}/withdraw` } : null,
      ['refused', 'withdrawn'].includes(String(status)) && may(actor, 'application.reopen')
        ? { text: t('applications.reopen'), href: `${at}/reopen` }
        : null,
    ];
  },
  sections: async (visit, record) => {
    const { words, actor } = visit;
    const { t } = words;
    const id = String(record.id);
    const facts = mayAskOfRecords(visit) ? await askLaw(visit, { application: id }) : null;
    const linked = (kind: string, path: string, value: unknown) =>
      typeof value === 'string' ? { href: `${path}/${value}`, text: t(`records.${kind}`) } : undefined;
    const sources = {
      worker: linked('worker', '/workers', record.worker),
      employer: linked('employer', '/employers', record.employer),
      contract: linked('contract', '/contracts', record.contract),
      permit: linked('permit', '/permits', record.permit),
      application: { href: `/applications/${id}`, text: t('applications.this') },
      approvals: may(actor, 'committee-approval.read') ? { href: '/exemptions', text: t('records.committee-approval-many') } : undefined,
    };
    return [
      ...(facts === null
        ? []
        : [
            {
              id: 'facts',
              title: t('law-words.facts'),
              include: 'law/facts',
              model: factsModel(facts.input, facts.law, words, sources),
            },
          ]),
      ...(await samePersonSection(visit, { id: record.worker })),
      ...(await relatedSections(visit, [
        {
          of: { kind: 'decision', path: '/decisions' },
          columns: ['asOf', 'outcome', 'taken', 'status'],
          list: listDecisions,
          input: { application: id },
        },
      ])),
    ];
  },
};

const toApplication = (_: unknown, { params }: { readonly params: Readonly<Record<string, string>> }): string =>
  `/applications/${params.application}`;

export const applicationPages: readonly Page[] = [
  ...actPage({ path: '/applications/new', useCase: receiveApplication, keepsDraft: true, to: ({ id }) => `/applications/${id}` }),
  ...recordPages(applications),
  ...actPage({
    path: '/applications/:application/correct',
    useCase: correctApplication,
    subject: APPLICATION,
    isCorrection: true,
    without: ['trueOn', 'form'],
    before: (_, record) => record,
    to: toApplication,
  }),
  ...actPage({ path: '/applications/:application/withdraw', useCase: withdrawApplication, subject: APPLICATION, to: toApplication }),
  ...actPage({ path: '/applications/:application/reopen', useCase: reopenApplication, subject: APPLICATION, to: toApplication }),
];
