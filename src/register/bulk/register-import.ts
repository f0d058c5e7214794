import type { RecordKind } from '../../office/record.ts';

/** A file of records that was taken into the register: each event that came from it names this record and its row. */
export interface Import {
  readonly file: string;
  readonly sha256: string | null;
  readonly rowsRead: number;
  readonly rowsImported: number;
  readonly rowsRejected: number;
}

export const registerImport: RecordKind<Import> = {
  kind: 'import',
  table: 'register_import',
  columns: { file: 'text', sha256: 'text', rowsRead: 'integer', rowsImported: 'integer', rowsRejected: 'integer' },
  sealed: false,
  person: () => null,
};
