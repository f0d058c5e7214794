import { may } from '../../../access/actor.ts';
import { lastDays } from '../../../register/employers/last-days.ts';
import { labels } from '../../../register/reading/labels.ts';
import { shortId } from '../../records/cell.ts';
import type { Section, Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

const SHOWN = 25;

/** Each worker's last lawful day there: what an employer has to plan by, and what an officer checks first. Those who work there now, or all. */
export async function lastDaysSection({ actor, ask, words, query, today, moment }: Visit, record: Values): Promise<readonly Section[]> {
  if (!may(actor, 'worker.read')) return [];
  const [cursor, all] = [query.maybe('days'), query.has('former')];
  const { items, next } = await ask(lastDays, {
    employer: String(record.id),
    limit: SHOWN,
    ...(all ? {} : { endsFrom: moment.asOf ?? today }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const { labels: known } = await ask(labels, { records: { worker: items.map(({ worker }) => worker) } });
  const { t, date } = words;
  const isInside = items.some(({ leaveBy }) => leaveBy !== undefined);
  const path = `/employers/${String(record.id)}`;
  return [
    {
      id: 'last-days',
      title: t(all ? 'employers.last-days-all' : 'employers.last-days'),
      heads: [t('records.worker'), t('records.permit'), t('fields.lastDay'), ...(isInside ? [t('employers.leave-by')] : [])],
      lines: items.map(({ worker, permit, number, lastDay, leaveBy }) => [
        { text: known[worker] ?? shortId(worker), href: `/workers/${worker}` },
        { text: number ?? shortId(permit), href: `/permits/${permit}` },
        date(lastDay),
        ...(isInside ? [leaveBy === null || leaveBy === undefined ? t('employers.no-plan') : date(leaveBy)] : []),
      ]),
      empty: t(all ? 'employers.nobody-ever' : 'employers.nobody'),
      more: next === null ? null : `${path}?${new URLSearchParams({ ...(all ? { former: 'yes' } : {}), days: next })}#last-days`,
      links: [
        all
          ? { text: t('employers.last-days-now'), href: `${path}#last-days` }
          : { text: t('employers.last-days-former'), href: `${path}?former=yes#last-days` },
      ],
    },
  ];
}
