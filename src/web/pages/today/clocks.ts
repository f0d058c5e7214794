import { may } from '../../../access/actor.ts';
import { clockCounts } from '../../../register/queues/clocks.ts';
import { listQuotas } from '../../../register/quotas/read.ts';
import { quotaUse } from '../../../register/quotas/use.ts';
import { outsider } from '../../../register/reading/masks.ts';
import { addToDate, daysBetween } from '../../../values/dates.ts';
import type { Model } from '../../answer.ts';
import type { Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { deadlinesOf } from '../law/deadlines.ts';
import { countWords } from '../queues/queue.ts';

const DAYS = 30;
const LEGAL_SHOWN = 4;
const QUOTAS_SHOWN = 3;

/** The clocks that run: what ends in thirty days, the year of the quotas, and the days that the law sets. */
export async function clocksOf(visit: Visit): Promise<Model> {
  const [counts, quotas, legal] = await Promise.all([countsOf(visit), quotasOf(visit), legalDays(visit)]);
  return { soon: [...counts.soon, ...quotas], proposed: counts.proposed, legal };
}

async function countsOf(visit: Visit): Promise<{ readonly soon: readonly Model[]; readonly proposed: string | null }> {
  const { ask, words, today, actor } = visit;
  const { until, permits, departures, proposed } = await ask(clockCounts, { days: DAYS });
  const { t } = words;
  const isInside = outsider(actor, 'permit') === null;
  const ends = new URLSearchParams({
    status: 'granted',
    endsAfter: addToDate(today, 'days', -1) ?? today,
    endsBefore: addToDate(until, 'days', 1) ?? until,
    all: 'yes',
  });
  return {
    soon: [
      ...(permits === null || !isInside
        ? []
        : [{ count: countWords(permits, words), text: t('today.permits-end', { n: permits.number }), href: `/permits?${ends}` }]),
      ...(departures === null
        ? []
        : [
            {
              count: countWords(departures, words),
              text: t('today.last-days', { n: departures.number }),
              href: `/departures?status=planned&byUntil=${until}`,
            },
          ]),
    ],
    proposed: proposed === null || proposed.number === 0 ? null : t('today.proposed', { n: proposed.number }),
  };
}

/** How far this year's quotas are used; for whoever reads no permits, what they allow. */
async function quotasOf({ ask, actor, today, words }: Visit): Promise<readonly Model[]> {
  if (!may(actor, 'quota.read')) return [];
  const year = Number(today.slice(0, 4));
  const { items } = (await ask(listQuotas, { year, limit: QUOTAS_SHOWN })) as { readonly items: readonly Values[] };
  if (items.length === 0) return [];
  const uses = may(actor, 'permit.read') ? (await ask(quotaUse, { quotas: items.map(({ id }) => String(id)) })).uses : [];
  const left = words.t('today.year-ends', { n: daysBetween(today, `${year}-12-31`) });
  return items.map(({ id, nationality, number: allowed }) => {
    const used = uses.find(({ quota }) => quota === id);
    const of = typeof nationality === 'string' ? words.country(nationality) : words.t('values.quota-nationality-null');
    const all = { year: String(year), of, allowed: words.number(Number(allowed)), left };
    return {
      count: used === undefined ? words.number(Number(allowed)) : `${used.isMore ? '> ' : ''}${words.number(used.counted)}`,
      text: used === undefined ? words.t('today.quota', all) : words.t('today.quota-used', all),
      href: `/quotas/${String(id)}`,
    };
  });
}

/** The next days that the law in force here sets. */
async function legalDays(visit: Visit): Promise<readonly Model[]> {
  const { words, today, actor } = visit;
  if (!may(actor, 'law.read')) return [];
  return (await deadlinesOf(visit))
    .filter(({ on }) => on >= today)
    .slice(0, LEGAL_SHOWN)
    .map(({ on, title, left, cite, addressee }) => ({
      day: words.date(on),
      title,
      cite,
      addressee,
      left: words.t('today.days-left', { n: left }),
      isClose: left <= DAYS,
    }));
}
