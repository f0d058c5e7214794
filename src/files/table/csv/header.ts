import { TableTrouble } from '../errors.ts';
import { CsvReader } from './record.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface CsvHeader {
  readonly delimiter: string;
  /** As they stand in the file, blanks around them cut off. */
  readonly names: readonly string[];
  /** The header takes more than the first line, or something stands above it: the fast reader is not asked. */
  readonly isPlain: boolean;
}

/**
 * Finds the delimiter by the header alone: the one under which most of its names are known, then the one that stands there most often.
 * @param isKnown whether a header names something we read
 */
export function headerOf(file: string, head: string, isKnown: (name: string) => boolean): CsvHeader {
  const text = head.replace(/^\uFEFF/, '');
  const candidates = DELIMITERS.map((delimiter) => {
    const record = firstRecord(text, delimiter);
    const names = record?.broken === null ? record.cells.map((cell) => cell.trim()) : [];
    return { delimiter, record, names, known: names.filter(isKnown).length };
  });
  const best = candidates.reduce((a, b) => (b.known > a.known || (b.known === a.known && b.names.length > a.names.length) ? b : a));
  if (best.record === null || best.record === undefined)
    throw new TableTrouble(file, `${file} has no line that is not empty.`, 'Name a file with a header and rows.');
  if (best.names.length === 0)
    throw new TableTrouble(
      file,
      `The header of ${file} cannot be read. A quotation mark is not closed or stands within a cell.`,
      'Mend the first line.',
      {
        line: best.record.line,
      },
    );
  const isPlain = best.record.line === 1 && !best.names.some((name) => /[\r\n]/.test(name)) && !/^[\r\n]/.test(text);
  return { delimiter: best.delimiter, names: best.names, isPlain };
}

function firstRecord(text: string, delimiter: string) {
  for (const record of new CsvReader(delimiter, null).read(text, true)) return record;
  return null;
}
