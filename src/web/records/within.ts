import type { Query } from '../../office/use-case.ts';
import { labels } from '../../register/reading/labels.ts';
import { fieldsOf } from '../forms/field.ts';
import type { Visit } from '../visit.ts';
import { fieldName, namedIn, REFERENCES, shortId } from './cell.ts';

export interface Within {
  readonly text: string;
  readonly href: string;
  readonly name: string;
  readonly id: string;
  readonly label: string;
}

interface Listed {
  readonly kind: string;
  readonly list: Query;
  readonly filters?: readonly string[];
}

/** The records that an address narrows a list to: what belongs to one worker, to one employer. */
export async function withinOf({ query, ask, words }: Visit, { kind, list, filters = [] }: Listed): Promise<readonly Within[]> {
  const asked = fieldsOf(list.input).filter(({ name, kind: drawn }) => drawn === 'id' && !filters.includes(name) && query.has(name));
  if (asked.length === 0) return [];
  const ids = Object.fromEntries(asked.map(({ name }) => [name, query.text(name)]));
  const { labels: known } = await ask(labels, { records: namedIn([ids]) });
  return asked.map(({ name }) => {
    const id = ids[name] ?? '';
    return { name, id, label: fieldName(words, kind, name), text: known[id] ?? shortId(id), href: `${REFERENCES[name]?.path ?? ''}/${id}` };
  });
}
