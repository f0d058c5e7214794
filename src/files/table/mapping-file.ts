import { readFile } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { didYouMean } from '../../values/nearest.ts';
import { ColumnTrouble, fileTrouble } from './errors.ts';
import { DATE_FORMS, type DateForm } from './spelling.ts';

/** What a person says about the columns of a table, checked: every name in it is known. */
export interface MappingFile {
  /** Header to fact or label. */
  readonly columns: ReadonlyMap<string, string>;
  /** By fact: a value as it stands in the table to its exact form; `null` is unknown. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  /** Facts that are the same in every row, in their exact form. */
  readonly constants: ReadonlyMap<string, string>;
  readonly dates: ReadonlyMap<string, DateForm>;
  readonly ignore: ReadonlySet<string>;
}

export const NO_MAPPING: MappingFile = { columns: new Map(), values: new Map(), constants: new Map(), dates: new Map(), ignore: new Set() };

const SECTIONS = ['columns', 'values', 'constants', 'dates', 'ignore'];
const SHAPE =
  'A mapping file has `columns` (header: fact), `values` (fact: { word: exact form }), `constants` (fact: value), `dates` (fact: DD/MM/YYYY) and `ignore` (list of headers).';

/** Reads YAML, of which JSON is a part. @throws ColumnTrouble naming file, line and the nearest known name */
export async function readMappingFile(file: string, vocabulary: Vocabulary, targets: readonly string[]): Promise<MappingFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw fileTrouble(file, error);
  }
  const lines = new LineCounter();
  // Every scalar stays the text that was written: `2017-12-07`, `true` and `NO` alike.
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, schema: 'failsafe', uniqueKeys: true });
  const first = document.errors[0];
  const lineOf = (path: readonly string[]): number | null => {
    const above = path.length < 2 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(above) ? above.items.find(({ key }) => isScalar(key) && String(key.value) === path.at(-1)) : undefined;
    const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return start === undefined ? null : lines.linePos(start).line;
  };
  const refuse = (message: string, remedy: string, path: readonly string[]): never => {
    const line = lineOf(path);
    throw new ColumnTrouble(`${file}${line === null ? '' : `:${line}`}: ${message}`, remedy, { file, ...(line === null ? {} : { line }) });
  };
  if (first !== undefined) {
    const line = first.linePos?.[0].line;
    throw new ColumnTrouble(
      `${file}${line === undefined ? '' : `:${line}`}: ${first.message.split('\n')[0]?.replace(/ at line.*$/, '')}.`,
      SHAPE,
      { file },
    );
  }
  const top = recordOf(document.toJS(), () => refuse('A mapping file is a record.', SHAPE, []));
  for (const key of Object.keys(top))
    if (!SECTIONS.includes(key)) refuse(`\`${key}\` is no part of a mapping file.${didYouMean(key, SECTIONS)}`, SHAPE, [key]);

  const facts = vocabulary.facts.map((fact) => fact.name);
  const known = (name: string, names: readonly string[], path: readonly string[]): string =>
    names.includes(name)
      ? name
      : refuse(`\`${name}\` is no fact of a case.${didYouMean(name, names)}`, `Known names: ${names.join(', ')}.`, path);
  const section = (name: string): [string, unknown][] =>
    top[name] === undefined || top[name] === ''
      ? []
      : Object.entries(recordOf(top[name], () => refuse(`\`${name}\` is a record.`, SHAPE, [name])));
  const word = (value: unknown, path: readonly string[]): string =>
    typeof value === 'string' ? value : refuse('A single value is needed here.', SHAPE, path);

  return {
    columns: new Map(
      section('columns').map(([header, name]) => [header, known(word(name, ['columns', header]), targets, ['columns', header])]),
    ),
    values: new Map(
      section('values').map(([name, words]) => [
        known(name, facts, ['values', name]),
        new Map(
          Object.entries(recordOf(words, () => refuse('Words and their exact forms are needed here.', SHAPE, ['values', name]))).map(
            ([given, exact]) => {
              const form = word(exact, ['values', name, given]);
              return [given, NOTHING.has(form) ? null : form] as const;
            },
          ),
        ),
      ]),
    ),
    constants: new Map(
      section('constants').map(([name, value]) => [known(name, facts, ['constants', name]), word(value, ['constants', name])]),
    ),
    dates: new Map(
      section('dates').map(([name, form]) => {
        const given = word(form, ['dates', name]);
        if (vocabulary.facts.find((fact) => fact.name === known(name, facts, ['dates', name]))?.type !== 'date')
          refuse(
            `\`${name}\` is no date.`,
            `Dates are ${vocabulary.facts
              .filter((fact) => fact.type === 'date')
              .map((fact) => fact.name)
              .join(', ')}.`,
            ['dates', name],
          );
        const found = DATE_FORMS.find((known) => known === given);
        return [
          name,
          found ??
            refuse(`\`${given}\` is no form of a date.${didYouMean(given, DATE_FORMS)}`, `Use one of ${DATE_FORMS.join(', ')}.`, [
              'dates',
              name,
            ]),
        ] as const;
      }),
    ),
    ignore: new Set(listOf(top.ignore, () => refuse('`ignore` is a list of headers.', SHAPE, ['ignore']))),
  };
}

const NOTHING = new Set(['', '~', 'null', 'unknown']);

function recordOf(value: unknown, refuse: () => never): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : refuse();
}

function listOf(value: unknown, refuse: () => never): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? (value as readonly string[]) : refuse();
}
