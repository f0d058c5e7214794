import { type Node, walk } from '../../law/condition/ir.ts';
import type { Law } from '../../law/regime.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { Truth } from '../../values/kleene.ts';
import type { FactValue } from '../case.ts';
import type { Compiled, Frame } from '../closures.ts';
import { settleProtection } from '../fact-door.ts';
import { blame } from '../missing.ts';
import { type Programme, programmeOf } from '../programme.ts';
import { newFrame } from '../settle.ts';
import type { Boundary } from './boundary.ts';

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

const STEPS_MAX = 40_000;

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
 * filled in. `known()` is not monotone: the facts it asks about are filled in first, with unknown among their values.
 */
export class Explorer {
  readonly #programme: Programme;
  readonly #boundary: Boundary;
  readonly #parts: readonly Compiled[];
  readonly #askedKnown: readonly string[];
  #steps = 0;

  /** @param parts the conditions that the goal reads */
  constructor(programme: Programme, boundary: Boundary, parts: readonly Compiled[], nodes: readonly Node[]) {
    this.#programme = programme;
    this.#boundary = boundary;
    this.#parts = parts;
    this.#askedKnown = [
      ...new Set(nodes.flatMap((node) => [...walk(node)]).flatMap((node) => (node.op === 'known' ? [node.fact] : []))),
    ].filter((name) => !['host', 'act', 'asOf'].includes(name));
  }

  find(corners: readonly Corner[], goal: Goal): Exploration {
    this.#steps = 0;
    for (const corner of corners)
      for (const asOf of this.#boundary.days) {
        const point = new Point(this.#programme, corner, asOf);
        const example = this.#descend(point, goal, this.#askedKnown);
        if (example !== null) return { example, exhausted: true };
        if (this.#steps > STEPS_MAX) return { example: null, exhausted: false };
      }
    return { example: null, exhausted: this.#boundary.complete };
  }

  #descend(point: Point, goal: Goal, first: readonly string[]): Example | null {
    if (++this.#steps > STEPS_MAX) return null;
    const [asked, ...later] = first;
    if (asked !== undefined) return this.#fill(point, goal, asked, [null, ...(this.#boundary.values.get(asked) ?? [])], later);
    const frame = point.frame();
    if (frame === null) return null;
    const reached = goal(frame, point.corner.act, point.asOf);
    if (reached === true) return point.example();
    if (reached === false) return null;
    const wanting = new Set<string>();
    for (const part of this.#parts) blame(part, frame, wanting);
    for (const name of wanting) {
      if (point.has(name)) continue;
      const values = name.startsWith('interpretation.') ? [true, false] : (this.#boundary.values.get(name) ?? []);
      // One unknown fact is enough to branch on: every answer to it is tried, and below each the others follow.
      return this.#fill(point, goal, name, values, []);
    }
    return null;
  }

  #fill(point: Point, goal: Goal, name: string, values: readonly FactValue[], later: readonly string[]): Example | null {
    for (const value of values) {
      const example = this.#descend(point.with(name, value), goal, later);
      if (example !== null) return example;
      if (this.#steps > STEPS_MAX) return null;
    }
    return null;
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
    return this.#filled.has(name) || name === 'host' || name === 'act' || name === 'asOf';
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
