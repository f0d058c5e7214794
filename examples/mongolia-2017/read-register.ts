/** The checked-in files as a reader finds them. Nothing here knows how they were made. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export type Row = Readonly<Record<string, string>>;

export function textOf(file: string): string {
  return readFileSync(join(import.meta.dirname, file), 'utf8');
}

/** The records of a CSV, each cell under its header. */
export function rowsOf(file: string, delimiter = ','): Row[] {
  return parse(textOf(file), { columns: true, bom: true, delimiter });
}

/** The cell of a column that has to be there: a wrong header is a fault of the test, not an empty cell. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new RangeError(`No column "${column}"; there are ${Object.keys(row).join(', ')}`);
  return value;
}

/** The first two cells of each row of the README's tables: what is counted, and the number that the README gives. */
export function numbersInReadme(heading: string): ReadonlyMap<string, number> {
  const section = textOf('README.md')
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new RangeError(`README.md has no section "${heading}"`);
  const rows = section.matchAll(/^\| (?<what>[^|]+?) +\| (?<number>[\d,]+) +\|/gm);
  return new Map([...rows].map(({ groups }) => [groups?.what ?? '', Number(groups?.number?.replaceAll(',', ''))]));
}
