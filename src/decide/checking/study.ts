import { type Node, walk } from '../../law/condition/ir.ts';
import type { Law, Provision } from '../../law/regime.ts';
import { assignedCountryCodes, isCountryCode } from '../../values/countries.ts';
import { and, not, type Truth } from '../../values/kleene.ts';
import type { Compiled, Frame } from '../closures.ts';
import { type Programme, type ReadyException, type ReadyProvision, readsOf } from '../programme.ts';
import { exceptionValue, provisionValue, reachOf } from '../settle.ts';
import { boundaryOf } from './boundary.ts';
import { type Corner, type Exploration, Explorer, type Goal, withoutAnswers } from './explorer.ts';

/** An exception with those it stands in, the outermost first. */
export interface Nested {
  readonly exception: ReadyException;
  readonly within: readonly ReadyException[];
}

/**
 * One provision under the search: which values it, its condition and its exceptions can take at all. Every question is asked
 * of the boundary facts; an answer without example means "never" only where `exhausted` says that all of them were tried.
 */
export class Study {
  readonly ready: ReadyProvision;
  readonly exceptions: readonly Nested[];
  readonly #explorer: Explorer;
  readonly #corners: readonly Corner[];

  constructor(law: Law, rule: Provision) {
    const programme = withoutAnswers(law);
    const regime = law.regimes.find((candidate) => candidate.regime.provisions.includes(rule))?.regime;
    const layer = regime?.layers.find((candidate) => candidate.id === rule.layer);
    const terms = new Map((regime?.terms ?? []).map((term) => [term.id, term.means.node]));
    const nodes = readsOf(rule, terms);
    const hosts = hostsOf(layer?.hosts ?? null, nodes);
    this.ready = readyFor(programme, rule, hosts[0] ?? '');
    this.exceptions = nestedOf(this.ready.unless, []);
    const { from, until } = rule.inForce;
    const ends = (layer?.hosts ?? []).flatMap((host) => (host.until === null ? [] : [host.until]));
    const boundary = boundaryOf(programme.vocabulary, nodes, [from, ...(until === null ? [] : [until]), ...ends], hosts);
    this.#corners = hosts.flatMap((host) => rule.governs.map(({ act }) => ({ host, act })));
    this.#explorer = new Explorer(programme, boundary, this.#all(), nodes, terms);
  }

  /** Whether a condition can hold, whatever the time in force and the act. */
  canHold(condition: Compiled): Exploration {
    return this.#find([condition], (frame) => condition.of(frame) as Truth);
  }

  /** Whether the provision can reach a case for certain, exceptions left aside. */
  canReach(): Exploration {
    return this.#find(this.#reach(), (frame, act, asOf) => reachOf(this.ready, act, asOf, frame));
  }

  /** Whether the provision can bite. */
  canBite(): Exploration {
    return this.#find(this.#all(), (frame, act, asOf) => provisionValue(this.ready, act, asOf, frame));
  }

  /** Whether an exception can have this value while the provision, and every exception it stands in, reaches the case. */
  canBe({ exception, within }: Nested, wanted: boolean): Exploration {
    const parts = [...this.#reach(), ...within.map(({ when }) => when), ...conditionsIn([exception])];
    return this.#find(parts, (frame, act, asOf) => {
      const value = exceptionValue(exception, frame);
      return and(this.#reached(within, frame, act, asOf), wanted ? value : not(value));
    });
  }

  /** Whether the provision can have this value on a case whose act it governs: for what coverage may ask. */
  canShow(wanted: Truth): Exploration {
    return this.#find(this.#all(), (frame, act, asOf) => shown(provisionValue(this.ready, act, asOf, frame), wanted));
  }

  /** Whether an exception can have this value on a case that the provision at least may reach. */
  canShowException({ exception }: Nested, wanted: Truth): Exploration {
    return this.#find([...this.#reach(), ...conditionsIn([exception])], (frame, act, asOf) => {
      if (reachOf(this.ready, act, asOf, frame) === false) return false;
      return shown(exceptionValue(exception, frame), wanted);
    });
  }

  #reached(within: readonly ReadyException[], frame: Frame, ...[act, asOf]: [Parameters<Goal>[1], string]): Truth {
    let reached = reachOf(this.ready, act, asOf, frame);
    for (const outer of within) reached = and(reached, outer.when.of(frame) as Truth);
    return reached;
  }

  #find(parts: readonly Compiled[], goal: Goal): Exploration {
    return this.#explorer.find(this.#corners, parts, goal);
  }

  #reach(): readonly Compiled[] {
    const { when, testedOn, governs } = this.ready;
    return [testedOn, ...Object.values(governs).filter((where) => where !== null && where !== undefined), when];
  }

  #all(): readonly Compiled[] {
    return [...this.#reach(), ...conditionsIn(this.ready.unless)];
  }
}

function conditionsIn(unless: readonly ReadyException[]): readonly Compiled[] {
  return unless.flatMap((exception) => [exception.when, ...conditionsIn(exception.unless)]);
}

/** A value once known stays: what is known and other than wanted ends this road, what is unknown goes on. */
function shown(value: Truth, wanted: Truth): Truth {
  if (value === wanted) return true;
  return value === null ? null : false;
}

function readyFor(programme: Programme, rule: Provision, host: string): ReadyProvision {
  const found = programme.forHost(host).all.find((candidate) => candidate.rule.id === rule.id);
  // INVARIANT: the host was taken from the provision's own layer.
  if (found === undefined) throw new Error(`${rule.id} does not reach ${host}`);
  return found;
}

function nestedOf(unless: readonly ReadyException[], within: readonly ReadyException[]): readonly Nested[] {
  return unless.flatMap((exception) => [{ exception, within }, ...nestedOf(exception.unless, [...within, exception])]);
}

/**
 * Hosts worth trying: those that a condition names, and two of the layer that none does (a condition may ask whether it is a
 * certain one), states that left the layer last. Of the Council's layer any state will do.
 */
function hostsOf(
  own: readonly { readonly code: string; readonly until: string | null }[] | null,
  nodes: readonly Node[],
): readonly string[] {
  const named = nodes
    .flatMap((node) => [...walk(node)])
    .flatMap((node) => (node.op === 'literal' && node.type === 'text' && isCountryCode(String(node.value)) ? [String(node.value)] : []));
  const layer =
    own?.toSorted((a, b) => Number(a.until !== null) - Number(b.until !== null)).map(({ code }) => code) ?? assignedCountryCodes;
  const usual = own === null ? ['MNG', ...layer] : layer;
  const others = [...new Set(usual)].filter((code) => !named.includes(code)).slice(0, 2);
  return [...new Set([...others, ...named.filter((code) => layer.includes(code))])];
}
