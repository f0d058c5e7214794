import { type Node, walk } from '../../law/condition/ir.ts';
import type { Law } from '../../law/regime.ts';
import { type Act, REQUIRED_FACTS } from '../../law/vocabulary.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { Truth } from '../../values/kleene.ts';
import type { FactValue } from '../case.ts';
import type { Compiled, Frame } from '../closures.ts';
import { settleProtection } from '../fact-door.ts';
import { blame } from '../missing.ts';
import { type Programme, programmeOf } from '../programme.ts';
import { newFrame } from '../settle.ts';
import type { Boundary } from './boundary.ts';
import { type Atom, atomsOf, type Domains, domainsOf } from './domains.ts';

/** A case as a person would write it. */
export type Example = { readonly [field: string]: unknown };

export interface Exploration {
  readonly example: Example | null;
  /** Every boundary value was tried, so that no example means that there is none. */
  readonly exhausted: boolean;
}

/** A point of the search: what is asked of the case that stands in the frame. True: found. False: no filling of the rest can be. Null: go on. */
export type Goal = (frame: Frame, act: Act, asOf: IsoDate) => Truth;

export interface Corner {
  readonly host: string;
  readonly act: Act;
}

/** Questions asked of one goal before it is given up: some tenths of a second. */
const STEPS_MAX = 100_000;

/**
 * The law with every open question left open: the search answers them itself, either way, as a caller's assumption would.
 * Without this a dated position would hide the other answer.
 */
export function withoutAnswers(law: Law): Programme {
  return programmeOf({
    vocabulary: law.vocabulary,
    regimes: law.regimes.map((compiled) => ({
      ...compiled,
      regime: {
        ...compiled.regime,
        questions: compiled.regime.questions.map((question) => ({
          ...question,
          positions: question.positions.map((position) => ({ ...position, answers: null })),
        })),
      },
    })),
  });
}

/**
 * Looks for a case among the boundary facts. Conditions are monotone: a part that is false while some facts are unknown stays
 * false whatever they are, so that whole families of cases fall with one look; only facts that keep the goal unknown are
 * filled in, and first those that leave the fewest ways to go on. `known()` is not monotone: the facts it asks about are
 * filled in before all others, with unknown among their values.
 */
export class Explorer {
  readonly #programme: Programme;
  readonly #boundary: Boundary;
  readonly #atoms: readonly Atom[];
  readonly #askedKnown: readonly string[];
  #domains: Domains = { values: new Map(), complete: true, looks: 0 };
  #parts: readonly Compiled[] = [];
  #steps = 0;

