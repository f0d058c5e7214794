import type { Settled } from '../decide/settle.ts';
import type { Provision } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import type { Truth } from '../values/kleene.ts';
import { asksOtherwise, type Change } from './changes.ts';
import type { ImpactClass, ImpactDetail } from './classes.ts';

/** What a draft does to one case. */
export interface Impact {
  readonly class: ImpactClass;
  readonly detail: ImpactDetail;
  /** The provisions of the draft that stand otherwise on this case, in the order of the law. */
  readonly provisions: readonly string[];
}

const STRENGTH = { clear: 0, 'needs-approval': 1, barred: 2 } as const;

/**
 * Sets the two answers to one case beside each other. This is the definition; `compare-sql.ts` says the same to a database, and a test holds
 * the two equal.
 */
export function impactOf(changes: readonly Change[], act: Act, before: Settled, after: Settled): Impact {
  const differing = changes.filter((change) => differs(change, before, after));
  return { ...kindOf(changes, differing.length > 0, act, before, after), provisions: differing.map(({ id }) => id) };
}

function kindOf(
  changes: readonly Change[],
  isReached: boolean,
  act: Act,
  before: Settled,
  after: Settled,
): Pick<Impact, 'class' | 'detail'> {
  if (before.outcome === 'undecided' || after.outcome === 'undecided') {
    if (before.outcome !== 'undecided') return { class: 'undecided', detail: 'becomes-open' };
    if (after.outcome !== 'undecided') return { class: 'undecided', detail: 'was-open' };
    const isTouched = isReached || changes.some((change) => mayMoveTheDay(change, act, before, after) || isOpen(change, before, after));
    return { class: 'undecided', detail: isTouched ? 'stays-open' : 'untouched' };
  }
  const [was, is] = [STRENGTH[before.outcome], STRENGTH[after.outcome]];
  if (is > was)
    return after.outcome === 'barred'
      ? { class: 'newly-barred', detail: before.outcome === 'clear' ? 'was-clear' : 'was-open-to-approval' }
      : { class: 'newly-needs-approval', detail: 'was-clear' };
  if (is < was) return { class: 'freed', detail: 'weaker-outcome' };
  if (after.returnBy !== null && (before.returnBy === null || after.returnBy < before.returnBy))
    return { class: 'must-leave-earlier', detail: before.returnBy === null ? 'new-day' : 'earlier-day' };
  if (before.returnBy !== null && before.returnBy !== after.returnBy)
    return { class: 'freed', detail: after.returnBy === null ? 'no-day' : 'later-day' };
  if (changes.some((change) => mayMoveTheDay(change, act, before, after))) return { class: 'undecided', detail: 'duty-open' };
  return { class: 'unaffected', detail: isReached ? 'reached' : 'not-reached' };
}

/** Its value is another, or it bites or may bite on both sides and asks for something else. */
function differs(change: Change, before: Settled, after: Settled): boolean {
  const [was, is] = [valueIn(before, change.id), valueIn(after, change.id)];
  return was !== is || (was !== false && asksOtherwise(change));
}

function isOpen({ id }: Change, before: Settled, after: Settled): boolean {
  return valueIn(before, id) === null || valueIn(after, id) === null;
}

/**
 * A duty of unknown value, on one side at least, with a last day before the one that is certain there: once the missing fact is known, the two
 * sides may name different days. (An unknown that might change an outcome makes that outcome undecided.)
 */
function mayMoveTheDay({ id, before: was, after: is }: Change, act: Act, before: Settled, after: Settled): boolean {
  if (act !== 'employ' && act !== 'remain') return false;
  return openEarlier(was, id, before) || openEarlier(is, id, after);
}

function openEarlier(rule: Provision | null, id: string, settled: Settled): boolean {
  if (rule === null || rule.duty === null || rule.basis === 'statement' || valueIn(settled, id) !== null) return false;
  return settled.returnBy === null || rule.duty.by < settled.returnBy;
}

function valueIn({ provisions }: Settled, id: string): Truth {
  const listed = `|${provisions}|`;
  return listed.includes(`|${id}|`) ? true : listed.includes(`|${id}?|`) ? null : false;
}
