import type { Outcome } from '../../decide/settle.ts';
import type { ProofLine } from '../../decide/why/lines.ts';
import type { LayerPage, ProofPage, ProvisionPage } from '../../decide/why/page.ts';
import type { TruthWord } from '../../values/kleene.ts';
import { displayWidth, type Paper, wrap } from '../paper.ts';

/** A sign and a word for each truth: colour only repeats what they say. */
export const SIGNS: Readonly<Record<TruthWord, string>> = { true: '✓ true', false: '✗ false', unknown: '? unknown' };
const COLOURS = { true: 'green', false: 'red', unknown: 'yellow' } as const;
const OUTCOME_COLOURS: Readonly<Record<Outcome, 'green' | 'red' | 'yellow' | 'cyan'>> = {
  clear: 'green',
  barred: 'red',
  'needs-approval': 'yellow',
  undecided: 'cyan',
};

/** How branches are drawn: with lines on a terminal, by indentation alone elsewhere, where a voice or a program reads them. */
interface Branches {
  readonly middle: string;
  readonly last: string;
  readonly down: string;
  readonly none: string;
}
const DRAWN: Branches = { middle: '├─ ', last: '└─ ', down: '│  ', none: '   ' };
const INDENTED: Branches = { middle: '  ', last: '  ', down: '  ', none: '  ' };

/** Prints the proof as a tree from the verdict to the facts. */
export function printProofTree({ decision, layers }: ProofPage, paper: Paper, drawn: boolean): void {
  const branches = drawn ? DRAWN : INDENTED;
  const [verdict = '', ...reasons] = decision.words;
  paper.line();
  paper.prose(paper.style(['bold', OUTCOME_COLOURS[decision.outcome]], verdict));
  for (const layer of layers) {
    paper.line();
    paper.prose(`${paper.style('bold', layer.title)}: ${layer.outcome} by this layer alone`);
    printBranches(layerNodes(layer), '', branches, paper);
  }
  if (reasons.length > 0) {
    paper.line();
    paper.prose(paper.style('bold', 'In words'));
    for (const reason of reasons) paper.prose(reason, { indent: 2, bullet: '• ' });
  }
  paper.line();
}

interface TreeNode {
  readonly value: TruthWord | null;
  readonly title: string;
  readonly notes: readonly string[];
  readonly children: readonly TreeNode[];
}

function layerNodes({ opened, named }: LayerPage): readonly TreeNode[] {
  return [
    ...opened.map(provisionNode),
    ...named.map((page) => ({ value: page.value, title: head(page), notes: [page.why], children: [] })),
  ];
}

function provisionNode(page: ProvisionPage): TreeNode {
  return { value: page.value, title: head(page), notes: [page.words, page.why], children: page.lines.map(lineNode) };
}

function head({ id, cite }: ProvisionPage): string {
  return `${id} (${cite})`;
}

function lineNode({ value, text, notes, children }: ProofLine): TreeNode {
  return { value, title: text, notes, children: children.map(lineNode) };
}

function printBranches(nodes: readonly TreeNode[], prefix: string, branches: Branches, paper: Paper): void {
  nodes.forEach((node, i) => {
    const isLast = i === nodes.length - 1;
    const below = prefix + (isLast ? branches.none : branches.down);
    const sign = node.value === null ? '' : `${paper.style(COLOURS[node.value], SIGNS[node.value])}: `;
    const width = Math.max(24, paper.width - displayWidth(below) - displayWidth(branches.none));
    const stem = node.children.length > 0 ? below + branches.down : below + branches.none;
    wrap(`${sign}${node.title}`, width).forEach((text, line) => {
      paper.line(`${line === 0 ? prefix + (isLast ? branches.last : branches.middle) : stem}${text}`);
    });
    for (const note of node.notes) for (const text of wrap(note, width)) paper.line(`${stem}${paper.style('dim', text)}`);
    printBranches(node.children, below, branches, paper);
  });
}
