import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../../office/reader.ts';
import { rowsAt } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { SMALLEST_SHOWN } from '../../privacy/suppress.ts';
import { Country, Day } from '../fields.ts';
import { quota } from '../quotas/quota.ts';
import { outsider } from '../reading/masks.ts';
import { authorisations, type Days, daysTo, leavings, MEASURE_NAMES, MEASURES, type Measure } from './measures.ts';

const Figure = z.object({
  number: z.int().nullable().describe('null: not recorded, or not shown to this person'),
  unknown: z.int().nullable().describe('How many more it may be: those whose nationality nobody knows'),
  means: z.string(),
});

interface Count {
  readonly number: number | null;
  readonly unknown: number | null;
}

type Counts = Readonly<Record<Measure, Count>>;

export const readFigures = query({
  name: 'figures.read',
  action: 'figures.read',
  summary: 'The six measures for a day, each by itself and with its definition',
  input: z.strictObject({
    on: Day.optional().describe('The day that is counted; that of the answer unless said'),
    nationality: Country.nullable().default(null).describe('Who has it among their nationalities; null: everybody'),
  }),
  output: z.object({
    on: Day,
    year: z.int(),
    nationality: Country.nullable(),
    measures: z.object(Object.fromEntries(MEASURE_NAMES.map((name) => [name, Figure])) as Record<Measure, typeof Figure>),
  }),
  run: async (reader, { on = reader.day, nationality }) => {
    const days = daysTo(on);
    const year = Number(on.slice(0, 4));
    const counted: Counts = { quota: await quotaOf(reader, year, nationality), ...(await counts(reader, days, nationality)) };
    const shown = outsider(reader.actor, 'figures') === null ? counted : fromOutside(counted);
    const measures = Object.fromEntries(MEASURE_NAMES.map((name) => [name, { ...shown[name], means: MEASURES[name] }]));
    return { on, year, nationality, measures: measures as Record<Measure, z.input<typeof Figure>> };
  },
});

/** Of a quota for one sector among several nobody could say what it allows over all, so only the one over all sectors is given. */
async function quotaOf({ db, moment }: Reader, year: number, nationality: string | null): Promise<Count> {
  const { rows } = await sql<{ number: number }>`
    select number from ${rowsAt(quota, moment)} as q
    where year = ${year} and nationality is not distinct from ${nationality} and sector is null`.execute(db);
  return { number: rows[0]?.number ?? null, unknown: 0 };
}

async function counts({ db, moment }: Reader, days: Days, nationality: string | null): Promise<Omit<Counts, 'quota'>> {
  const is = nationality === null ? sql`true` : sql`${nationality} = any(a.nationalities)`;
  const mayBe = nationality === null ? sql`false` : sql`a.nationalities is null`;
  const { rows } = await sql<Readonly<Record<string, number>>>`select
      count(*) filter (where granted and ${is}) as granted, count(*) filter (where granted and ${mayBe}) as "granted?",
      count(*) filter (where valid and ${is}) as valid, count(*) filter (where valid and ${mayBe}) as "valid?",
      count(distinct worker) filter (where valid and here and ${is}) as employed,
      count(distinct worker) filter (where valid and here and ${mayBe}) as "employed?",
      count(distinct worker) filter (where here and ${is}) as present, count(distinct worker) filter (where here and ${mayBe}) as "present?",
      (select count(distinct worker) from ${leavings(moment, days)} as a where ${is}) as departed,
      (select count(distinct worker) from ${leavings(moment, days)} as a where ${mayBe}) as "departed?"
    from ${authorisations(moment, days)} as a`.execute(db);
  const row = rows[0] ?? {};
  const count = (name: Measure): Count => ({ number: row[name] ?? 0, unknown: row[`${name}?`] ?? 0 });
  return {
    granted: count('granted'),
    valid: count('valid'),
    employed: count('employed'),
    present: count('present'),
    departed: count('departed'),
  };
}

/**
 * What somebody outside of the inner rooms is shown. Long after the day of return those who are present are those whom something keeps,
 * so that number would tell of protection; the others are of permits, and of leavings that are confirmed and past, less the small ones.
 */
function fromOutside(counted: Counts): Counts {
  const large = (n: number | null): number | null => (n !== null && n > 0 && n < SMALLEST_SHOWN ? null : n);
  const all = Object.entries(counted).map(([name, { number, unknown }]) => [name, { number: large(number), unknown: large(unknown) }]);
  return { ...(Object.fromEntries(all) as Counts), quota: counted.quota, present: { number: null, unknown: null } };
}
