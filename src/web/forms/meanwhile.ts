import { labels } from '../../register/reading/labels.ts';
import type { Model } from '../answer.ts';
import { cellOf, fieldName, namedIn } from '../records/cell.ts';
import { rowOf } from '../records/record.ts';
import type { Visit } from '../visit.ts';
import type { Field } from './field.ts';

/**
 * What the record says now, where somebody changed it after this form was opened: beside what was filled in, so that nobody writes over
 * what they have not seen. @returns null where nobody did
 */
export async function changedMeanwhile(
  { form, ask, words }: Visit,
  kind: string,
  fields: readonly Field[],
  record: Readonly<Record<string, unknown>>,
): Promise<readonly Model[] | null> {
  const seen = Number(form.text('version'));
  if (!(seen > 0) || seen === record.version) return null;
  // The facts of a worker lie in a group of the form, and side by side in the record.
  const names = fields.flatMap(({ name, kind: drawn, fields: inner }) =>
    drawn === 'group' && !(name in record) ? inner.map((one) => one.name) : name,
  );
  const shown = Object.fromEntries(names.flatMap((name) => (name in record ? [[name, record[name]]] : [])));
  const { labels: known } = await ask(labels, { records: namedIn([shown]) });
  return Object.entries(shown).map(([name, value]) =>
    rowOf(fieldName(words, kind, name), cellOf(name, value, { words, of: kind, labels: known })),
  );
}
