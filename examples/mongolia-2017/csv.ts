/** CSV as RFC 4180 has it, with the three liberties that spreadsheets take: another separator, CRLF, a byte order mark. */
export interface Dialect {
  readonly separator: ',' | ';';
  readonly lineEnd: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
}

const PLAIN: Dialect = { separator: ',', lineEnd: '\n', byteOrderMark: false };

/** The text of a file: a header line and one line a record, each ended. A column is a header and what stands under it. */
export function csvText<Row>(
  columns: readonly (readonly [header: string, cell: (row: Row) => string])[],
  rows: readonly Row[],
  dialect = PLAIN,
): string {
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, dialect)).join(dialect.separator) + dialect.lineEnd;
  const lines = [line(columns.map(([header]) => header)), ...rows.map((row) => line(columns.map(([, cell]) => cell(row))))];
  return (dialect.byteOrderMark ? '\ufeff' : '') + lines.join('');
}

function quoted(cell: string, dialect: Dialect): string {
  return cell.includes(dialect.separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
