import { childrenOf, type Node } from '../../law/condition/ir.ts';
import type { Question } from '../../law/regime.ts';
import { phraseOf, type Speech } from '../../law/words/condition.ts';
import { sentence } from '../../law/words/phrase.ts';
import { spokenDate } from '../../values/dates.ts';
import type { TruthWord } from '../../values/kleene.ts';
import type { ProofNode } from '../proof.ts';

/** One line of a proof: what is said, whether it holds, what it rests on, and the lines below it. */
export interface ProofLine {
  readonly value: TruthWord | null;
  readonly text: string;
  readonly notes: readonly string[];
  readonly children: readonly ProofLine[];
}

/** What the lines of a condition need to know besides the condition. */
export interface ProofSpeech {
  readonly speech: Speech;
  readonly terms: ReadonlyMap<string, Node>;
  readonly questions: readonly Question[];
  /** Whose position answers a question here, in words; `null` where nobody's does. */
  readonly answeredBy: (question: string) => string | null;
  /** Show also the parts that do not decide. */
  readonly all: boolean;
}

/** A condition as lines: junctions open into their parts, terms into their meaning, leaves show what was given. */
export function linesOf(node: Node, proof: ProofNode, about: ProofSpeech): ProofLine {
  const value = truthOf(proof);
  const said = (text = sentence(phraseOf(node, about.speech))): string => text;
  switch (node.op) {
    case 'and':
    case 'or': {
      const { shown, hidden } = deciding(node.op === 'and', value, partsOf(node, proof, about), about.all);
      return {
        value,
        text: node.op === 'and' ? 'all of these hold together' : 'at least one of these holds',
        notes: hidden === 0 ? [] : [hidden === 1 ? 'one more part does not decide' : `${hidden} more parts do not decide`],
        children: shown,
      };
    }
    case 'not': {
      const [inner] = partsOf(node, proof, about);
      const isLeaf = inner === undefined || inner.children.length === 0;
      return {
        value,
        text: isLeaf ? said() : 'this does not hold',
        notes: isLeaf ? (inner?.notes ?? []) : [],
        children: isLeaf ? [] : [inner],
      };
    }
    case 'if': {
      const [test, then, otherwise] = partsOf(node, proof, about);
      const taken = test?.value === 'true' ? [then] : test?.value === 'false' ? [otherwise] : [];
      const shown = (about.all ? [test, then, otherwise] : [test, ...taken]).filter((line) => line !== undefined);
      return { value, text: said(), notes: [], children: shown };
    }
    case 'term': {
      const meaning = about.terms.get(node.id);
      const [part] = proof.parts ?? [];
      const children = meaning === undefined || part === undefined ? [] : [linesOf(meaning, part, about)];
      return { value, text: said(), notes: [], children };
    }
    case 'question':
      return questionLine(node.id, value, about);
    default:
      return { value, text: said(), notes: givenIn(proof), children: [] };
  }
}

/** The parts below, each with its proof; values written out in the condition have none. */
function partsOf(node: Node, proof: ProofNode, about: ProofSpeech): readonly ProofLine[] {
  const parts = childrenOf(node).filter((child) => child.op !== 'literal');
  return parts.flatMap((child, i) => {
    const below = proof.parts?.[i];
    return below === undefined ? [] : [linesOf(child, below, about)];
  });
}

/** A false part settles "all", a true one "at least one"; where nothing settles, every part that is open counts. */
function deciding(
  isAll: boolean,
  value: TruthWord | null,
  parts: readonly ProofLine[],
  all: boolean,
): { readonly shown: readonly ProofLine[]; readonly hidden: number } {
  const settles = value === 'unknown' ? 'unknown' : value === 'false' && isAll ? 'false' : value === 'true' && !isAll ? 'true' : null;
  const shown = all || settles === null ? parts : parts.filter((part) => part.value === settles);
  return { shown, hidden: parts.length - shown.length };
}

function questionLine(id: string, value: TruthWord | null, { questions, answeredBy }: ProofSpeech): ProofLine {
  const question = questions.find((candidate) => candidate.id === id);
  const answer = answeredBy(id);
  return {
    value,
    text: `the answer to the open question "${question?.words.en ?? id}" is yes`,
    notes: [answer ?? 'Nobody has answered it for this host on this day.'],
    children: (question?.positions ?? []).map((position) => ({
      value: null,
      text: `${position.by}${position.on === null ? '' : `, ${spokenDate(position.on)}`}: ${position.words.en}`,
      notes: position.answers === null ? [] : [`answers ${position.answers ? 'yes' : 'no'}`],
      children: [],
    })),
  };
}

/** The facts that a leaf rests on, each once: "worker.earnsIncome: not given". */
function givenIn(proof: ProofNode): readonly string[] {
  const own = proof.fact === undefined ? [] : [`${proof.fact}: ${givenWords(proof)}`];
  return [...new Set([...own, ...(proof.parts ?? []).flatMap(givenIn)])];
}

function givenWords({ given, value }: ProofNode): string {
  const fact = given === undefined && value !== 'unknown' ? value : given;
  if (fact === undefined || fact === null) return 'not given';
  if (!Array.isArray(fact)) return String(fact);
  if (fact.length === 0) return 'none';
  return fact
    .map((item) =>
      typeof item === 'string'
        ? item
        : item === null
          ? 'not known'
          : `${item.committee ?? 'not known'} on ${item.approvedOn ?? 'a day not known'}`,
    )
    .join(', ');
}

function truthOf({ value }: ProofNode): TruthWord | null {
  return value === 'true' || value === 'false' || value === 'unknown' ? value : null;
}
