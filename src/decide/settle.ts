import type { Act } from '../law/vocabulary.ts';
import type { IsoDate } from '../values/dates.ts';
import type { Truth } from '../values/kleene.ts';
import { not } from '../values/kleene.ts';
import type { Case } from './case.ts';
import type { Compiled, Frame } from './closures.ts';
import { blame } from './missing.ts';
import type { HostLaw, Programme, ReadyException, ReadyProvision } from './programme.ts';

export type Outcome = 'clear' | 'needs-approval' | 'barred' | 'undecided';
export type Gap = 'none' | 'required-by-un' | 'refused-though-allowed' | 'national-only';

/** What bulk work keeps of a decision; the proof is built on demand. */
export interface Settled {
  readonly outcome: Outcome;
  readonly un: Outcome;
  readonly national: Outcome;
  readonly gap: Gap | null;
  readonly returnBy: IsoDate | null;
  readonly protected: boolean;
  /** Sorted by code point. */
  readonly missing: readonly string[];
  /** The provisions that bite, then nothing; those of unknown value carry a question mark. In the order of the law. */
  readonly provisions: string;
}

/** Decides a case and keeps only what bulk work needs. */
export type Settle = (input: Case) => Settled;

const NOTHING_MISSING: readonly string[] = Object.freeze([]);

export function settleBy(programme: Programme): Settle {
  const frame = newFrame(programme);
  const { at } = programme;
  let lastHost = '';
  let law: HostLaw | null = null;
  return (input) => {
    enter(frame, input);
    const host = input.values[at.host] as string;
    if (law === null || host !== lastHost) [law, lastHost] = [programme.forHost(host), host];
    return settleIn(programme, law, frame);
  };
}

export function newFrame(programme: Programme): Frame {
  return { values: [], assumed: {}, terms: programme.terms.map(() => undefined), item: null };
}

/** Sets the frame to a case; the defined terms of the case before are forgotten. */
export function enter(frame: Frame, input: Case): void {
  frame.values = input.values;
  frame.assumed = input.assumed;
  const { terms } = frame;
  for (let i = 0; i < terms.length; i++) terms[i] = undefined;
}

/** Settles the case that stands in the frame. */
export function settleIn(programme: Programme, law: HostLaw, frame: Frame): Settled {
  const { at } = programme;
  const act = frame.values[at.act] as Act;
  const asOf = frame.values[at.asOf] as string;
  // Per layer: has a provision of this strength the value true, or unknown?
  let unCertain: Strength = 0;
  let unPossible: Strength = 0;
  let ownCertain: Strength = 0;
  let ownPossible: Strength = 0;
  let returnBy: IsoDate | null = null;
  let missing: Set<string> | null = null;
  let provisions = '';
  for (const provision of law.byAct[act]) {
    const value = provisionValue(provision, act, asOf, frame);
    if (value === false) continue;
    const { rule } = provision;
    provisions = provisions === '' ? rule.id : `${provisions}|${rule.id}`;
    if (value === null) {
      provisions += '?';
      missing ??= new Set();
      blameProvision(provision, act, frame, missing);
    } else if (
      rule.duty !== null &&
      rule.basis !== 'statement' &&
      (returnBy === null || rule.duty.by < returnBy) &&
      (act === 'remain' || act === 'employ')
    )
      returnBy = rule.duty.by;
    const strength = contribution(rule, asOf);
    if (provision.layer === 'un') {
      unPossible = stronger(unPossible, strength);
      if (value) unCertain = stronger(unCertain, strength);
    } else {
      ownPossible = stronger(ownPossible, strength);
      if (value) ownCertain = stronger(ownCertain, strength);
    }
  }
  const isProtected = protectedIn(programme, frame);
  const unOutcome = outcomeOf(unCertain, unPossible);
  const nationalOutcome = outcomeOf(ownCertain, ownPossible);
  const outcome = outcomeOf(stronger(unCertain, ownCertain), stronger(unPossible, ownPossible));
  return {
    outcome,
    un: unOutcome,
    national: nationalOutcome,
    gap: gapOf(outcome, unOutcome, nationalOutcome, () =>
      law.byAct[act].some((provision) => provision.layer === 'un' && isLifted(provision, act, asOf, frame)),
    ),
    returnBy: isProtected ? null : returnBy,
    protected: isProtected,
    missing: missing === null ? NOTHING_MISSING : [...missing].sort(),
    provisions,
  };
}

