import { randomBytes } from 'node:crypto';
import { MASTER_KEY, readMasterKey } from '../../privacy/master-key.ts';
import { rewrap } from '../../privacy/rewrap.ts';
import { configurationOf } from '../../register/configuration.ts';
import { openStore } from '../../store/open.ts';
import { type Command, isSet, JSON_FLAG } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';

const NEXT = 'RESOLUTE_NEXT_MASTER_KEY';

export const keysRewrap: Command = {
  name: 'keys rewrap',
  summary: 'wrap the keys of all persons anew, under another master key',
  args: '',
  about: `The master key of today is found as always; the next one is in ${NEXT} (32 bytes in base64, \`openssl rand -base64 32\`). All keys are wrapped anew in one transaction, or none. Afterwards start with the next key; backups of the keys of before need the old one.`,
  flags: [{ flags: '--dry-run', summary: 'wrap all keys anew under a key that is thrown away, and leave nothing' }, JSON_FLAG],
  examples: ['resolute keys rewrap --dry-run'],
  run: async (call) => {
    const isDry = isSet(call, 'dryRun');
    const configuration = configurationOf(process.env);
    const given = process.env[NEXT] ?? '';
    if (!isDry && given === '')
      throw new UsageError('The next master key is not known.', `Set ${NEXT} to 32 bytes in base64: \`openssl rand -base64 32\`.`);
    const next = isDry ? new Uint8Array(randomBytes(32)) : await readMasterKey({ env: { [MASTER_KEY]: given }, folder: null });
    const { folder, databaseUrl } = configuration;
    const schema = process.env.RESOLUTE_SCHEMA ?? '';
    const store = await openStore({
      ...(databaseUrl === null ? { folder: folder ?? '.' } : { url: databaseUrl }),
      ...(schema === '' ? {} : { schema }),
    });
    try {
      const old = await readMasterKey({ env: process.env, folder });
      const keys = await store
        .transaction(async (tx) => {
          const count = await rewrap(tx, old, next);
          if (isDry) throw new Tried(count);
          return count;
        })
        .catch((error: unknown) => {
          if (error instanceof Tried) return error.count;
          throw error;
        });
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ keys, dryRun: isDry })}\n`);
      else
        new Paper(call.io).prose(
          isDry
            ? `${number(keys)} keys can be wrapped anew. Nothing was changed.`
            : `${number(keys)} keys are wrapped under the next master key. Start with that key from now on.`,
          { indent: 2 },
        );
      return EXIT.done;
    } finally {
      await store.close();
    }
  },
};

/** Ends the transaction of a dry run. */
class Tried extends Error {
  readonly count: number;
  constructor(count: number) {
    super('dry run');
    this.count = count;
  }
}
