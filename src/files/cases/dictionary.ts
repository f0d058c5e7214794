import { join } from 'node:path';
import type { Fact } from '../../law/vocabulary.ts';
import { readCopy } from '../table/csv/load.ts';
import { CsvWriter } from '../table/csv/write.ts';
import type { ColumnUse } from '../table/mapping.ts';
import { type CellReading, readCell } from '../table/spelling.ts';
import { sqlName } from '../table/sql.ts';
import type { Workbench } from '../table/workbench.ts';

/** Something that was left unknown on purpose, and in how many rows. */
export interface Note {
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly rows: number;
}

/** The different words of one column with their exact forms, as a table that the rows are joined with. */
export interface Dictionary {
  /** ` LEFT JOIN …`, after the table of rows. */
  readonly join: string;
  /** The exact form of a row's cell. */
  readonly text: string;
  /** True where the word was understood; never NULL. */
  readonly isGood: string;
  readonly notes: readonly Note[];
}

/**
 * Reads each different word of a column once, by the one function that knows people's spellings. A sheet has few of them, and so SQL needs to
 * know none of the rules.
 */
export async function dictionaryOf(bench: Workbench, from: string, sql: string, fact: Fact, use: ColumnUse): Promise<Dictionary> {
  const table = `words${use.at}`;
  const file = join(bench.folder, `${table}.csv`);
  const out = new CsvWriter(file);
  const notes: Note[] = [];
  const given = `CAST(${sql} AS VARCHAR)`;
  for await (const piece of bench.stream(`SELECT ${given}, count(*) FROM ${from} WHERE ${sql} IS NOT NULL GROUP BY 1 ORDER BY 1`)) {
    bench.heed();
    for (const [word, rows] of piece) {
      const reading: CellReading = readCell(fact, String(word), use.manner);
      if (reading.note !== null) notes.push({ field: fact.name, value: String(word), reason: reading.note, rows: Number(rows) });
      await out.write([reading.problem === null ? '1' : '0', String(word), reading.text ?? '']);
    }
  }
  await out.close();
  await readCopy(bench, file, table, ['is_good', 'given', 'exact']);
  // Under names that no column of a file has, and without the table's own rowid beside the one of the rows.
  const [word, exact, isGood] = ['given', 'exact', 'is good'].map((name) => sqlName(`resolute ${name} ${use.at}`)) as [
    string,
    string,
    string,
  ];
  return {
    join: ` LEFT JOIN (SELECT given AS ${word}, exact AS ${exact}, is_good AS ${isGood} FROM ${table}) ON ${word} = ${given}`,
    text: exact,
    isGood: `coalesce(${isGood} = 1, true)`,
    notes,
  };
}
