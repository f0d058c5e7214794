import { requireMay } from '../../access/actor.ts';
import { rotateMasterKey } from '../../privacy/rotate.ts';
import { configurationOf } from '../../register/configuration.ts';
import { openRegister } from '../../register/open.ts';
import { type Command, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { credentialsOf } from '../register/credentials.ts';
import { signedIn } from '../register/local.ts';

export const keyRotate: Command = {
  name: 'key rotate',
  summary: 'wrap the keys of all persons under a new master key',
  args: '',
  about:
    'With every service stopped. Names and papers stay as they are; what changes is the key that opens their keys. An embedded register makes the new key itself and puts it in the place of the old one. Where the key is given by the environment, name a file with the new one, and start with it from then on. Backups of the keys that were made before need the old key.',
  flags: [
    { flags: '--next <file>', summary: 'the new master key, where it is not the file of the register itself' },
    { flags: '--as <login>', summary: 'the account that acts: an administrator' },
    { flags: '--code <digits>', summary: 'the six digits of the second factor, where the account has one' },
    JSON_FLAG,
  ],
  examples: ['resolute key rotate --as admin'],
  run: async (call) => {
    const configuration = configurationOf(process.env);
    const { folder } = configuration;
    const credentials = await credentialsOf(call, folder);
    const register = await openRegister(configuration, process.env);
    try {
      const { actor, signOut } = await signedIn(register, credentials);
      requireMay(actor, 'register.configure');
      await signOut();
      const next = textFlag(call, 'next') ?? null;
      const { keys, inUse } = await rotateMasterKey(register.office.store, { env: process.env, folder }, next);
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ keys, inUse })}\n`);
      else {
        const paper = new Paper(call.io);
        paper.line();
        paper.prose(`${number(keys)} keys are wrapped under the new master key.`, { indent: 2 });
        paper.prose(
          inUse
            ? 'It is in the place of the old one. Back the keys up anew (resolute backup --keys), and keep the new key apart from them.'
            : `Start the register with ${next} from now on: the old key opens nothing any more. Then back the keys up anew.`,
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
