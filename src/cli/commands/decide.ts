import type { DecidedFile, Stage } from '../../caseload/decide-file.ts';
import { CASE_FILE_FLAGS, caseFileWishes } from '../case-file.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { compiledLaw } from '../law.ts';
import { Paper } from '../paper.ts';
import { printCaseload, printMapping } from '../print/caseload.ts';
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
    ...CASE_FILE_FLAGS,
    { flags: '--format <formats>', summary: 'csv, parquet or both joined by a comma (csv by default)' },
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
    const [{ decideFile }, { reportHtml }] = await Promise.all([
      import('../../caseload/decide-file.ts'),
      import('../../reports/report.ts'),
    ]);
    const reading = await caseFileWishes(call, law.programme);
    const isJson = isSet(call, 'json');
    const paper = new Paper(call.io);
    const bar = call.io.errIsTerminal ? new ProgressBar(call.io) : null;
    const decided = await interruptible(async (signal): Promise<DecidedFile> => {
      try {
        return await decideFile(law, {
          file,
          out: textFlag(call, 'out') ?? '',
          formats,
          signal,
          ...reading,
          report: reportHtml,
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
  decide: 'Reading and deciding',
  check: 'Telling what is wrong',
  count: 'Counting',
  write: 'Writing the results',
};

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
