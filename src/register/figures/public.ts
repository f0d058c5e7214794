import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../../office/reader.ts';
import { rowsAt } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { type CountTable, SMALLEST_SHOWN, suppressed } from '../../privacy/suppress.ts';
import { byCodePoint } from '../../values/canonical.ts';
import { employer } from '../employers/employer.ts';
import { sectionOf } from '../employers/sector.ts';
import { Day } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { authorisations, type Days, daysTo, leavings, MEASURES } from './measures.ts';

/**
 * What may be published of people. Not `present`: long after the day of return it would say how many are kept by protection. Not `quota`:
 * it is published as it is, by the act that sets it.
 */
const PUBLIC = ['granted', 'valid', 'employed', 'departed'] as const;
type PublicMeasure = (typeof PUBLIC)[number];

const Count = z.int().nullable();

export const publicFigures = query({
  name: 'figures.public',
  action: 'figures.read',
  summary: 'One measure by nationality and sector as it may be published: small counts, and what they could be computed from, left out',
  input: z.strictObject({
    measure: z.enum(PUBLIC).default('employed'),
    on: Day.optional().describe('The day that is counted; that of the answer unless said'),
  }),
  output: z.object({
    on: Day,
    measure: z.enum(PUBLIC),
    means: z.string(),
    rows: z.array(z.string()).describe('Nationalities; `several` and `unknown` are rows of their own, so that everybody stands in one'),
    columns: z.array(z.string()).describe('Sections of ISIC Rev. 4, and `unknown`'),
    counts: z.array(z.array(Count)).describe('A line for each row; null is not shown'),
    rowTotals: z.array(Count),
    columnTotals: z.array(Count),
    total: Count,
    smallestShown: z.int(),
  }),
  run: async (reader, { measure, on = reader.day }) => {
    const { rows, columns, counts, rowTotals, columnTotals, total } = suppressed(await tableOf(reader, measure, daysTo(on)));
    const lists = { rows: [...rows], columns: [...columns], counts: counts.map((line) => [...line]) };
    const totals = { rowTotals: [...rowTotals], columnTotals: [...columnTotals], total };
    return { on, measure, means: MEASURES[measure], ...lists, ...totals, smallestShown: SMALLEST_SHOWN };
  },
});

/** What is counted, one row each, with the employer's sector. */
function counted({ moment }: Reader, measure: PublicMeasure, days: Days): RawBuilder<unknown> {
  const sectors = rowsAt(employer, moment);
  if (measure === 'departed')
    return sql`(select distinct on (l.worker) l.nationalities, e.sector from ${leavings(moment, days)} as l
      left join ${rowsAt(permit, moment)} as p on p.id = l.permit left join ${sectors} as e on e.id = p.employer order by l.worker, p.id)`;
  const which = measure === 'employed' ? sql`a.valid and a.here` : sql`a.${sql.ref(measure)}`;
  return sql`(select a.nationalities, e.sector from ${authorisations(moment, days)} as a
    left join ${sectors} as e on e.id = a.employer where ${which})`;
}

async function tableOf(reader: Reader, measure: PublicMeasure, days: Days): Promise<CountTable> {
  const { rows: groups } = await sql<{ nationalities: string[] | null; sector: string | null; n: number }>`
    select nationalities, sector, count(*) as n from ${counted(reader, measure, days)} as c group by nationalities, sector`.execute(
    reader.db,
  );
  const cells = new Map<string, number>();
  const [nationalities, sections] = [new Set<string>(), new Set<string>()];
  for (const { nationalities: held, sector, n } of groups) {
    const row = held === null ? 'unknown' : held.length === 1 ? (held[0] ?? 'unknown') : 'several';
    const column = (sector === null ? null : sectionOf(sector)) ?? 'unknown';
    nationalities.add(row);
    sections.add(column);
    cells.set(`${row} ${column}`, (cells.get(`${row} ${column}`) ?? 0) + n);
  }
  const [rows, columns] = [[...nationalities].sort(byCodePoint), [...sections].sort(byCodePoint)];
  return { rows, columns, counts: rows.map((row) => columns.map((column) => cells.get(`${row} ${column}`) ?? 0)) };
}
