import type { Door } from '../../decide/door.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { ColumnTrouble } from '../table/errors.ts';
import type { MappingWishes } from '../table/mapping.ts';
import { exactCell } from './cells.ts';

/** Values for all rows of JSON Lines. @throws ColumnTrouble where the door refuses one */
export function constantsFor(
  vocabulary: Vocabulary,
  door: Door,
  { flags = {}, file }: MappingWishes,
): readonly { readonly name: string; readonly text: string; readonly value: unknown }[] {
  const told = { ...Object.fromEntries(file?.constants ?? []), ...flags };
  return Object.entries(told).flatMap(([name, text]) =>
    text === undefined ? [] : [{ name, text, value: constantValue(vocabulary, door, name, text) }],
  );
}

/** The value that a constant gives a case; it passes the same door, alone, before any row is read. */
export function constantValue(vocabulary: Vocabulary, door: Door, name: string, text: string): unknown {
  const fact = vocabulary.facts.find((candidate) => candidate.name === name);
  if (fact === undefined) throw new ColumnTrouble(`\`${name}\` is no fact of a case.`, 'Constants are facts.', { field: name });
  const { value, problem } = exactCell(fact, text);
  const [head = '', field] = name.split('.');
  const input = { host: 'MNG', act: 'remain', asOf: '2017-12-07', [head]: field === undefined ? value : { [field]: value } };
  const wrong = problem ?? door.inspect(input).problems[0] ?? null;
  if (wrong !== null)
    throw new ColumnTrouble(`\`${name}\`, the same for all rows: ${wrong.reason}`, wrong.remedy, { field: name, value: text });
  return value;
}
