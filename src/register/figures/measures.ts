import { type RawBuilder, sql } from 'kysely';
import { type Moment, rowsAt } from '../../office/states.ts';
import type { IsoDate } from '../../values/dates.ts';
import { departure } from '../departures/departure.ts';
import { permit } from '../permits/permit.ts';
import { worker } from '../workers/worker.ts';

/**
 * The six measures of the house, each with its definition in words. No two of them are added or compared: reports that did so found
 * thousands of people who never were.
 */
export const MEASURES = {
  quota: 'How many authorisations the state allows for the calendar year, over all sectors; null where none is recorded.',
  granted:
    'Authorisations granted from 1 January of the year up to and including the day, renewals among them. One that came on paper without its day of grant counts on its first day; one that was replaced counts once, with the one in its place.',
  valid: 'Authorisations that cover the day, whether or not their holder is still in the country.',
  employed: 'People with an authorisation that covers the day who have not left; on the day of leaving they are gone.',
  present: 'People who came under an authorisation and have not left since, whether or not it has ended.',
  departed: 'People whose leaving between 1 January of the year and the day is confirmed, wherever they went.',
} as const;

export type Measure = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly Measure[];

/** The days that a figure speaks of: from 1 January of its year to the day itself. */
export interface Days {
  readonly on: IsoDate;
  readonly from: IsoDate;
}

export const daysTo = (on: IsoDate): Days => ({ on, from: `${on.slice(0, 4)}-01-01` });

/**
 * Every authorisation with what the measures ask of it. It reads permits, nationalities and confirmed departures, and nothing that hangs
 * on protection: no plan, no order and no status of a worker.
 * Somebody counts as gone from the first confirmed leaving after an authorisation began until a later authorisation begins.
 */
export function authorisations(moment: Moment, { on, from }: Days): RawBuilder<unknown> {
  return sql`(select p.id, p.worker, p.employer, w.nationalities,
      coalesce(p."grantedOn", p."validFrom") between ${from}::date and ${on}::date and p.status <> 'replaced' as granted,
      ${on}::date between p."validFrom" and p."lastDay" as valid,
      ${on}::date >= p."validFrom" and p."lastDay" >= p."validFrom" and coalesce(gone."leftOn" < p."validFrom", true) as here
    from ${rowsAt(permit, moment)} as p join ${rowsAt(worker, moment)} as w on w.id = p.worker
      left join (select worker, max("leftOn") as "leftOn" from ${rowsAt(departure, moment)} as d
                 where status = 'confirmed' and "leftOn" <= ${on}::date group by worker) as gone on gone.worker = p.worker)`;
}

/** Every confirmed leaving of the year up to the day, with the authorisation it ended where that is known. */
export function leavings(moment: Moment, { on, from }: Days): RawBuilder<unknown> {
  return sql`(select d.worker, d.permit, w.nationalities
    from ${rowsAt(departure, moment)} as d join ${rowsAt(worker, moment)} as w on w.id = d.worker
    where d.status = 'confirmed' and d."leftOn" between ${from}::date and ${on}::date)`;
}
