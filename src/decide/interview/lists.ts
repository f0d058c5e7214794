import type { IsoDate } from '../../values/dates.ts';
import type { Approval, FactValue } from '../case.ts';
import type { Compiled } from '../closures.ts';
import { DAYS, type Run, within } from './boundaries.ts';
import { ASKED } from './en.ts';

/** Elements of a list that no open condition tells apart. */
export interface Kind {
  /** How the element reads in an answer: "PRK", "an approval by 1718 before …". */
  readonly label: string;
  readonly sample: string | Approval;
  /** No condition asks for it: such an element is left out of answers. */
  readonly isPlain: boolean;
}

export interface ListAnswer {
  readonly value: FactValue;
  /** Indexes of the kinds it holds. */
  readonly kinds: readonly number[];
}

/** A nationality that no law names, to stand for all others. */
const OTHERS = ['ATA', 'BVT', 'HMD'] as const;

/** @param tells the values of the open conditions on a list of these elements, as one text */
export function nationalityKinds(
  parts: readonly Compiled[],
  read: readonly string[],
  tells: (list: readonly string[]) => string,
): NationalityKind[] {
  const named = new Set(read);
  for (const { node } of parts.flatMap(within))
    if (node.op === 'literal' && node.type === 'text' && /^[A-Z]{3}$/.test(String(node.value))) named.add(String(node.value));
  const other = OTHERS.find((code) => !named.has(code)) ?? OTHERS[0];
  const groups = new Map<string, string[]>();
  for (const code of [...named].sort()) {
    const told = tells([code]);
    groups.set(told, [...(groups.get(told) ?? []), code]);
  }
  const plain = tells([other]);
  return [
    ...[...groups]
      .filter(([told]) => told !== plain)
      .map(([, codes]) => ({ label: codesLabel(codes), codes, sample: codes[0] ?? other, isPlain: false })),
    { label: ASKED.otherNationality, codes: [], sample: other, isPlain: true },
  ];
}

/** Kinds that leave the same remainder alone and beside every other kind are one kind; conditions of no weight here set them apart. */
export function alikeJoined(kinds: readonly NationalityKind[], keyOf: (list: readonly string[]) => string): NationalityKind[] {
  if (kinds.length <= 2) return [...kinds];
  const joined = new Map<string, NationalityKind>();
  for (const kind of kinds) {
    const beside = kinds.map((other) => keyOf([...new Set([kind.sample, other.sample])]));
    const key = beside.join();
    const same = joined.get(key);
    joined.set(
      key,
      same === undefined
        ? kind
        : { codes: [...same.codes, ...kind.codes], sample: same.sample, isPlain: same.isPlain || kind.isPlain, label: '' },
    );
  }
  return [...joined.values()].map((kind) => ({ ...kind, label: kind.isPlain ? ASKED.otherNationality : codesLabel(kind.codes) }));
}

export interface NationalityKind extends Kind {
  readonly codes: readonly string[];
  readonly sample: string;
}

function codesLabel(codes: readonly string[]): string {
  if (codes.length <= 4) return codes.join(' or ');
  return `one of ${codes.slice(0, 3).join(', ')} … (${codes.length} nationalities)`;
}

/** @param runs the days that the conditions tell apart */
export function approvalKinds(parts: readonly Compiled[], runs: readonly Run[], tells: (list: readonly Approval[]) => string): Kind[] {
  const named = new Set<string>();
  for (const { node } of parts.flatMap(within)) if (node.op === 'literal' && node.type === 'text') named.add(String(node.value));
  const committees: readonly string[] = [...[...named].sort(), 'another committee'];
  const none = tells([]);
  const groups = new Map<string, { committee: string; runs: Run[]; sample: Approval }[]>();
  for (const committee of committees)
    for (const run of runs) {
      const sample = { committee, approvedOn: DAYS.valueOf(run.sample) as IsoDate };
      const told = tells([sample]);
      const group = groups.get(told) ?? [];
      const same = group.find((entry) => entry.committee === committee);
      if (same === undefined) group.push({ committee, runs: [run], sample });
      else same.runs.push(run);
      groups.set(told, group);
    }
  return [...groups].flatMap(([told, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const label = group.map((entry) => `by ${entry.committee} ${daysLabel(entry.runs)}`).join(', or ');
    return [{ label: `an approval ${label}`, sample: first.sample, isPlain: told === none }];
  });
}

/** Neighbouring runs read as one: "before 8 December 2017". */
function daysLabel(runs: readonly Run[]): string {
  const joined: { from: number | null; to: number | null; sample: number }[] = [];
  for (const run of runs) {
    const before = joined.at(-1);
    if (before !== undefined && before.to !== null && run.from === before.to + 1) before.to = run.to;
    else joined.push({ ...run });
  }
  return joined.map((run) => (run.from === null && run.to !== null ? `up to ${DAYS.spoken(run.to)}` : DAYS.labelOf(run))).join(' or ');
}

/** Lists of up to three kinds: enough for every condition that looks for an element of one kind beside another's absence. */
export function listsOf(kinds: readonly Kind[], mayBeEmpty: boolean): readonly ListAnswer[] {
  const answers: ListAnswer[] = mayBeEmpty ? [{ value: [], kinds: [] }] : [];
  const grow = (start: number, chosen: readonly number[]): void => {
    for (let i = start; i < kinds.length; i++) {
      const more = [...chosen, i];
      answers.push({ value: more.map((k) => kinds[k]?.sample ?? null) as FactValue, kinds: more });
      if (more.length < 3) grow(i + 1, more);
    }
  };
  grow(0, []);
  return answers.sort((a, b) => a.kinds.length - b.kinds.length);
}

/** What the lists of one class have in common, in words: what they hold and what they lack. */
export function listLabel(lists: readonly ListAnswer[], kinds: readonly Kind[], others: readonly ListAnswer[]): string {
  const asked = kinds.flatMap((kind, i) => (kind.isPlain ? [] : [i]));
  const held = asked.filter((i) => lists.every((list) => list.kinds.includes(i)));
  const lacked = asked.filter((i) => lists.every((list) => !list.kinds.includes(i)));
  const fits = (list: ListAnswer, has: readonly number[], lacks: readonly number[]): boolean =>
    has.every((i) => list.kinds.includes(i)) && lacks.every((i) => !list.kinds.includes(i));
  // What is needed to tell the class from the others, no more.
  const needed = lacked.filter((i) =>
    others.some((list) =>
      fits(
        list,
        held,
        lacked.filter((other) => other !== i),
      ),
    ),
  );
  const say = (has: readonly number[], lacks: readonly number[]): string =>
    [...has.map((i) => kinds[i]?.label ?? ''), ...lacks.map((i) => `not ${kinds[i]?.label ?? ''}`)].join(', ');
  if (!others.some((list) => fits(list, held, needed))) {
    if (held.length + needed.length === 0) return ASKED.anything;
    return say(held, needed);
  }
  // No one sentence fits: each list by itself, without the elements nobody asks for.
  if (lists.length > 3) return ASKED.anythingElse;
  const each = new Set(
    lists.map((list) =>
      say(
        list.kinds.filter((i) => asked.includes(i)),
        [],
      ),
    ),
  );
  return [...each].map((text) => (text === '' ? ASKED.otherNationality : text)).join('; or ');
}
