import type { ImportSummary } from '../../register/bulk/import.ts';
import { type Command, isSet, JSON_FLAG, listFlag, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { ProgressBar } from '../progress-bar.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';

export const importSheet: Command = {
  name: 'import',
  summary: 'take a sheet of permits into the register: good rows as a whole, bad rows with their reasons',
  args: '<file>',
  about:
    'CSV or Parquet: workers, employers, contracts, permits and departures, each with its entry in the log. The sheet is in the register as a whole or not at all; rows that cannot be taken in are told with row, field and remedy. What begins after today is refused: that is for an application. The exit code is 0 when the file was taken in, whatever was rejected.',
  flags: [
    {
      flags: '--map <pair>',
      summary: 'a header and what it means, for instance "Firm=employer.name"; repeat it for several',
      repeatable: true,
    },
    { flags: '--dry-run', summary: 'read and judge every row, and leave the register as it is' },
    { flags: '--key <text>', summary: 'idempotency key: the same key gives the first answer again' },
    ...DOOR_FLAGS,
    JSON_FLAG,
  ],
  examples: ['resolute import examples/mongolia-2017/permits.csv --as supervisor --dry-run'],
  run: async (call) => {
    const [file = ''] = call.args;
    const map = mapOf(listFlag(call, 'map') ?? []);
    const door = await openDoor(call);
    const bar = call.io.errIsTerminal ? new ProgressBar(call.io) : null;
    try {
      const summary = await door.importSheet({
        file,
        map,
        dryRun: isSet(call, 'dryRun'),
        key: textFlag(call, 'key') ?? null,
        onProgress: (stage, done, total) =>
          bar?.show(stage === 'read' ? 'Reading and judging' : 'Writing', total === 0 ? -1 : (100 * done) / total),
      });
      bar?.clear();
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify(summary)}\n`);
      else print(summary, new Paper(call.io));
      return EXIT.done;
    } finally {
      bar?.clear();
      await door.close();
    }
  },
};

function mapOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at < 1)
        throw new UsageError(
          `\`${pair}\` is no header and its meaning.`,
          'Write the header, an equals sign and the field: --map "Firm=employer.name".',
        );
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

const REJECTS_SHOWN = 10;

function print({ rows, made, notes, rejects, unusedColumns, dryRun, file }: ImportSummary, paper: Paper): void {
  paper.line();
  paper.prose(
    `${paper.style('bold', file)}: ${number(rows.read)} rows read, ${number(rows.imported)} ${dryRun ? 'would be taken in' : 'taken in'}, ${number(rows.rejected)} rejected.`,
    { indent: 2 },
  );
  if (dryRun) paper.prose('A dry run: the register is as it was.', { indent: 2 });
  const new_ = Object.entries(made).filter(([, count]) => count > 0);
  if (new_.length > 0) paper.prose(`New: ${new_.map(([kind, count]) => `${number(count)} ${kind}s`).join(', ')}.`, { indent: 2 });
  for (const { field, reason, rows: count } of notes)
    paper.prose(`${field}, ${number(count)} rows: ${reason}`, { indent: 2, bullet: '• ' });
  if (unusedColumns.length > 0) paper.prose(`Columns that were not read: ${unusedColumns.join(', ')}.`, { indent: 2 });
  if (rejects.length > 0) paper.line();
  for (const { row, field, reason, remedy } of rejects.slice(0, REJECTS_SHOWN)) {
    paper.prose(`row ${row}, ${field}: ${reason}`, { indent: 2, bullet: '• ' });
    paper.prose(paper.style('dim', remedy), { indent: 4 });
  }
  if (rejects.length > REJECTS_SHOWN) paper.line('    … and more: --json gives the first hundred.');
  paper.line();
}
