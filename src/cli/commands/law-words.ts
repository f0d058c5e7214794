import { type Entry, entryOf } from '../../law/lookup.ts';
import type { Law } from '../../law/regime.ts';
import { speechOf } from '../../law/words/condition.ts';
import { type ExceptionWords, exceptionWords, type RuleWords, ruleWords, type TermWords, termWords } from '../../law/words/rule.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { chosenLaw } from '../law-folder.ts';
import { Paper } from '../paper.ts';
import { printException, printRule, printTerm } from '../print/words.ts';

interface Said {
  readonly terms: readonly TermWords[];
  readonly provisions: readonly RuleWords[];
  readonly exceptions: readonly ExceptionWords[];
}

export const lawWords: Command = {
  name: 'law words',
  summary: 'say conditions in plain words, one or all',
  args: '[id]',
  about:
    'Turns conditions, as they are written in the law, into plain English: of one provision, exception, term or draft, or of the whole law. The words come from the condition itself and from the vocabulary, so they say what is decided and nothing else.',
  flags: [JSON_FLAG, REGIME_FLAG, LAW_FLAG],
  examples: ['resolute law words un.2375.17', 'resolute law words', 'resolute law words dprkNational --json'],
  run: async (call) => {
    const law = await chosenLaw(call, 'default');
    const [id] = call.args;
    const said = id === undefined ? wholeLaw(law) : wordsOfEntry(law, entryOf(law, id));
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify(said)}\n`);
    else print(said, new Paper(call.io));
    return EXIT.done;
  },
};

function wholeLaw(law: Law): Said {
  return law.regimes
    .map(({ regime }): Said => {
      const speech = speechOf(law.vocabulary, regime);
      return {
        terms: regime.terms.map((term) => termWords(term, speech)),
        provisions: regime.provisions.map((rule) => ruleWords(rule, speech)),
        exceptions: [],
      };
    })
    .reduce((all, one) => ({
      terms: [...all.terms, ...one.terms],
      provisions: [...all.provisions, ...one.provisions],
      exceptions: [],
    }));
}

function wordsOfEntry(law: Law, entry: Entry): Said {
  const speech = speechOf(law.vocabulary, entry.regime);
  const none: Said = { terms: [], provisions: [], exceptions: [] };
  switch (entry.kind) {
    case 'provision':
      return { ...none, provisions: [ruleWords(entry.provision, speech)] };
    case 'exception':
      return { ...none, exceptions: [exceptionWords(entry.exception, speech)] };
    case 'term':
      return { ...none, terms: [termWords(entry.term, speech)] };
    case 'draft':
      return { ...none, provisions: entry.draft.provisions.map((rule) => ruleWords(rule, speech)) };
    default:
      throw new UsageError(
        `\`${entry.id}\` is a${entry.kind === 'instrument' ? 'n' : ''} ${entry.kind} and has no condition.`,
        `\`resolute law show ${entry.id.includes(' ') ? `"${entry.id}"` : entry.id}\` shows what is known of it.`,
      );
  }
}

function print({ terms, provisions, exceptions }: Said, paper: Paper): void {
  for (const term of terms) {
    printTerm(term, paper);
    paper.line();
  }
  for (const rule of provisions) {
    printRule(rule, paper);
    paper.line();
  }
  for (const exception of exceptions) {
    printException(exception, 0, paper);
    paper.line();
  }
}
