import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import { type ErrorKind, ResoluteError } from '../../values/errors.ts';
import { beginningsOf, sectionOf } from '../employers/sector.ts';

/** The year has brought as many authorisations as the state set for it. */
export class QuotaReached extends ResoluteError {
  readonly code = 'quota.reached';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Refuse, wait for the next year, or have the quota set anew by the act that sets it.';
  constructor({ year, nationality, sector, number }: QuotaRow) {
    const scope = [nationality, sector === null ? null : `sector ${sector}`].filter((part) => part !== null).join(', ');
    super(`The quota of ${year}${scope === '' ? '' : ` (${scope})`} is ${number}, and as many authorisations were granted.`);
  }
}

export interface QuotaRow {
  readonly id: string;
  readonly year: number;
  readonly nationality: string | null;
  readonly sector: string | null;
  readonly number: number;
}

/**
 * Holds the quotas that this authorisation falls under, so that nobody else grants under them until the transaction ends, and counts.
 * Counted are the authorisations granted in the calendar year, renewals among them, since each is an authorisation of its own; one that
 * another replaced within its term is counted once, with the one in its place. Of one that came from a sheet, whose day of granting
 * nobody told, the first day stands for it, as in the figures. Who may be of a nationality or an employer of a sector, since
 * nobody knows, counts under it: a quota is not passed by not knowing.
 * @throws QuotaReached
 */
export async function requireQuota(
  tx: Db,
  granted: { readonly on: IsoDate; readonly nationalities: readonly string[] | null; readonly sector: string | null },
): Promise<void> {
  const year = Number(granted.on.slice(0, 4));
  const { rows } = await sql<QuotaRow>`
    select id, year, nationality, sector, number from quota
    where year = ${year} and (nationality is null or ${granted.nationalities}::text[] is null or nationality = any(${granted.nationalities}::text[]))
    order by id for update`.execute(tx);
  for (const quota of rows) {
    if (quota.sector !== null && granted.sector !== null && !mayLieIn(granted.sector, quota.sector)) continue;
    if ((await countedUnder(tx, quota)) >= quota.number) throw new QuotaReached(quota);
  }
}

/** As far as the quota's number: beyond it nothing more needs counting. */
export async function countedUnder(tx: Db, { year, nationality, sector, number }: QuotaRow): Promise<number> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const ofNationality =
    nationality === null ? sql`` : sql`and (w.nationalities @> array[${nationality}]::text[] or w.nationalities is null)`;
  const ofSector =
    sector === null
      ? sql``
      : sql`and (e.sector is null or e.sector = any(${[...broaderThan(sector)]}::text[])
             or e.sector like any(${beginningsOf(sector).map((beginning) => `${beginning}%`)}::text[]))`;
  const { rows } = await sql<{ n: number }>`select count(*) as n from (
    select 1 from permit p
      ${nationality === null ? sql`` : sql`join worker w on w.id = p.worker`}
      ${sector === null ? sql`` : sql`join employer e on e.id = p.employer`}
    where (p."grantedOn" between ${first}::date and ${last}::date or (p."grantedOn" is null and p."validFrom" between ${first}::date and ${last}::date))
      and p.status <> 'replaced' ${ofNationality} ${ofSector}
    limit ${number + 1}) as counted`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Whether an employer of this sector may fall under a quota of that one: it lies within, or is said more broadly than the quota. */
function mayLieIn(sector: string, quota: string): boolean {
  return beginningsOf(quota).some((beginning) => sector.startsWith(beginning)) || broaderThan(quota).includes(sector);
}

/** The codes that hold this one: its section and its own beginnings. */
function broaderThan(code: string): readonly string[] {
  const section = sectionOf(code);
  return [...(section === null ? [] : [section]), ...[2, 3].map((length) => code.slice(0, length))];
}
