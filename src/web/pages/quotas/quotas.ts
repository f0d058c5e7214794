import { may } from '../../../access/actor.ts';
import { listQuotas, readQuota } from '../../../register/quotas/read.ts';
import { correctQuota, setQuota } from '../../../register/quotas/set.ts';
import { quotaUse } from '../../../register/quotas/use.ts';
import type { Model } from '../../answer.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import type { Page } from '../../page.ts';
import { sectorText } from '../../records/cell.ts';
import { type Kind, recordPages, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';

/** The year and what it is of: several quotas of one year are told apart. */
const quotaName = ({ year, nationality, sector }: Values, words: Words): string =>
  [
    String(year),
    ...(typeof nationality === 'string' ? [words.country(nationality)] : []),
    ...(typeof sector === 'string' ? [sectorText(sector, words)] : []),
  ].join(', ');

export const QUOTA: Subject = { input: 'quota', query: readQuota, name: ({ year }) => String(year), path: (id) => `/quotas/${id}` };

export const quotas: Kind = {
  kind: 'quota',
  path: '/quotas',
  input: 'quota',
  read: readQuota,
  list: listQuotas,
  name: quotaName,
  columns: ['nationality', 'sector', 'number', 'source'],
  rows: ['year', 'nationality', 'sector', 'number', 'source'],
  filters: ['year', 'nationality', 'sector'],
  top: async (visit, record) => {
    const used = await useOf(visit, record);
    return used === null ? null : { include: 'pages/quotas/use', model: used };
  },
  begin: ({ actor, words: { t } }) => [may(actor, 'quota.set') ? { text: t('quotas.set'), href: '/quotas/new' } : null],
  acts: ({ actor, words: { t } }, { id }) => [
    may(actor, 'quota.set') ? { text: t('quotas.correct'), href: `/quotas/${String(id)}/correct` } : null,
  ],
};

/** What is used of a quota; not for whoever reads no permits, and of no moment but now. */
async function useOf({ actor, ask, moment, words: { t } }: Visit, { id }: Values): Promise<Model | null> {
  if (!may(actor, 'permit.read') || moment.asOf !== null || moment.knownAt !== null) return null;
  const [used] = (await ask(quotaUse, { quotas: [String(id)] })).uses;
  if (used === undefined) return null;
  const { counted, isMore, number: allowed } = used;
  return {
    says: t(isMore ? 'quotas.over' : 'quotas.used', {
      counted,
      allowed,
      left: allowed - counted,
    }),
    counted,
    allowed: Math.max(allowed, 1),
    isFull: counted >= allowed,
  };
}

export const quotaPages: readonly Page[] = [
  ...actPage({ path: '/quotas/new', useCase: setQuota, without: ['trueOn'], to: ({ id }) => `/quotas/${id}` }),
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
