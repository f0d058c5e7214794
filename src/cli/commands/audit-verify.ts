import { type Command, isSet, JSON_FLAG } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';

const SHOWN = 20;

export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'check every entry of the log, its tree and all that was ever signed',
  args: '',
  about:
    'Each entry against its hash, each column against its entry, each hash against the tree, the tree against every signed checkpoint, in the database and outside of it. What is wrong is named by entry and place, the register turns read-only, and the exit code is 3.',
  exit: 'integrity',
  flags: [...DOOR_FLAGS, JSON_FLAG],
  examples: ['resolute audit verify --as auditor'],
  run: async (call) => {
    const door = await openDoor(call);
    try {
      const report = await door.verify();
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify(report)}\n`);
      else {
        const paper = new Paper(call.io);
        paper.line();
        paper.prose(
          report.ok
            ? `${paper.style('green', 'The log is whole.')} ${number(report.size)} entries, ${number(report.checkpoints)} signed checkpoints agree with it.`
            : `${paper.style('red', 'The log was changed.')} ${number(report.count)} ${report.count === 1 ? 'thing is' : 'things are'} wrong in ${number(report.size)} entries. The register takes no more entries until this is mended and an administrator opens it again.`,
          { indent: 2 },
        );
        if (report.root !== null) paper.prose(paper.style('dim', `root ${report.root}`), { indent: 2 });
        for (const sentence of report.sentences.slice(0, SHOWN)) paper.prose(sentence, { indent: 2, bullet: '• ' });
        if (report.count > SHOWN) paper.line(`    … and ${number(report.count - SHOWN)} more: --json lists the first thousand.`);
        paper.line();
      }
      return report.ok ? EXIT.done : EXIT.integrity;
    } finally {
      await door.close();
    }
  },
};
