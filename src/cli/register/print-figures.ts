import type { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { isRecord, printTable, said, words } from './print.ts';

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (answer: unknown): Fields => (isRecord(answer) ? answer : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** A count that is kept back is a sign of its own: it is neither nothing nor unknown. */
const count = (value: unknown): string => (typeof value === 'number' ? number(value) : '*');

/** Each measure by itself, with what it counts: they are not parts of one another. */
export function printFigures(answer: unknown, paper: Paper): void {
  const { on, nationality, measures } = fieldsOf(answer);
  paper.line();
  paper.prose(`On ${said(on)}, ${nationality === null ? 'all nationalities' : `nationals of ${said(nationality)}`}:`, { indent: 2 });
  paper.line();
  for (const [name, measure] of Object.entries(fieldsOf(measures))) {
    const { means, ...figures } = fieldsOf(measure);
    const said_ = Object.entries(figures).map(
      ([figure, value]) => `${words(figure)} ${typeof value === 'number' ? number(value) : said(value)}`,
    );
    paper.prose(said_.join(', '), { indent: 2, bullet: `${words(name).padEnd(12)}` });
    paper.prose(paper.style('dim', said(means)), { indent: 14 });
  }
  paper.line();
}

/** Nationalities down, the largest sectors across; `--json` has every cell. */
export function printFiguresTable(answer: unknown, paper: Paper): void {
  const { on, measure, means, rows, columns, counts, rowTotals, columnTotals, total, smallestShown } = fieldsOf(answer);
  const lines = [...listOf(rows), 'all'].map((row, at): Fields => {
    const cells = at < listOf(rows).length ? listOf(listOf(counts)[at]) : listOf(columnTotals);
    const sum = at < listOf(rows).length ? listOf(rowTotals)[at] : total;
    return {
      nationality: row,
      all: count(sum),
      ...Object.fromEntries(listOf(columns).map((column, i) => [said(column), count(cells[i])])),
    };
  });
  paper.line();
  paper.prose(`${words(said(measure))}, on ${said(on)}: ${said(means)}`, { indent: 2 });
  paper.line();
  printTable(lines, paper, ['nationality', 'all', ...listOf(columns).map(said)]);
  paper.line();
  paper.prose(
    `* is not shown: fewer than ${said(smallestShown)}, or what such a count could be computed from. Sectors are sections of ISIC Rev. 4.`,
    {
      indent: 2,
    },
  );
  paper.line();
}
