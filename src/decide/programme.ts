import { type Node, walk } from '../law/condition/ir.ts';
import type { CompiledRegime, Exception, Law, Layer, Provision, Question } from '../law/regime.ts';
import { ACTS, type Act, type Vocabulary } from '../law/vocabulary.ts';
import type { IsoDate } from '../values/dates.ts';
import { type KeyPositions, positionsIn } from './case.ts';
import { type Answer, type Compiled, compileCondition, type Names } from './closures.ts';

/** An exception ready to run: it holds when its condition does and none of its own exceptions does. */
export interface ReadyException {
  readonly rule: Exception;
  readonly when: Compiled;
  readonly unless: readonly ReadyException[];
}

/** A provision ready to run on the cases of one host. */
export interface ReadyProvision {
  readonly rule: Provision;
  readonly layer: 'un' | 'national';
  readonly hostUntil: IsoDate | null;
  readonly testedAt: number;
  readonly testedOn: Compiled;
  /** By act: `undefined` where the act is not governed, `null` where it is governed without a further condition. */
  readonly governs: Readonly<Partial<Record<Act, Compiled | null>>>;
  readonly when: Compiled;
  readonly unless: readonly ReadyException[];
}

/** The provisions that one host's cases meet: all of them for the record, and by act those that govern it. */
export interface HostLaw {
  readonly all: readonly ReadyProvision[];
  /** Those that decide, in the order of the law; calls for attention stand apart. */
  readonly deciding: readonly ReadyProvision[];
  readonly calls: readonly ReadyProvision[];
  readonly byAct: Readonly<Record<Act, readonly ReadyProvision[]>>;
}

/** The law, compiled to closures once and then run on any number of cases. */
export interface Programme {
  readonly law: Law;
  readonly vocabulary: Vocabulary;
  readonly at: KeyPositions;
  readonly names: Names;
  readonly terms: readonly Compiled[];
  readonly questions: readonly Question[];
  readonly forHost: (host: string) => HostLaw;
}

export function programmeOf(law: Law): Programme {
  const { vocabulary } = law;
  const at = positionsIn(vocabulary);
  const termIds: string[] = [];
  const terms: Compiled[] = [];
  const sources: string[] = [];
  const questions = law.regimes.flatMap(({ regime }) => regime.questions);
  const namesOf = (regimeId: string): Names => ({
    fact: (name) => vocabulary.facts.findIndex((fact) => fact.name === name),
    term: (id) => {
      const at = termIds.indexOf(`${regimeId}/${id}`);
      return { at, means: terms[at] as Compiled, source: sources[at] ?? '' };
    },
    answers: (id) => answersTo(questions, id),
    host: at.host,
    asOf: at.asOf,
  });
  // In their order: a term may use those above it.
  for (const { regime } of law.regimes)
    for (const term of regime.terms) {
      terms.push(compileCondition(term.means.node, namesOf(regime.id)));
      termIds.push(`${regime.id}/${term.id}`);
      sources.push(term.means.source);
    }
  const hosts = new Map<string, HostLaw>();
  const forHost = (host: string): HostLaw => {
    let known = hosts.get(host);
    if (known === undefined) {
      known = hostLaw(law.regimes, host, namesOf);
      hosts.set(host, known);
    }
    return known;
  };
  return { law, vocabulary, at, names: namesOf(''), terms, questions, forHost };
}

/** The dated answers of states to a question, latest first. */
export function answersTo(questions: readonly Question[], id: string): readonly Answer[] {
  return questions
    .filter((question) => question.id === id)
    .flatMap((question) => question.positions)
    .flatMap(({ host, on, answers }) => (host === null || on === null || answers === null ? [] : [{ host, from: on, answer: answers }]))
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
}

function hostLaw(regimes: readonly CompiledRegime[], host: string, namesOf: (regimeId: string) => Names): HostLaw {
  const all = regimes.flatMap(({ regime }) =>
    regime.provisions.flatMap((rule) => {
      const layer = regime.layers.find((candidate) => candidate.id === rule.layer);
      const reach = layer === undefined ? null : reaches(layer, host);
      return reach === null ? [] : [ready(rule, layer?.hosts === null ? 'un' : 'national', reach.until, namesOf(regime.id))];
    }),
  );
  const deciding = all.filter((provision) => provision.rule.effect !== 'call');
  const byAct = Object.fromEntries(
    ACTS.map((act): [Act, readonly ReadyProvision[]] => [act, deciding.filter((provision) => provision.governs[act] !== undefined)]),
  );
  return { all, deciding, calls: all.filter((provision) => provision.rule.effect === 'call'), byAct: byAct as HostLaw['byAct'] };
}

function reaches(layer: Layer, host: string): { readonly until: IsoDate | null } | null {
  return layer.hosts === null ? { until: null } : (layer.hosts.find((candidate) => candidate.code === host) ?? null);
}

function ready(rule: Provision, layer: 'un' | 'national', hostUntil: IsoDate | null, names: Names): ReadyProvision {
  const compile = (node: Node): Compiled => compileCondition(node, names);
  const exception = (raw: Exception): ReadyException => ({ rule: raw, when: compile(raw.when.node), unless: raw.unless.map(exception) });
  const governs: Partial<Record<Act, Compiled | null>> = {};
  for (const { act, where } of rule.governs) governs[act] = where === null ? null : compile(where.node);
  const testedOn = compile({ op: 'fact', name: rule.testedOn, type: 'date', range: [0, 0] });
  return {
    rule,
    layer,
    hostUntil,
    testedAt: names.fact(rule.testedOn),
    testedOn,
    governs,
    when: compile(rule.when.node),
    unless: rule.unless.map(exception),
  };
}

/** Whether the condition of a provision may read a fact: for coverage and for the static checks. */
export function readsOf(rule: Provision, terms: ReadonlyMap<string, Node>): Node[] {
  const conditions = [
    rule.when.node,
    ...rule.governs.flatMap(({ where }) => (where === null ? [] : [where.node])),
    ...exceptionsOf(rule.unless).map((exception) => exception.when.node),
  ];
  return conditions.flatMap((node) => [...walk(node, terms)]);
}

/** All exceptions below a provision, outer ones first. */
export function exceptionsOf(unless: readonly Exception[]): readonly Exception[] {
  return unless.flatMap((exception) => [exception, ...exceptionsOf(exception.unless)]);
}