/**
 * INVARIANT: whoever may not be returned, and whoever's procedure is open, is protected, and nothing below this line may
 * name a day for that person's departure, whatever a provision says.
 */
export function protectedIn(programme: Programme, frame: Frame): boolean {
  return frame.values[programme.at.returnProhibited] === true || frame.values[programme.at.assessment] === 'pending';
}

/** The provision's value on a case whose act it governs: in force, governing, `when`, and no exception. */
export function provisionValue(provision: ReadyProvision, act: Act, asOf: string, frame: Frame): Truth {
  const reach = reachOf(provision, act, asOf, frame);
  if (reach === false) return false;
  let unknown = reach === null;
  for (const exception of provision.unless) {
    const lifts = exceptionValue(exception, frame);
    if (lifts === true) return false;
    if (lifts === null) unknown = true;
  }
  return unknown ? null : true;
}

/** Whether the provision reaches the case at all, exceptions left aside. */
export function reachOf(provision: ReadyProvision, act: Act, asOf: string, frame: Frame): Truth {
  const inForce = inForceOn(provision, asOf, frame);
  if (inForce === false) return false;
  const where = provision.governs[act];
  if (where === undefined) return false;
  const governed = where === null ? true : (where.of(frame) as Truth);
  if (governed === false) return false;
  const holds = provision.when.of(frame) as Truth;
  return holds === false ? false : inForce === null || governed === null || holds === null ? null : true;
}

export function inForceOn(provision: ReadyProvision, asOf: string, frame: Frame): Truth {
  const { from, until } = provision.rule.inForce;
  if (provision.hostUntil !== null && asOf > provision.hostUntil) return false;
  const day = frame.values[provision.testedAt] as string | null;
  return day === null ? null : day >= from && (until === null || day <= until);
}

export function exceptionValue(exception: ReadyException, frame: Frame): Truth {
  let value = exception.when.of(frame) as Truth;
  for (const inner of exception.unless) {
    if (value === false) return false;
    const cut = not(exceptionValue(inner, frame));
    value = cut === false ? false : value === null || cut === null ? null : true;
  }
  return value;
}

/** A provision that reaches the case for certain and that an exception of its own lifts. */
export function isLifted(provision: ReadyProvision, act: Act, asOf: string, frame: Frame): boolean {
  return reachOf(provision, act, asOf, frame) === true && provision.unless.some((exception) => exceptionValue(exception, frame) === true);
}

/** How strongly a provision bars this case when it bites: a duty bars only after its last day, a statement never expels. */
export function contribution(rule: ReadyProvision['rule'], asOf: string): 0 | 1 | 2 {
  if (rule.duty !== null) return rule.basis !== 'statement' && asOf > rule.duty.by ? 2 : 0;
  return rule.strength === 'barred' ? 2 : rule.strength === 'needs-approval' ? 1 : 0;
}

/** Adds what keeps a provision of unknown value from being known. */
export function blameProvision(provision: ReadyProvision, act: Act, frame: Frame, into: Set<string>): void {
  const ask = (part: Compiled | null | undefined): void => {
    if (part !== null && part !== undefined) blame(part, frame, into);
  };
  ask(provision.testedOn);
  ask(provision.governs[act]);
  ask(provision.when);
  const askException = (exception: ReadyException): void => {
    if (exceptionValue(exception, frame) !== null) return;
    ask(exception.when);
    exception.unless.forEach(askException);
  };
  provision.unless.forEach(askException);
}

const OUTCOMES = ['clear', 'needs-approval', 'barred'] as const;

/** Over the provisions of a layer, or of both: the strongest that certainly bites against the strongest that may. */
function outcomeOf(certain: Strength, possible: Strength): Outcome {
  return certain === possible ? OUTCOMES[certain] : 'undecided';
}

type Strength = 0 | 1 | 2;
function stronger(a: Strength, b: Strength): Strength {
  return a > b ? a : b;
}

/** Who asks for more than whom (DECISION, the outcome). */
export function gapOf(outcome: Outcome, un: Outcome, national: Outcome, lifted: () => boolean): Gap | null {
  if (un === 'undecided' || national === 'undecided' || outcome === 'undecided') return null;
  if (outcome === 'clear') return 'none';
  if (outcome === un) return 'required-by-un';
  return lifted() ? 'refused-though-allowed' : 'national-only';
}
