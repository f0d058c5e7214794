import { configurationOf } from '../../register/configuration.ts';
import { openRegister } from '../../register/open.ts';
import { checkRestored, type Restored } from '../../register/proof/restored.ts';
import { restore as fill } from '../../store/backup/restore.ts';
import { openStore } from '../../store/open.ts';
import { type Command, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';

export const restore: Command = {
  name: 'restore',
  summary: 'fill an empty register from a backup: all of it or nothing',
  args: '<file>',
  about:
    'Into the empty folder RESOLUTE_DATA or the empty database DATABASE_URL. Every byte of the file is checked first. The master key must be the one under which the keys were wrapped. With --verify the whole log is checked afterwards and a sample of decisions is decided again; what does not hold is named, and the exit code is 3.',
  exit: 'integrity',
  flags: [
    { flags: '--keys <file>', summary: 'the latest backup of the keys of persons; without it no name can be read' },
    { flags: '--verify', summary: 'check the log and decide a sample of decisions again' },
    JSON_FLAG,
  ],
  examples: ['resolute restore --help'],
  run: async (call) => {
    const [file = ''] = call.args;
    const keys = textFlag(call, 'keys');
    const configuration = configurationOf(process.env);
    const { folder, databaseUrl } = configuration;
    const schema = process.env.RESOLUTE_SCHEMA;
    const store = await openStore({
      ...(databaseUrl === null ? { folder: folder ?? '.' } : { url: databaseUrl }),
      ...(schema === undefined || schema === '' ? {} : { schema }),
      migrate: false,
    });
    let rows = 0;
    try {
      const manifest = await fill(store, file, keys === undefined ? {} : { keys });
      rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    } finally {
      await store.close();
    }
    const found = isSet(call, 'verify') ? await verified(configuration) : null;
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ file, rows, verified: found })}\n`);
    else print(new Paper(call.io), file, rows, found);
    return found === null || found.ok ? EXIT.done : EXIT.integrity;
  },
};

async function verified(configuration: ReturnType<typeof configurationOf>): Promise<Restored> {
  const register = await openRegister(configuration, process.env);
  try {
    return await checkRestored(register.office);
  } finally {
    await register.close();
  }
}

function print(paper: Paper, file: string, rows: number, found: Restored | null): void {
  paper.line();
  paper.prose(`${number(rows)} rows were restored from ${file}.`, { indent: 2 });
  if (found !== null) {
    const { same, different, erased } = found.replayed;
    paper.prose(
      found.ok
        ? `The log is whole: ${number(found.entries)} entries, ${number(found.checkpoints)} signed checkpoints. ${number(same)} decisions were decided again and came out to the same bytes${erased > 0 ? `; ${number(erased)} are of persons who were erased` : ''}.`
        : `The restored register does not hold: ${number(found.problems.length)} problems, ${number(different)} decisions that come out otherwise.`,
      { indent: 2 },
    );
    for (const problem of found.problems.slice(0, 20)) paper.prose(problem, { indent: 2, bullet: '• ' });
  }
  paper.line();
}
