/** Row by row: how many of two contestants' answers differ, and the first difference in words, so that a mistake can be found. */
import { COLUMNS, type Row } from './hand/row.ts';
import type { Check } from './section.ts';

export type Answered = { [column in (typeof COLUMNS)[number]]: unknown };

/** @param columns what is compared; all columns by default */
export function differing(
  what: string,
  ours: Iterable<Answered>,
  theirs: readonly Row[],
  columns: readonly (keyof Answered)[] = COLUMNS,
): Check {
  let differ = 0;
  let of = 0;
  for (const answer of ours) {
    const row = theirs[of];
    of++;
    const column = columns.find((name) => answer[name] !== row?.[name]);
    if (column === undefined) continue;
    differ++;
    if (differ === 1) process.stderr.write(`${what}: ${column} differs\n  ${JSON.stringify(answer)}\n  ${JSON.stringify(row)}\n`);
  }
  if (of !== theirs.length) throw new Error(`${what}: ${of} rows against ${theirs.length}`);
  return { what, differing: differ, of, mustBe: 0 };
}
