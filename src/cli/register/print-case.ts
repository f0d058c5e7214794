import type { Decision } from '../../decide/decision.ts';
import type { Paper } from '../paper.ts';
import { printDecision } from '../print/decision.ts';

interface Openings {
  readonly decision: Decision;
  readonly open: readonly { readonly taken: string; readonly open: boolean; readonly secondPerson: boolean; readonly why: string }[];
}

/** What the law says of a case, and what an officer may decide on it. */
export function printCase(answer: unknown, paper: Paper): void {
  const { decision, open } = answer as Openings;
  printDecision(decision, paper);
  if (open.length === 0) return;
  paper.line('  What may be decided:');
  for (const { taken, open: isOpen, secondPerson, why } of open)
    paper.prose(`${isOpen ? (secondPerson ? 'with a second person' : 'at once') : 'not open'}. ${why}`, {
      indent: 4,
      bullet: `${taken.padEnd(17)} `,
    });
  paper.line();
}

interface Working {
  readonly decision: Decision;
  readonly reason: string | null;
}

/** The answer as it was sealed with a decision, and the officer's reason. */
export function printWorking(answer: unknown, paper: Paper): void {
  const { decision, reason } = answer as Working;
  printDecision(decision, paper);
  paper.prose(reason === null ? 'The officer gave no reason of their own.' : `The officer's reason: ${reason}`, { indent: 2 });
  paper.line();
}
