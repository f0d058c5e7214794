import type { Fact } from '../../law/vocabulary.ts';
import { countryCodes } from '../../values/countries.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { Approval, FactValue } from '../case.ts';
import type { Compiled, Frame } from '../closures.ts';
import type { Programme } from '../programme.ts';
import { enter, newFrame } from '../settle.ts';
import { DAYS, daysAround, NUMBERS, numbersAround, type Run, runsOf, type Scale, within } from './boundaries.ts';
import { ASKED } from './en.ts';
import type { Atom } from './expression.ts';
import { alikeJoined, approvalKinds, listLabel, listsOf, nationalityKinds } from './lists.ts';
import { isQuestionOfLaw, type Progress, withAnswer } from './progress.ts';
import type { Remainder, RemainderOf } from './residual.ts';

/** Answers to one question that leave the same remainder: for the law they are one answer. */
export interface AnswerClass {
  readonly remainder: Remainder;
  /** An answer of the class, to go on with in thought. */
  readonly example: FactValue;
  readonly label: string;
}

/** Answers to try for one fact, with the label of any group of them. */
interface Candidates {
  readonly values: readonly FactValue[];
  readonly labelOf: (chosen: readonly number[]) => string;
}

/** Sorts the possible answers to a question into classes, by trying one answer for each boundary of the open conditions. */
export class Classes {
  readonly #programme: Programme;
  readonly #remainders: RemainderOf;
  readonly #frame: Frame;

  constructor(programme: Programme, remainders: RemainderOf) {
    this.#programme = programme;
    this.#remainders = remainders;
    this.#frame = newFrame(programme);
  }

  /** @param atoms the open conditions of the remainder; those that read the fact say where its boundaries are */
  of(name: string, progress: Progress, atoms: readonly Atom[]): readonly AnswerClass[] {
    const parts = atoms.filter((atom) => atom.facts.includes(name)).map((atom) => atom.part);
    const after = (value: FactValue): Remainder => this.#remainders.of(withAnswer(progress, this.#programme.vocabulary, { name, value }));
    const { values, labelOf } = this.#candidates(name, progress, parts, after);
    const groups = new Map<string, { readonly remainder: Remainder; readonly chosen: number[] }>();
    values.forEach((value, i) => {
      const remainder = after(value);
      const group = groups.get(remainder.key);
      if (group === undefined) groups.set(remainder.key, { remainder, chosen: [i] });
      else group.chosen.push(i);
    });
    const classes = [...groups.values()].map(({ remainder, chosen }) => ({
      remainder,
      example: values[chosen[0] ?? 0] ?? null,
      label: labelOf(chosen),
    }));
    const isRest = ({ label }: AnswerClass): boolean => label === ASKED.anythingElse;
    return [...classes.filter((one) => !isRest(one)), ...classes.filter(isRest)];
  }

  #candidates(name: string, progress: Progress, parts: readonly Compiled[], after: (value: FactValue) => Remainder): Candidates {
    const fact = this.#programme.vocabulary.facts.find((candidate) => candidate.name === name);
    if (fact === undefined || isQuestionOfLaw(name) || fact.type === 'bool')
      return listed([true, false], (value) => (value ? 'yes' : 'no'));
    const read = this.#valuesRead(parts, progress, name);
    switch (fact.type) {
      case 'date':
        return scaled(
          DAYS,
          runsOf(this.#days(parts, read, progress), (at) => after(DAYS.valueOf(at)).key),
        );
      case 'integer':
        return scaled(
          NUMBERS,
          runsOf(numbersAround(parts), (at) => after(at).key),
        );
      case 'countries':
        return this.#nationalities(fact, progress, parts, read, after);
      case 'approvals':
        return this.#approvals(fact, progress, parts, read);
      default:
        return listed(textsOf(fact, parts, read), String);
    }
  }

