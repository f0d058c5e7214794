import type { Decision } from '../../decide/decision.ts';
import type { Outcome } from '../../decide/settle.ts';
import type { Paper } from '../paper.ts';

const COLOURS: Readonly<Record<Outcome, 'green' | 'red' | 'yellow' | 'cyan'>> = {
  clear: 'green',
  barred: 'red',
  'needs-approval': 'yellow',
  undecided: 'cyan',
};

/** A decision for a person: the verdict, then its reasons with their paragraphs, then the two layers side by side. */
export function printDecision(decision: Decision, paper: Paper): void {
  const [verdict = '', ...reasons] = decision.words;
  paper.line();
  const colon = verdict.indexOf(':');
  paper.prose(`${paper.style(['bold', COLOURS[decision.outcome]], verdict.slice(0, colon + 1))}${verdict.slice(colon + 1)}`, { indent: 2 });
  paper.line();
  for (const reason of reasons) paper.prose(reason, { indent: 2, bullet: '• ' });
  if (reasons.length > 0) paper.line();
  const layers = `  United Nations: ${decision.un.outcome}   own measures: ${decision.national.outcome}`;
  const laws = decision.law.map(({ regime, sha256 }) => `${regime} ${sha256.slice(0, 12)}`).join(', ');
  const fits = layers.length + 3 + laws.length <= paper.width;
  for (const line of fits ? [`${layers}   ${laws}`] : [layers, `  ${laws}`]) paper.line(paper.style('dim', line));
  paper.line();
}
