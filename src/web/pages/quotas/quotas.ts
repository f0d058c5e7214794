import { may } from '../../../access/actor.ts';
import { listQuotas, readQuota } from '../../../register/quotas/read.ts';
import { correctQuota, setQuota } from '../../../register/quotas/set.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { type Kind, recordPages, type Values } from '../../records/record.ts';

const QUOTA_NAME = ({ year }: Values): string => String(year);
export const QUOTA: Subject = { input: 'quota', query: readQuota, name: QUOTA_NAME, path: (id) => `/quotas/${id}` };

const quotas: Kind = {
  kind: 'quota',
  path: '/quotas',
  input: 'quota',
  read: readQuota,
  list: listQuotas,
  name: QUOTA_NAME,
  columns: ['nationality', 'sector', 'number', 'source'],
  rows: ['year', 'nationality', 'sector', 'number', 'source'],
  filters: ['year', 'nationality'],
  begin: ({ actor, words: { t } }) => [may(actor, 'quota.set') ? { text: t('quotas.set'), href: '/quotas/new' } : null],
  acts: ({ actor, words: { t } }, { id }) => [
    may(actor, 'quota.set') ? { text: t('quotas.correct'), href: `/quotas/${String(id)}/correct` } : null,
  ],
};

export const quotaPages: readonly Page[] = [
  ...actPage({ path: '/quotas/new', useCase: setQuota, without: ['trueOn'], to: () => '/quotas' }),
  ...recordPages(quotas),
  ...actPage({
    path: '/quotas/:quota/correct',
    useCase: correctQuota,
    subject: QUOTA,
    isCorrection: true,
    without: ['trueOn'],
    before: (_, record) => record,
    to: (_, { params }) => `/quotas/${params.quota}`,
  }),
];
