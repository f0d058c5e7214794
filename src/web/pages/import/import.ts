import { quoted } from '../../../files/table/csv/write.ts';
import { InputRefused } from '../../../office/errors.ts';
import { FIELDS } from '../../../register/bulk/columns.ts';
import { type ImportSummary, importPermits, type RowReject } from '../../../register/bulk/import.ts';
import { ResoluteError } from '../../../values/errors.ts';
import { type Answer, file, type Model, view } from '../../answer.ts';
import { formPage, type Page } from '../../page.ts';
import type { Visit } from '../../visit.ts';

/** A sheet is tried first; taken in are the good rows as a whole, and every bad one comes back with its reason. */
export const importPages: readonly Page[] = formPage({
  path: '/import',
  by: 'import.run',
  view: 'pages/import/import',
  takesFile: true,
  read: async ({ words }) => blank(words.t),
  send: take,
});

function blank(t: Visit['words']['t']): Model {
  return {
    summary: null,
    modes: ['try', 'rejects', 'take'].map((value) => ({ value, text: t(`import.mode-${value}`), hint: t(`import.mode-${value}-hint`) })),
    fields: FIELDS.map(({ name }) => name),
  };
}

async function take(visit: Visit): Promise<Answer> {
  const { upload, form, office, actor, key, words } = visit;
  const { t } = words;
  if (upload === undefined) throw new InputRefused([{ field: 'sheet', reason: t('import.no-file'), remedy: t('import.no-file-remedy') }]);
  const mode = form.text('mode');
  const rejects: RowReject[] = [];
  const summary = await named(upload.path, upload.name, () =>
    importPermits(office, actor, {
      file: upload.path,
      name: upload.name,
      sha256: upload.sha256,
      key,
      dryRun: mode !== 'take',
      map: mapOf(form.text('map')),
      ...(mode === 'rejects' ? { onReject: (reject: RowReject) => void rejects.push(reject) } : {}),
    }),
  );
  if (mode === 'rejects') {
    const lines = rejects.map(({ row, field, value, reason, remedy }) => [row, field, value, reason, remedy]);
    const rows = [['row', 'field', 'value', 'reason', 'remedy'], ...lines];
    return file(
      'rejected-rows.csv',
      'text/csv; charset=utf-8',
      rows.map((cells) => `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`).join(''),
    );
  }
  return view('pages/import/import', { ...blank(t), summary: summaryModel(summary, words) });
}

/** `Header = field`, one a line. */
function mapOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const at = line.lastIndexOf('=');
      return at <= 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
    }),
  );
}

/** The place on our disk says nothing to whoever sent the file. */
async function named<T>(path: string, name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ResoluteError) error.message = error.message.replaceAll(path, name);
    throw error;
  }
}

function summaryModel(
  { rows, made, columns, unusedColumns, notes, rejects, rejectsNotShown, dryRun, file: name }: ImportSummary,
  { t, number }: Visit['words'],
): Model {
  return {
    isTrial: dryRun,
    title: t(dryRun ? 'import.tried' : 'import.taken', { name }),
    rows: [
      { key: t('import.read'), text: number(rows.read) },
      { key: t(dryRun ? 'import.would-be-taken' : 'import.were-taken'), text: number(rows.imported) },
      { key: t('import.rejected'), text: number(rows.rejected) },
      ...Object.entries(made).map(([kind, count]) => ({ key: t('import.made', { kind }), text: number(count) })),
    ],
    columns: columns.map(({ column, field }) => [column, field]),
    unused: unusedColumns,
    notes: notes.map(({ field, reason, rows: count }) => `${field}: ${reason} (${number(count)})`),
    rejects: rejects.map(({ row, field, value, reason, remedy }) => [String(row), field, value, reason, remedy]),
    notShown: rejectsNotShown,
  };
}
