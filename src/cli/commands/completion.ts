import { didYouMean } from '../../values/nearest.ts';
import type { Command } from '../command.ts';
import { completedCommands } from '../completion/facts.ts';
import { SCRIPTS, SHELLS } from '../completion/scripts.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';

export const completion: Command = {
  name: 'completion',
  summary: 'print the script by which a shell completes commands and flags',
  args: '<shell>',
  argChoices: SHELLS,
  about:
    'Commands, flags, acts, country codes and the regimes that come with Resolute, for bash, zsh or fish. In bash: eval "$(resolute completion bash)".',
  flags: [],
  examples: ['resolute completion bash', 'resolute completion zsh', 'resolute completion fish'],
  run: async ({ args, io, catalogue }) => {
    const [given = ''] = args;
    const shell = SHELLS.find((name) => name === given);
    if (shell === undefined)
      throw new UsageError(`There is no completion for \`${given}\`.${didYouMean(given, SHELLS)}`, `Use one of ${SHELLS.join(', ')}.`);
    io.out(SCRIPTS[shell](await completedCommands(catalogue)));
    return EXIT.done;
  },
};
