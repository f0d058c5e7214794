import type { Act } from '../../law/vocabulary.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { Truth } from '../../values/kleene.ts';
import { type Compiled, compileCondition, type Frame } from '../closures.ts';
import type { Programme, ReadyException, ReadyProvision } from '../programme.ts';
import { contribution, enter, newFrame, type Outcome, protectedIn } from '../settle.ts';
import { atomKey, isOpen, junction, keyOf, negate, type Residual } from './expression.ts';
import { type Goal, hasGap, type Progress } from './progress.ts';

/**
 * What is left of the law on a case: the conditions that still depend on facts nobody has asked for yet, with all that is
 * known folded away. Two answers with the same remainder are the same answer.
 */
export interface Remainder {
  /** Settled for good: this outcome stands, `undecided` too, whatever else is answered. `null` while answers can change it. */
  readonly outcome: Outcome | null;
  /** The last lawful day of a duty, where the goal asks for it and it is settled. */
  readonly returnBy: IsoDate | null;
  /** Equal keys: the same conditions are left. Never compared between cases of different host, act or day. */
  readonly key: string;
  /** The key with the known values that conditions on several facts will be compared with: equal means equal in every way. */
  readonly exactKey: string;
  readonly open: readonly Residual[];
}

/** Computes remainders for one programme; not to be shared between concurrent readers, it has one frame. */
export class RemainderOf {
  readonly #programme: Programme;
  readonly #goal: Goal;
  readonly #frame: Frame;
  /** Known values in the open conditions of the remainder at work. */
  #compared = new Set<string>();
  readonly #inForce = new WeakMap<ReadyProvision, Compiled>();
  /** How many remainders were computed: the measure of work of a search, the same on every machine. */
  computed = 0;

  constructor(programme: Programme, goal: Goal) {
    this.#programme = programme;
    this.#goal = goal;
    this.#frame = newFrame(programme);
  }

  /** @param progress host, act and day are known */
  of(progress: Progress): Remainder {
    this.computed++;
    this.#compared = new Set();
    const programme = this.#programme;
    const frame = this.#frame;
    enter(frame, progress.case);
    const act = frame.values[programme.at.act] as Act;
    const asOf = frame.values[programme.at.asOf] as string;
    const barring: Residual[] = [];
    const approving: Residual[] = [];
    const departing: Departure[] = [];
    for (const provision of programme.forHost(frame.values[programme.at.host] as string).byAct[act]) {
      const residual = this.#provision(provision, act, asOf, progress);
      if (residual === false) continue;
      const strength = contribution(provision.rule, asOf);
      if (strength > 0) (strength === 2 ? barring : approving).push(residual);
      const { duty, basis } = provision.rule;
      if (duty !== null && basis !== 'statement') departing.push({ by: duty.by, residual });
    }
    const bars = junction('any', barring);
    const approves = bars === true || bars === null ? false : junction('any', approving);
    const departs = this.#goal === 'departure' && !protectedIn(programme, frame) ? firstDepartures(departing) : [];
    const open = [bars, approves, ...departs.map(({ residual }) => residual)].filter(isOpen);
    const key = [keyOf(bars), keyOf(approves), ...departs.map(({ by, residual }) => `${by}: ${keyOf(residual)}`)].join('; ');
    return {
      outcome: open.length > 0 ? null : outcomeOf(bars as Truth, approves as Truth),
      returnBy: open.length > 0 ? null : (departs.find(({ residual }) => residual === true)?.by ?? null),
      key,
      exactKey: `${key} | ${[...this.#compared].sort().join('; ')}`,
      open,
    };
  }

