import { type Command, isSet, JSON_FLAG } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';

const SHOWN = 20;

const SAYS = {
  field: (field: string | null) => `its ${field ?? 'state'} is not what its events say`,
  missing: () => 'the log has it, and its table does not',
  'too-many': () => 'its table has it, and the log does not',
  sealed: () => 'its sealed part is not what its events say',
  standing: () => 'its standing of protection is not what holds and assessments say',
} as const;

export const auditCompare: Command = {
  name: 'audit compare',
  summary: 'make every record anew from the log and compare it with the tables',
  args: '',
  about:
    'Names each record and field where a table says something else than the events do, without any value. It changes nothing. The exit code is 3 where something differs.',
  flags: [...DOOR_FLAGS, JSON_FLAG],
  examples: ['resolute audit compare --as admin'],
  run: async (call) => {
    const door = await openDoor(call);
    try {
      const { records, sealed, erased, count, differences } = await door.compare();
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ records, sealed, erased, count, differences })}\n`);
      else {
        const paper = new Paper(call.io);
        paper.line();
        paper.prose(
          count === 0
            ? `${paper.style('green', 'The tables say what the log says.')} ${number(records)} records were made anew, ${number(sealed)} sealed parts opened${erased > 0 ? `; ${number(erased)} are of persons who were erased` : ''}.`
            : `${paper.style('red', 'The tables say something else than the log.')} ${number(count)} ${count === 1 ? 'difference' : 'differences'} in ${number(records)} records.`,
          { indent: 2 },
        );
        for (const { kind, id, what, field } of differences.slice(0, SHOWN))
          paper.prose(`${kind} ${id}: ${SAYS[what](field)}`, { indent: 2, bullet: '• ' });
        if (count > SHOWN) paper.line(`    … and ${number(count - SHOWN)} more: --json lists the first thousand.`);
        paper.line();
      }
      return count === 0 ? EXIT.done : EXIT.integrity;
    } finally {
      await door.close();
    }
  },
};
