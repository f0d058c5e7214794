import { may } from '../../../access/actor.ts';
import { beginningsOf } from '../../../register/employers/sector.ts';
import { listQuotas } from '../../../register/quotas/read.ts';
import { linesOf, type Section, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { quotas } from '../quotas/quotas.ts';

/** A year has as many quotas as the state sets, by nationality and sector. */
const QUOTAS_MAX = 200;

/** The quotas of this year under which its authorisations fall. */
export async function quotasSection(visit: Visit, { sector }: Values): Promise<readonly Section[]> {
  const { actor, ask, today, words } = visit;
  if (!may(actor, 'quota.read')) return [];
  const { items } = await ask(listQuotas, { year: Number(today.slice(0, 4)), limit: QUOTAS_MAX });
  const own = items.filter(({ sector: of }) => of === null || of === undefined || mayLieIn(sector, of));
  const { heads, lines } = await linesOf(visit, { ...quotas, columns: ['number', 'source'] }, own);
  return [{ id: 'quotas', title: words.t('employers.quotas'), heads, lines, empty: words.t('employers.no-quotas') }];
}

/** Of an employer whose sector nobody knows every quota may be. */
const mayLieIn = (sector: unknown, quota: string): boolean =>
  typeof sector !== 'string' || beginningsOf(quota).some((beginning) => sector.startsWith(beginning));
