import { may } from '../../../access/actor.ts';
import { listApprovals, readApproval } from '../../../register/committee-approvals/read.ts';
import { correctApproval, recordAnswer, recordRequest } from '../../../register/committee-approvals/write.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { type Kind, recordPages, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

const APPROVAL_NAME = ({ id, committee, reference }: Values): string =>
  `${String(committee ?? '')} ${String(reference ?? shortId(String(id)))}`.trim();
export const APPROVAL: Subject = {
  input: 'committeeApproval',
  query: readApproval,
  name: APPROVAL_NAME,
  path: (id) => `/exemptions/${id}`,
};

const exemptions: Kind = {
  kind: 'committee-approval',
  path: '/exemptions',
  input: 'committeeApproval',
  read: readApproval,
  list: listApprovals,
  name: APPROVAL_NAME,
  columns: ['requestedOn', 'answer', 'approvedOn', 'countAllowed', 'countUsed', 'expiresOn'],
  rows: [
    'answer',
    'committee',
    'reference',
    'requestedOn',
    'answeredOn',
    'approvedOn',
    'employer',
    'countAllowed',
    'countUsed',
    'expiresOn',
  ],
  filters: ['answer', 'standingOn', 'usable'],
  begin: ({ actor, words: { t } }) => [
    may(actor, 'committee-approval.record') ? { text: t('exemptions.request'), href: '/exemptions/new', isMain: true } : null,
  ],
  acts: ({ actor, words: { t } }, { id, answer }) => [
    answer === 'pending' && may(actor, 'committee-approval.record')
      ? { text: t('exemptions.answer'), href: `/exemptions/${String(id)}/answer`, isMain: true }
      : null,
    may(actor, 'committee-approval.record') ? { text: t('exemptions.correct'), href: `/exemptions/${String(id)}/correct` } : null,
  ],
};

const toApproval = (_: unknown, { params }: Pick<Visit, 'params'>): string => `/exemptions/${params.committeeApproval}`;

export const exemptionPages: readonly Page[] = [
  ...actPage({ path: '/exemptions/new', useCase: recordRequest, to: ({ id }) => `/exemptions/${id}` }),
  ...recordPages(exemptions),
  ...actPage({ path: '/exemptions/:committeeApproval/answer', useCase: recordAnswer, subject: APPROVAL, to: toApproval }),
  ...actPage({
    path: '/exemptions/:committeeApproval/correct',
    useCase: correctApproval,
    subject: APPROVAL,
    isCorrection: true,
    without: ['trueOn'],
    before: (_, record) => record,
    to: toApproval,
  }),
];
