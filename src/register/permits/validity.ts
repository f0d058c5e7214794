import { sql } from 'kysely';
import type { RecordKind } from '../../office/record.ts';
import type { Db } from '../../store/db.ts';
import { addToDate, type IsoDate } from '../../values/dates.ts';
import hosts from './validity.json' with { type: 'json' };

/** For how long the host state authorises at most, and where that is written. The last recorded rule stands. */
export interface ValidityRule {
  readonly monthsMax: number;
  readonly source: string;
}

export const permitValidity: RecordKind<ValidityRule> = {
  kind: 'permit-validity',
  table: 'permit_validity',
  columns: { monthsMax: 'integer', source: 'text' },
  sealed: false,
  person: () => null,
};

const KNOWN_HOSTS: Readonly<Record<string, ValidityRule>> = hosts;

/** The host's rule: what was recorded in this register, else what is known of the host; null where neither is, and then nothing limits a permit. */
export async function validityRule(db: Db, host: string): Promise<ValidityRule | null> {
  const { rows } = await sql<ValidityRule>`select "monthsMax", source from permit_validity order by id desc limit 1`.execute(db);
  return rows[0] ?? KNOWN_HOSTS[host] ?? null;
}

/** The last lawful day of an authorisation of so many months: both ends are days on which it stands. */
export function lastDayOf(from: IsoDate, months: number): IsoDate {
  const end = addToDate(from, 'months', months);
  return (end === null ? null : addToDate(end, 'days', -1)) ?? '9999-12-31';
}
