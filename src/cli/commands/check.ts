import { type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG } from '../command.ts';
import { EXIT_OF_OUTCOME } from '../exit-codes.ts';
import { parseJson, readText } from '../input.ts';
import { compiledLaw } from '../law.ts';
import { Paper } from '../paper.ts';
import { printDecision } from '../print/decision.ts';

export const check: Command = {
  name: 'check',
  summary: 'decide one case and say why',
  args: '[file]',
  exit: 'outcome',
  about: 'Reads one case as JSON from a file, or from standard input for `-`.',
  flags: [JSON_FLAG, REGIME_FLAG, LAW_FLAG],
  examples: [
    'resolute check examples/cases/renewal.json',
    'resolute check examples/cases/renewal.json --json',
    'resolute check - --regime dprk-labour --regime asset-freeze < examples/cases/renewal.json',
  ],
  run: async (call) => {
    const { name, text } = await readText(call.args[0], call.io);
    const law = await compiledLaw(call);
    const decision = law.decide(law.admit(parseJson(name, text)));
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify(decision)}\n`);
    else printDecision(decision, new Paper(call.io));
    return EXIT_OF_OUTCOME[decision.outcome];
  },
};
