import { EXPORTED } from '../../register/bulk/export.ts';
import { type Command, isSet, JSON_FLAG, listFlag, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';
import { momentOfCall } from '../register/moment.ts';

const FORMATS = { csv: 'csv', jsonl: 'jsonl', ndjson: 'jsonl', parquet: 'parquet' } as const;

export const exportRecords: Command = {
  name: 'export',
  summary: 'write the records of a kind into a file: CSV, JSON Lines or Parquet by its ending',
  args: '<kind>',
  argChoices: EXPORTED,
  about:
    'All records that the account may read, without names; a statistician gets pseudonyms. Names of workers need a purpose, which is logged for each person.',
  flags: [
    { flags: '--out <file>', summary: 'the file; it has its name only once it is whole', required: true },
    { flags: '--field <name>', summary: 'only this field; repeat it for several', repeatable: true },
    { flags: '--as-of <day>', summary: 'as it was true on this day' },
    { flags: '--known-at <instant>', summary: 'as the register knew it at this instant' },
    { flags: '--purpose <kind>', summary: 'give names and documents of workers too, for this purpose' },
    { flags: '--words <text>', summary: 'what the names are needed for, in words' },
    ...DOOR_FLAGS,
    JSON_FLAG,
  ],
  examples: [
    'resolute export permit --as supervisor --out out/permits.parquet',
    'resolute export permit --as statistician --out out/permits.csv',
  ],
  run: async (call) => {
    const [kind = ''] = call.args;
    const file = textFlag(call, 'out') ?? '';
    const format = FORMATS[(/\.(\w+)$/.exec(file)?.[1] ?? '').toLowerCase() as keyof typeof FORMATS];
    if (format === undefined) throw new UsageError(`The name ${file} does not say in which form.`, 'End it with .csv, .jsonl or .parquet.');
    const moment = momentOfCall(call);
    const purpose = textFlag(call, 'purpose');
    const door = await openDoor(call);
    try {
      const count = await door.exportTo(file, {
        kind,
        format,
        fields: listFlag(call, 'field'),
        moment,
        personal: purpose === undefined ? null : { purpose, words: textFlag(call, 'words') ?? '' },
      });
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ file, kind, format, records: count })}\n`);
      else new Paper(call.io).line(`\n  ${count === null ? 'The records' : `${number(count)} records`} of kind ${kind} are in ${file}.\n`);
      return EXIT.done;
    } finally {
      await door.close();
    }
  },
};
