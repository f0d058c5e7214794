import { writeFile } from 'node:fs/promises';
import { bundleText } from '../../audit/bundle.ts';
import { fileTrouble } from '../../files/table/errors.ts';
import { type Command, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';
import { idOf } from '../register/ids.ts';

export const bundle: Command = {
  name: 'bundle',
  summary: 'write the proof of one decision into a file that anybody can check offline',
  args: '<decision>',
  about:
    'A decision is named by its id, or by the number of its application or permit. The bundle holds the entry of the decision, that it stands in the signed log, the law it was made under and the key of this one entry. `node verifier/verify.mjs FILE` checks it without Resolute and decides the case again.',
  flags: [{ flags: '--out <file>', summary: 'where the bundle goes', required: true }, ...DOOR_FLAGS, JSON_FLAG],
  examples: ['resolute bundle R-INV-17-0044 --as auditor --out out/R-INV-17-0044.bundle'],
  run: async (call) => {
    const [decision = ''] = call.args;
    const out = textFlag(call, 'out') ?? '';
    const door = await openDoor(call);
    try {
      const made = await door.bundle(await idOf(door, 'decision', decision));
      await writeFile(out, bundleText(made)).catch((error: unknown) => {
        throw fileTrouble(out, error);
      });
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ file: out, entry: made.entry.leaf, signer: made.signer })}\n`);
      else {
        const paper = new Paper(call.io);
        paper.line();
        paper.prose(
          `The proof of the decision on ${decision} is in ${out}: entry ${made.entry.leaf} of the log, signed by ${made.signer.split('+')[0]}.`,
          { indent: 2 },
        );
        paper.prose(`Check it anywhere: node verifier/verify.mjs ${out}`, { indent: 2 });
        paper.line();
      }
      return EXIT.done;
    } finally {
      await door.close();
    }
  },
};