  #nationalities(
    fact: Fact,
    progress: Progress,
    parts: readonly Compiled[],
    read: readonly FactValue[],
    after: (value: FactValue) => Remainder,
  ): Candidates {
    const codes = read.filter((value): value is string => typeof value === 'string' && countryCodes.includes(value));
    const told = nationalityKinds(parts, codes, (list) => this.#told(fact, list, progress, parts));
    const kinds = alikeJoined(told, (list) => after(list).key);
    return lists(listsOf(kinds, false), (chosen, others) => listLabel(chosen, kinds, others));
  }

  #approvals(fact: Fact, progress: Progress, parts: readonly Compiled[], read: readonly FactValue[]): Candidates {
    const tells = (list: readonly Approval[]): string => this.#told(fact, list, progress, parts);
    const committees = [...committeesIn(parts), 'another committee'];
    const runs = runsOf(this.#days(parts, read, progress), (at) =>
      committees.map((committee) => tells([{ committee, approvedOn: DAYS.valueOf(at) as IsoDate }])).join('/'),
    );
    const kinds = approvalKinds(parts, runs, tells);
    return lists(listsOf(kinds, true), (chosen, others) => {
      const label = listLabel(chosen, kinds, others);
      if (!chosen.some((list) => list.kinds.length === 0)) return label;
      return chosen.length === 1 ? ASKED.noApproval : label.startsWith('not ') ? ASKED.noSuchApproval : `${ASKED.noApproval}; or ${label}`;
    });
  }

  #days(parts: readonly Compiled[], read: readonly FactValue[], progress: Progress): readonly number[] {
    const days = read.filter((value): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value));
    return daysAround(parts, days, progress.case.values[this.#programme.at.asOf] as IsoDate);
  }

  /** The known values of other facts that the parts read. */
  #valuesRead(parts: readonly Compiled[], progress: Progress, name: string): readonly FactValue[] {
    const own = this.#programme.names.fact(name);
    const at = new Set(parts.flatMap(within).flatMap((part) => (part.factAt === undefined || part.factAt === own ? [] : [part.factAt])));
    return [...at].map((position) => progress.case.values[position] ?? null);
  }

  #told(fact: Fact, value: FactValue, progress: Progress, parts: readonly Compiled[]): string {
    enter(this.#frame, withAnswer(progress, this.#programme.vocabulary, { name: fact.name, value }).case);
    return parts.map((part) => String(part.of(this.#frame))).join();
  }
}

function listed(values: readonly FactValue[], say: (value: FactValue) => string): Candidates {
  return { values, labelOf: (chosen) => chosen.map((i) => say(values[i] ?? null)).join(' or ') };
}

function scaled(scale: Scale, runs: readonly Run[]): Candidates {
  return {
    values: runs.map((run) => scale.valueOf(run.sample)),
    labelOf: (chosen) =>
      chosen
        .flatMap((i) => runs[i] ?? [])
        .map(scale.labelOf)
        .join(', or '),
  };
}

function lists(
  all: ReturnType<typeof listsOf>,
  say: (chosen: ReturnType<typeof listsOf>, others: ReturnType<typeof listsOf>) => string,
): Candidates {
  return {
    values: all.map((list) => list.value),
    labelOf: (chosen) =>
      say(
        chosen.flatMap((i) => all[i] ?? []),
        all.filter((_, i) => !chosen.includes(i)),
      ),
  };
}

function committeesIn(parts: readonly Compiled[]): readonly string[] {
  return [
    ...new Set(parts.flatMap(within).flatMap(({ node }) => (node.op === 'literal' && node.type === 'text' ? [String(node.value)] : []))),
  ];
}

/** The closed list of a text; else every text it is compared with, and one more. */
function textsOf(fact: Fact, parts: readonly Compiled[], read: readonly FactValue[]): readonly string[] {
  if (fact.values !== undefined) return fact.values;
  const named = [...committeesIn(parts), ...read.filter((value) => typeof value === 'string')];
  return [...new Set([...named, fact.type === 'country' ? 'ATA' : 'another'])];
}