  /**
   * @param parts all conditions that a goal may read
   * @param nodes the same with their defined terms opened
   */
  constructor(
    programme: Programme,
    boundary: Boundary,
    parts: readonly Compiled[],
    nodes: readonly Node[],
    terms: ReadonlyMap<string, Node>,
  ) {
    this.#programme = programme;
    this.#boundary = boundary;
    this.#atoms = atomsOf(parts, terms);
    this.#askedKnown = [
      ...new Set(nodes.flatMap((node) => [...walk(node)]).flatMap((node) => (node.op === 'known' ? [node.fact] : []))),
    ].filter((name) => !(REQUIRED_FACTS as readonly string[]).includes(name));
  }

  /** @param parts the conditions that this goal reads: a fact that only others ask for is left open */
  find(corners: readonly Corner[], parts: readonly Compiled[], goal: Goal): Exploration {
    this.#parts = parts;
    this.#steps = 0;
    let complete = true;
    for (const corner of corners)
      for (const asOf of this.#boundary.days) {
        const point = new Point(this.#programme, corner, asOf);
        const frame = point.frame();
        if (frame === null) continue;
        this.#domains = domainsOf(this.#programme, this.#boundary, this.#atoms, frame);
        complete &&= this.#domains.complete;
        this.#steps += Math.ceil(this.#domains.looks / 4);
        const example = this.#begin(point, goal, this.#askedKnown);
        if (example !== null) return { example, exhausted: true };
        if (this.#steps > STEPS_MAX) return { example: null, exhausted: false };
      }
    return { example: null, exhausted: complete };
  }

  /** Fills in what `known()` asks about, then descends. */
  #begin(point: Point, goal: Goal, asked: readonly string[]): Example | null {
    const [name, ...later] = asked;
    if (name === undefined) return this.#descend(point, goal);
    for (const value of [null, ...(this.#domains.values.get(name) ?? [])]) {
      const example = this.#begin(point.with(name, value), goal, later);
      if (example !== null || this.#steps > STEPS_MAX) return example;
    }
    return null;
  }

  #descend(point: Point, goal: Goal): Example | null {
    const frame = point.frame();
    if (frame === null) return null;
    const reached = this.#ask(point, goal);
    if (reached === true) return point.example();
    if (reached === false || this.#steps > STEPS_MAX) return null;
    const wanting = new Set<string>();
    for (const part of this.#parts) blame(part, frame, wanting);
    let narrowest: readonly Point[] | null = null;
    for (const name of wanting) {
      if (point.has(name)) continue;
      // One look ahead: a fact none of whose values can go on ends this road at once, whatever else is open.
      const open: Point[] = [];
      let admitted = 0;
      for (const value of this.#valuesOf(name)) {
        const next = point.with(name, value);
        const there = this.#ask(next, goal);
        if (there === 'refused') continue;
        admitted++;
        if (there === true) return next.example();
        if (there === null) open.push(next);
        if (this.#steps > STEPS_MAX) return null;
      }
      // A fact that the door lets nobody fill in, as return while an assessment is pending, stays open: others may still decide.
      if (admitted === 0) continue;
      if (open.length === 0) return null;
      if (narrowest === null || open.length < narrowest.length) narrowest = open;
    }
    for (const next of narrowest ?? []) {
      const example = this.#descend(next, goal);
      if (example !== null || this.#steps > STEPS_MAX) return example;
    }
    return null;
  }

  #ask(point: Point, goal: Goal): Truth | 'refused' {
    this.#steps++;
    const frame = point.frame();
    return frame === null ? 'refused' : goal(frame, point.corner.act, point.asOf);
  }

  #valuesOf(name: string): readonly FactValue[] {
    return name.startsWith('interpretation.') ? [true, false] : (this.#domains.values.get(name) ?? []);
  }
}

/** A case of which some facts are filled in and the others are still open. */
class Point {
  readonly corner: Corner;
  readonly asOf: IsoDate;
  readonly #programme: Programme;
  readonly #filled: ReadonlyMap<string, FactValue>;

  constructor(programme: Programme, corner: Corner, asOf: IsoDate, filled: ReadonlyMap<string, FactValue> = new Map()) {
    this.#programme = programme;
    this.corner = corner;
    this.asOf = asOf;
    this.#filled = filled;
  }

  has(name: string): boolean {
    return this.#filled.has(name) || (REQUIRED_FACTS as readonly string[]).includes(name);
  }

  with(name: string, value: FactValue): Point {
    return new Point(this.#programme, this.corner, this.asOf, new Map([...this.#filled, [name, value]]));
  }

  /** The frame of this case with its terms computed, or null where the door would refuse it: assessment and prohibition disagree. */
  frame(): Frame | null {
    const { vocabulary } = this.#programme;
    let refused = false;
    const given = vocabulary.facts.map(({ name }) => this.#valueOf(name));
    const values = settleProtection(
      () => {
        refused = true;
        return null;
      },
      vocabulary,
      given,
    );
    if (refused) return null;
    const assumed = Object.fromEntries(
      [...this.#filled].flatMap(([name, value]) =>
        name.startsWith('interpretation.') ? [[name.slice('interpretation.'.length), value === true] as const] : [],
      ),
    );
    const frame = newFrame(this.#programme);
    frame.values = values;
    frame.assumed = assumed;
    for (const [i, term] of this.#programme.terms.entries()) frame.terms[i] = term.of(frame) as Truth;
    return frame;
  }

  #valueOf(name: string): FactValue {
    if (name === 'host') return this.corner.host;
    if (name === 'act') return this.corner.act;
    if (name === 'asOf') return this.asOf;
    return this.#filled.get(name) ?? null;
  }

  example(): Example {
    const example: Record<string, unknown> = { host: this.corner.host, act: this.corner.act, asOf: this.asOf };
    for (const [name, value] of this.#filled) {
      if (value === null) continue;
      const dot = name.indexOf('.');
      if (dot < 0) example[name] = value;
      else example[name.slice(0, dot)] = { ...(example[name.slice(0, dot)] as object | undefined), [name.slice(dot + 1)]: value };
    }
    return example;
  }
}
