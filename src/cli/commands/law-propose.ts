import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { SHIPPED_LAW } from '../../files/law/load.ts';
import { byCodePoint } from '../../values/canonical.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG, textFlag } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { fileTrouble } from '../input.ts';
import { Paper } from '../paper.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';
import { printWritten } from '../register/print-written.ts';

export const lawPropose: Command = {
  name: 'law propose',
  summary: 'propose the files of a regime as the law of the register; a second person publishes them',
  args: '<regime>',
  exit: 'second-person',
  about:
    'Reads the YAML files of the regime from its folder and puts them before a second person, with what they change against the version in force. The files are checked as `law check` does, and nothing is proposed while that finds an error.',
  flags: [
    LAW_FLAG,
    { flags: '--why <text>', summary: 'why it is proposed; the second person reads it', required: true },
    { flags: '--dry-run', summary: 'do and check everything, say what would come out, and leave nothing' },
    { flags: '--key <text>', summary: 'idempotency key: the same key gives the first answer again' },
    ...DOOR_FLAGS,
    JSON_FLAG,
  ],
  examples: ['resolute law propose asset-freeze --why "The register watches listed persons too" --as analyst --dry-run'],
  run: async (call) => {
    const [regime = ''] = call.args;
    const files = await filesOf(textFlag(call, 'law') ?? SHIPPED_LAW, regime);
    const door = await openDoor(call);
    try {
      const isDryRun = isSet(call, 'dryRun');
      const answer = await door.act(
        'law.propose',
        { regime, files, why: textFlag(call, 'why') ?? '' },
        { key: textFlag(call, 'key') ?? null, dryRun: isDryRun },
      );
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify(answer)}\n`);
      else {
        const done = `${files.length} files of ${regime} were proposed as its law`;
        printWritten(answer, {}, { done, next: undefined, waits: true, isDryRun }, new Paper(call.io));
      }
      return EXIT.secondPerson;
    } finally {
      await door.close();
    }
  },
};

/** Every YAML file of the regime, and the facts that all regimes of the folder share. @throws FileTrouble */
async function filesOf(law: string, regime: string): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const folder = join(law, regime);
  try {
    const found = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml')).sort(byCodePoint);
    const named = ['../facts.yaml', ...found.map((name) => relative(folder, join(folder, name)).split(sep).join('/'))];
    return await Promise.all(named.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })));
  } catch (error) {
    throw fileTrouble(folder, error);
  }
}
