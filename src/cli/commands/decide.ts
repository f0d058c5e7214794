import type { DecidedFile, Stage } from '../../caseload/decide-file.ts';
import type { Encoding } from '../../files/table/encoding.ts';
import type { MappingWishes } from '../../files/table/mapping.ts';
import { type Call, type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { compiledLaw } from '../law.ts';
import { Paper } from '../paper.ts';
import { printCaseload, printMapping } from '../print-caseload.ts';
import { ProgressBar } from '../progress-bar.ts';
import { interruptible } from '../signals.ts';

const FORMATS = ['csv', 'parquet'] as const;

export const decide: Command = {
  name: 'decide',
  summary: 'decide a whole file: CSV, JSON Lines or Parquet',
  args: '<file>',
  about:
    'Every row is decided, or rejected with what is wrong and what to do. Writes decisions.csv (or .parquet), rejects.csv, summary.json and report.html. Common headers of permit sheets are recognised in English and Mongolian; a mapping file settles the rest. The exit code is 0 when the file was decided, whatever the outcomes.',
  flags: [
    { flags: '--out <folder>', summary: 'where the results go; the folder is made where it does not exist', required: true },
    { flags: '--map <file>', summary: 'a mapping file (YAML or JSON): columns, values, constants, dates, ignore' },
    { flags: '--host <code>', summary: 'the host state of all rows, as a three-letter code, whatever a column says' },
    { flags: '--act <act>', summary: 'what is asked in all rows: authorise, renew, contract, employ or remain' },
    { flags: '--as-of <date>', summary: 'the day on which the law is read in all rows' },
    { flags: '--format <formats>', summary: 'csv, parquet or both joined by a comma (csv by default)' },
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
    REGIME_FLAG,
    LAW_FLAG,
    JSON_FLAG,
  ],
  examples: [
    'resolute decide examples/mongolia-2017/december-2017.csv --out out/december',
    'resolute decide examples/mongolia-2017/permits.csv --host MNG --act remain --as-of 2017-12-07 --out out/permits',
    'resolute decide examples/mongolia-2017/zuvshuurul.csv --host MNG --act renew --as-of 2017-12-07 --ambiguous unknown --out out/sheet --json',
  ],
  run: async (call) => {
    const [file = ''] = call.args;
    const formats = formatsOf(textFlag(call, 'format'));
    const law = await compiledLaw(call);
    const [{ decideFile }, { targetsOf }, { readMappingFile }, { reportHtml }] = await Promise.all([
      import('../../caseload/decide-file.ts'),
      import('../../files/table/mapping.ts'),
      import('../../files/table/mapping-file.ts'),
      import('../../reports/report.ts'),
    ]);
    const { vocabulary, questions } = law.programme;
    const map = textFlag(call, 'map');
    const mapping: MappingWishes = {
      ...(map === undefined
        ? {}
        : {
            file: await readMappingFile(
              map,
              vocabulary,
              targetsOf(
                vocabulary,
                questions.map(({ id }) => id),
              ),
            ),
          }),
      flags: constantsOf(call),
      ambiguous: textFlag(call, 'ambiguous') === 'unknown' ? 'unknown' : 'reject',
    };
    const encoding = textFlag(call, 'encoding') as Encoding | undefined;
    const isJson = isSet(call, 'json');
    const paper = new Paper(call.io);
    const bar = call.io.errIsTerminal ? new ProgressBar(call.io) : null;
    const decided = await interruptible(async (signal): Promise<DecidedFile> => {
      try {
        return await decideFile(law, {
          file,
          out: textFlag(call, 'out') ?? '',
          formats,
          mapping,
          signal,
          report: reportHtml,
          ...(encoding === undefined ? {} : { encoding }),
          ...(bar === null ? {} : { onProgress: (stage, percent) => bar.show(STAGES[stage], percent) }),
        });
      } finally {
        bar?.clear();
      }
    });
    if (isJson) call.io.out(`${JSON.stringify(mainPart(decided))}\n`);
    else {
      printMapping(decided.summary, paper);
      printCaseload(decided, textFlag(call, 'out') ?? '', paper);
    }
    return EXIT.done;
  },
};

const STAGES: Readonly<Record<Stage, string>> = {
  read: 'Reading the file',
  decide: 'Deciding',
  check: 'Telling what is wrong',
  count: 'Counting',
  write: 'Writing the results',
};

function constantsOf(call: Call): NonNullable<MappingWishes['flags']> {
  const [host, act, asOf] = [textFlag(call, 'host'), textFlag(call, 'act'), textFlag(call, 'asOf')];
  return { ...(host === undefined ? {} : { host }), ...(act === undefined ? {} : { act }), ...(asOf === undefined ? {} : { asOf }) };
}

function formatsOf(text = 'csv'): readonly (typeof FORMATS)[number][] {
  const parts = text.split(',').map((part) => part.trim());
  const wrong = parts.find((part) => !(FORMATS as readonly string[]).includes(part));
  if (wrong !== undefined) throw new UsageError(`\`${wrong}\` is no format of the decisions.`, 'Use csv, parquet, or csv,parquet.');
  return FORMATS.filter((format) => parts.includes(format));
}

/** What a program most likely asks for; `summary.json` has the rest. */
function mainPart({ summary, files }: DecidedFile): unknown {
  const { source, law, engine, rows, asOf, mapping, unusedColumns, notes, outcomes, byAct, byLayer, byGap, missing, departures, rejects } =
    summary;
  return {
    source,
    law,
    engine,
    rows,
    asOf,
    mapping,
    unusedColumns,
    notes,
    outcomes,
    byAct,
    byLayer,
    byGap,
    protected: summary.protected,
    missing,
    departures,
    rejects,
    files,
  };
}
