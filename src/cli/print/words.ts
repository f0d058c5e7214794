import { citeWords } from '../../decide/words/decision.ts';
import { EN } from '../../decide/words/en.ts';
import { series } from '../../law/words/phrase.ts';
import type { ConditionWords, ExceptionWords, RuleWords, TermWords } from '../../law/words/rule.ts';
import { spokenDate } from '../../values/dates.ts';
import type { Paper } from '../paper.ts';

/** A provision as it reads aloud: what it is about, when it applies, and what lifts it, the exceptions as a tree. */
export function printRule(rule: RuleWords, paper: Paper): void {
  paper.prose(`${paper.style('bold', rule.id)} · ${citeWords(rule.cite)}`);
  paper.prose(rule.words, { indent: 2 });
  paper.prose(governsWords(rule), { indent: 2 });
  printCondition('It applies when', rule.when, 2, paper);
  if (rule.unless.length > 0) {
    paper.line('  It does not apply when one of these exceptions holds:');
    for (const exception of rule.unless) printException(exception, 4, paper);
  }
}

export function printException(exception: ExceptionWords, indent: number, paper: Paper): void {
  const { when, id, unless } = exception;
  if (when.nested) {
    paper.prose(paper.style('dim', id), { indent, bullet: '• ' });
    printOutline(when, indent + 2, paper);
  } else paper.prose(`${when.sentence} ${paper.style('dim', `(${id})`)}`, { indent, bullet: '• ' });
  if (unless.length === 0) return;
  paper.line(`${' '.repeat(indent + 2)}and this exception does not hold when:`);
  for (const inner of unless) printException(inner, indent + 4, paper);
}

export function printTerm(term: TermWords, paper: Paper): void {
  paper.prose(`${paper.style('bold', term.id)} · a defined term`);
  paper.prose(`It reads "${term.is}", or else "${term.isNot}".`, { indent: 2 });
  printCondition('It means that', term.means, 2, paper);
}

/** One sentence, or a list below a lead where a sentence would have to be read twice. */
export function printCondition(lead: string, condition: ConditionWords, indent: number, paper: Paper): void {
  if (!condition.nested) {
    paper.prose(`${lead} ${condition.sentence}.`, { indent });
    return;
  }
  const [head, ...rest] = condition.outline;
  const first = rest.findIndex(({ depth }) => depth === 0) < 0 && head !== undefined ? ` ${head.text}` : ':';
  paper.prose(`${lead}${first}`, { indent });
  printOutline({ ...condition, outline: first === ':' ? condition.outline : rest }, indent, paper);
}

function printOutline({ outline }: ConditionWords, indent: number, paper: Paper): void {
  for (const { depth, text } of outline) paper.prose(text, { indent: indent + depth * 2, bullet: depth === 0 ? '' : '• ' });
}

/** "It governs a first work authorisation, and the renewal of a work authorisation where …, from 11 September 2017." */
export function governsWords({ governs, inForce }: Pick<RuleWords, 'governs' | 'inForce'>): string {
  const acts = governs.map(({ act, where }) => `${EN.acts[act]}${where === null ? '' : ` where ${where.sentence}`}`);
  const until = inForce.until === null ? '' : ` until ${spokenDate(inForce.until)}`;
  return `It governs ${series(
    acts,
    'and',
    governs.some(({ where }) => where !== null),
  )}, from ${spokenDate(inForce.from)}${until}.`;
}
