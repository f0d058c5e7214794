import type { Programme } from '../decide/programme.ts';
import type { Encoding } from '../files/table/encoding.ts';
import type { MappingWishes } from '../files/table/mapping.ts';
import { type Call, type Flag, textFlag } from './command.ts';

/** How a file of cases is to be read: the same flags wherever a command takes one. */
export const CASE_FILE_FLAGS: readonly Flag[] = [
  { flags: '--map <file>', summary: 'a mapping file (YAML or JSON): columns, values, constants, dates, ignore' },
  { flags: '--host <code>', summary: 'the host state of all rows, as a three-letter code, whatever a column says' },
  { flags: '--act <act>', summary: 'what is asked in all rows: authorise, renew, contract, employ or remain' },
  { flags: '--as-of <date>', summary: 'the day on which the law is read in all rows' },
  {
    flags: '--ambiguous <how>',
    summary: 'a nationality such as "Korea": reject the row (default), or take it for unknown',
    choices: ['reject', 'unknown'],
  },
  {
    flags: '--encoding <name>',
    summary: 'of a CSV without a byte order mark (utf-8 by default)',
    choices: ['utf-8', 'utf-16le', 'windows-1251'],
  },
];

/** What those flags say. @throws ColumnTrouble, TableTrouble for a mapping file that cannot be understood */
export async function caseFileWishes(
  call: Call,
  { vocabulary, questions }: Pick<Programme, 'vocabulary' | 'questions'>,
): Promise<{ readonly mapping: MappingWishes; readonly encoding?: Encoding }> {
  const [{ targetsOf }, { readMappingFile }] = await Promise.all([
    import('../files/table/mapping.ts'),
    import('../files/table/mapping-file.ts'),
  ]);
  const map = textFlag(call, 'map');
  const ids = questions.map(({ id }) => id);
  const encoding = textFlag(call, 'encoding') as Encoding | undefined;
  return {
    mapping: {
      ...(map === undefined ? {} : { file: await readMappingFile(map, vocabulary, targetsOf(vocabulary, ids)) }),
      flags: constantsOf(call),
      ambiguous: textFlag(call, 'ambiguous') === 'unknown' ? 'unknown' : 'reject',
    },
    ...(encoding === undefined ? {} : { encoding }),
  };
}

function constantsOf(call: Call): NonNullable<MappingWishes['flags']> {
  const [host, act, asOf] = [textFlag(call, 'host'), textFlag(call, 'act'), textFlag(call, 'asOf')];
  return { ...(host === undefined ? {} : { host }), ...(act === undefined ? {} : { act }), ...(asOf === undefined ? {} : { asOf }) };
}
