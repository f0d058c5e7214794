import type { Decision } from '../../decide/decision.ts';
import { type ProofPage, proofPage } from '../../decide/why/page.ts';
import { type Call, type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG, textFlag } from '../command.ts';
import { EXIT_OF_OUTCOME } from '../exit-codes.ts';
import { parseJson, readText } from '../input.ts';
import { compiledLaw } from '../law.ts';
import { Paper } from '../paper.ts';
import { proofMarkdown } from '../proof/markdown.ts';
import { printProofTree } from '../proof/tree.ts';

const FORMATS = ['tree', 'md', 'json'] as const;

export const why: Command = {
  name: 'why',
  summary: 'show the proof of a decision, from the verdict to the facts',
  args: '[file]',
  exit: 'outcome',
  about:
    'Reads one case as JSON from a file, or from standard input for `-`, and decides it as `check` does, with the same exit codes. What governs the act is opened down to the facts and what was given of them; what does not apply is named with its reason.',
  flags: [
    {
      flags: '--format <format>',
      summary: 'a tree for a person, Markdown for a file, JSON for a program (tree by default)',
      choices: FORMATS,
    },
    { flags: '--all', summary: 'open also what does not apply, and the parts that do not decide' },
    JSON_FLAG,
    REGIME_FLAG,
    LAW_FLAG,
  ],
  examples: [
    'resolute why examples/cases/renewal.json',
    'resolute why examples/cases/renewal.json --all',
    'resolute why examples/cases/stay.json --format md',
    'resolute why - --format json < examples/cases/new-worker.json',
  ],
  run: async (call) => {
    const { name, text } = await readText(call.args[0], call.io);
    const law = await compiledLaw(call);
    const page = proofPage(law, law.admit(parseJson(name, text)), isSet(call, 'all'));
    print(page, call);
    return EXIT_OF_OUTCOME[page.decision.outcome];
  },
};

function print(page: ProofPage, call: Call): void {
  const format = isSet(call, 'json') ? 'json' : (textFlag(call, 'format') ?? 'tree');
  if (format === 'json') call.io.out(`${JSON.stringify(proofJson(page))}\n`);
  else if (format === 'md') call.io.out(proofMarkdown(page));
  else printProofTree(page, new Paper(call.io), call.io.outIsTerminal);
}

/** The verdict, then every provision of the host's law with its proof, applied or not, in the order of the law. */
function proofJson({ decision, layers }: ProofPage): unknown {
  const pages = new Map(layers.flatMap(({ opened, named }) => [...opened, ...named]).map((page) => [page.id, page]));
  const { provisions, proof, duties, announced, calls, law, engine, ...verdict }: Decision = decision;
  return {
    verdict,
    provisions: provisions.map((provision, i) => {
      const page = pages.get(provision.id);
      return { ...provision, reason: page?.reason ?? null, why: page?.why ?? null, words: page?.words ?? null, proof: proof[i] ?? null };
    }),
    duties,
    announced,
    calls,
    law,
    engine,
  };
}
