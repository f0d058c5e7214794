import { sql } from 'kysely';
import { requireMay } from '../../access/actor.ts';
import { Frontier } from '../../audit/merkle.ts';
import { configurationOf } from '../../register/configuration.ts';
import { openRegister } from '../../register/open.ts';
import { backup as backUp, backupKeys } from '../../store/backup/backup.ts';
import type { Db } from '../../store/db.ts';
import { type Command, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { credentialsOf } from '../register/credentials.ts';
import { signedIn } from '../register/local.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'write the register as of one instant into one file',
  args: '<file>',
  about:
    'Of either kind of database, for either. The file holds no key of a person: those go into a file of their own with --keys, of which only the latest is worth keeping, since it knows who was erased. On an embedded register stop the service first; on a server others go on writing.',
  flags: [
    { flags: '--keys <file>', summary: 'write the wrapped keys of persons too, into this file' },
    { flags: '--as <login>', summary: 'the account that acts: an administrator' },
    { flags: '--code <digits>', summary: 'the six digits of the second factor, where the account has one' },
    JSON_FLAG,
  ],
  examples: ['resolute backup out/example.backup --keys out/example.keys --as admin'],
  run: async (call) => {
    const [file = ''] = call.args;
    const keys = textFlag(call, 'keys');
    const configuration = configurationOf(process.env);
    const credentials = await credentialsOf(call, configuration.folder);
    const register = await openRegister(configuration, process.env);
    try {
      const { actor, signOut } = await signedIn(register, credentials);
      requireMay(actor, 'register.backup');
      const { store } = register.office;
      const manifest = await backUp(store, file, { log: headOf });
      if (keys !== undefined) await backupKeys(store, keys);
      await signOut();
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      if (isSet(call, 'json'))
        call.io.out(
          `${JSON.stringify({ file, keys: keys ?? null, madeAt: manifest.madeAt, rows, entries: manifest.log?.size ?? 0, root: manifest.log?.root ?? null })}\n`,
        );
      else {
        const paper = new Paper(call.io);
        paper.line();
        paper.prose(
          `${file} holds the register as of ${manifest.madeAt}: ${number(rows)} rows, ${number(manifest.log?.size ?? 0)} entries of the log.`,
          { indent: 2 },
        );
        paper.prose(
          keys === undefined
            ? 'It holds no key of a person: without a backup of the keys (--keys) nobody’s name in it can be read.'
            : `The keys of persons are in ${keys}: keep it apart, and keep only the latest.`,
          { indent: 2 },
        );
        paper.line();
      }
      return EXIT.done;
    } finally {
      await register.close();
    }
  },
};

/** Size and root of the log in the backup’s own transaction. */
async function headOf(tx: Db): Promise<{ readonly size: number; readonly root: string }> {
  const { rows } = await sql<{ size: number; edge: string }>`select size, encode(frontier, 'hex') as edge from log_head`.execute(tx);
  const { size, edge } = rows[0] ?? { size: 0, edge: '' };
  return { size, root: new Frontier(size, edge).root() };
}