  /** The provision's value as `valueOf` gives it, with its open parts left standing. */
  #provision(provision: ReadyProvision, act: Act, asOf: string, progress: Progress): Residual {
    if (provision.hostUntil !== null && asOf > provision.hostUntil) return false;
    const where = provision.governs[act];
    if (where === undefined) return false;
    return junction('all', [
      this.#part(this.#inForceOf(provision), progress),
      where === null ? true : this.#part(where, progress),
      this.#part(provision.when, progress),
      ...provision.unless.map((exception) => negate(this.#exception(exception, progress))),
    ]);
  }

  #exception(exception: ReadyException, progress: Progress): Residual {
    return junction('all', [
      this.#part(exception.when, progress),
      ...exception.unless.map((inner) => negate(this.#exception(inner, progress))),
    ]);
  }

  #part(part: Compiled, progress: Progress): Residual {
    const value = part.of(this.#frame);
    if (typeof value === 'boolean') return value;
    const { node, parts } = part;
    const inner = (child: Compiled | undefined): Residual => (child === undefined ? null : this.#part(child, progress));
    switch (node.op) {
      case 'and':
      case 'or':
        return junction(node.op === 'and' ? 'all' : 'any', parts.map(inner));
      case 'not':
        return negate(inner(parts[0]));
      case 'term':
        return inner(parts[0]);
      case 'if': {
        const test = inner(parts[0]);
        if (!isOpen(test)) return test === null ? null : inner(parts[test ? 1 : 2]);
        return choice(test, inner(parts[1]), inner(parts[2]));
      }
      default:
        return this.#atom(part, progress);
    }
  }

  /** A condition that is not taken apart further; unknown for good when nobody is left to ask about it. */
  #atom(part: Compiled, progress: Progress): Residual {
    const reads = namesReadBy(part);
    const facts = reads.filter((name) => this.#canAsk(name, progress));
    if (facts.length === 0) return null;
    const key = atomKey(part);
    for (const name of reads) if (!facts.includes(name)) this.#compared.add(`${name}=${JSON.stringify(this.#valueOf(name))}`);
    return { op: 'atom', key, part, facts, holds: true };
  }

  #canAsk(name: string, { case: given, declined }: Progress): boolean {
    if (declined.includes(name)) return false;
    if (name.startsWith('interpretation.')) return given.assumed[name.slice('interpretation.'.length)] === undefined;
    const value = given.values[this.#programme.names.fact(name)];
    if (name === 'worker.returnProhibited' && given.values[this.#programme.at.assessment] === 'pending') return false;
    return value === undefined || value === null || hasGap(value);
  }

  #valueOf(name: string): unknown {
    return this.#frame.values[this.#programme.names.fact(name)] ?? null;
  }

  #inForceOf(provision: ReadyProvision): Compiled {
    let inForce = this.#inForce.get(provision);
    if (inForce === undefined) {
      const { rule } = provision;
      const range = [0, 0] as const;
      const day = { op: 'fact', name: rule.testedOn, type: 'date', range } as const;
      const bound = (how: '>=' | '<=', value: string) =>
        ({ op: 'compare', how, left: day, right: { op: 'literal', type: 'date', value, range }, range }) as const;
      const { from, until } = rule.inForce;
      const args = until === null ? [bound('>=', from)] : [bound('>=', from), bound('<=', until)];
      inForce = compileCondition({ op: 'and', args, range }, this.#programme.names);
      this.#inForce.set(provision, inForce);
    }
    return inForce;
  }
}

/** Dotted names of the facts and questions that a part reads, defined terms entered. */
export function namesReadBy(part: Compiled): readonly string[] {
  const known = READS.get(part);
  if (known !== undefined) return known;
  const names = new Set<string>(part.parts.flatMap(namesReadBy));
  const { node } = part;
  if (node.op === 'fact') names.add(node.name);
  if (node.op === 'question') names.add(`interpretation.${node.id}`);
  if (node.op === 'known') names.add(node.fact);
  if (node.op === 'contains' || node.op === 'exists' || node.op === 'all') names.add(node.list);
  const sorted = [...names].sort();
  READS.set(part, sorted);
  return sorted;
}
const READS = new WeakMap<Compiled, readonly string[]>();

interface Departure {
  readonly by: IsoDate;
  readonly residual: Residual;
}

/** Later duties do not matter once an earlier one certainly runs. */
function firstDepartures(departing: readonly Departure[]): readonly Departure[] {
  const inOrder = departing.toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  const certain = inOrder.findIndex(({ residual }) => residual === true);
  return inOrder.slice(0, certain < 0 ? undefined : certain + 1);
}

function choice(test: Residual, then: Residual, otherwise: Residual): Residual {
  return { op: 'choice', key: `(${keyOf(test)} ? ${keyOf(then)} : ${keyOf(otherwise)})`, parts: [test, then, otherwise] };
}

function outcomeOf(bars: Truth, approves: Truth): Outcome {
  if (bars !== false) return bars === true ? 'barred' : 'undecided';
  return approves === null ? 'undecided' : approves ? 'needs-approval' : 'clear';
}
