import { sqlName, sqlText } from '../files/table/sql.ts';
import type { Provision } from '../law/regime.ts';
import { asksOtherwise, type Change } from './changes.ts';

/** The columns that a comparison adds to those that are kept. */
export const COMPARED = [
  'outcomeBefore',
  'outcomeAfter',
  'unBefore',
  'unAfter',
  'returnByBefore',
  'returnByAfter',
  'protected',
  'missingBefore',
  'missingAfter',
  'provisionsBefore',
  'provisionsAfter',
  'class',
  'detail',
  'provisions',
] as const;

/**
 * The comparison of `compare.ts` as a SELECT over two tables of answers, as `sqlOf` gives them, that have the same rows: `row` tells which belong
 * together. `class`, `detail` and `provisions` (joined by `|`, empty where nothing differs) follow the answers of both sides.
 * @param keep names of columns of the first table that are carried through
 */
export function compareSql(changes: readonly Change[], { before, after, keep }: Tables): string {
  const answers = `SELECT ${keep.map((name) => `b.${sqlName(name)}`).join(', ')},
    b.outcome AS "outcomeBefore", a.outcome AS "outcomeAfter", b.un AS "unBefore", a.un AS "unAfter",
    b."returnBy" AS "returnByBefore", a."returnBy" AS "returnByAfter", b.protected,
    b.missing AS "missingBefore", a.missing AS "missingAfter", b.provisions AS "provisionsBefore", a.provisions AS "provisionsAfter",
    ${strength('b.outcome')} AS was, ${strength('a.outcome')} AS "is",
    '|' || b.provisions || '|' AS listed_before, '|' || a.provisions || '|' AS listed_after
    FROM ${before} AS b JOIN ${after} AS a ON b."row" = a."row"`;
  const judged = `SELECT *, ${differingSql(changes)} AS provisions, ${anyOf(changes.map(isOpen))} AS is_open,
    ${changes.length === 0 ? 'false' : `act IN ('employ', 'remain') AND ${anyOf(changes.map(mayMoveTheDay))}`} AS may_move FROM (${answers})`;
  const kinds = `SELECT *, ${CLASS} AS class, ${DETAIL} AS detail FROM (${judged})`;
  return `SELECT ${[...keep, ...COMPARED].map(sqlName).join(', ')} FROM (${kinds})`;
}

export interface Tables {
  readonly before: string;
  readonly after: string;
  readonly keep: readonly string[];
}

/** NULL is undecided. */
function strength(outcome: string): string {
  return `CASE ${outcome} WHEN 'clear' THEN 0 WHEN 'needs-approval' THEN 1 WHEN 'barred' THEN 2 END`;
}

const LATER = `"returnByBefore" IS NOT NULL AND "returnByBefore" IS DISTINCT FROM "returnByAfter"`;
const EARLIER = `"returnByAfter" IS NOT NULL AND ("returnByBefore" IS NULL OR "returnByAfter" < "returnByBefore")`;

const CLASS = `CASE WHEN was IS NULL OR "is" IS NULL THEN 'undecided'
    WHEN "is" > was THEN CASE "is" WHEN 2 THEN 'newly-barred' ELSE 'newly-needs-approval' END
    WHEN "is" < was THEN 'freed'
    WHEN ${EARLIER} THEN 'must-leave-earlier'
    WHEN ${LATER} THEN 'freed'
    WHEN may_move THEN 'undecided' ELSE 'unaffected' END`;

const DETAIL = `CASE WHEN was IS NULL AND "is" IS NULL THEN CASE WHEN provisions <> '' OR may_move OR is_open THEN 'stays-open' ELSE 'untouched' END
    WHEN "is" IS NULL THEN 'becomes-open' WHEN was IS NULL THEN 'was-open'
    WHEN "is" > was THEN CASE was WHEN 0 THEN 'was-clear' ELSE 'was-open-to-approval' END
    WHEN "is" < was THEN 'weaker-outcome'
    WHEN ${EARLIER} THEN CASE WHEN "returnByBefore" IS NULL THEN 'new-day' ELSE 'earlier-day' END
    WHEN ${LATER} THEN CASE WHEN "returnByAfter" IS NULL THEN 'no-day' ELSE 'later-day' END
    WHEN may_move THEN 'duty-open' WHEN provisions <> '' THEN 'reached' ELSE 'not-reached' END`;

function differingSql(changes: readonly Change[]): string {
  const parts = changes.map((change) => {
    const { id } = change;
    const value = (side: Side): string => `CASE WHEN ${isTrue(id, side)} THEN 2 WHEN ${isUnknown(id, side)} THEN 1 ELSE 0 END`;
    const other = `${value('before')} <> ${value('after')}`;
    return `CASE WHEN ${asksOtherwise(change) ? `${other} OR ${value('before')} > 0` : other} THEN ${sqlText(id)} END`;
  });
  return parts.length === 0 ? "''" : `concat_ws('|', ${parts.join(', ')})`;
}

type Side = 'before' | 'after';

function isTrue(id: string, side: Side): string {
  return `contains(listed_${side}, ${sqlText(`|${id}|`)})`;
}

function isUnknown(id: string, side: Side): string {
  return `contains(listed_${side}, ${sqlText(`|${id}?|`)})`;
}

function isOpen({ id }: Change): string {
  return `${isUnknown(id, 'before')} OR ${isUnknown(id, 'after')}`;
}

function mayMoveTheDay({ id, before, after }: Change): string {
  return `${openEarlier(before, id, 'before', '"returnByBefore"')} OR ${openEarlier(after, id, 'after', '"returnByAfter"')}`;
}

function openEarlier(rule: Provision | null, id: string, side: Side, certain: string): string {
  if (rule === null || rule.duty === null || rule.basis === 'statement') return 'false';
  return `(${isUnknown(id, side)} AND coalesce(DATE ${sqlText(rule.duty.by)} < ${certain}, true))`;
}

function anyOf(tests: readonly string[]): string {
  return tests.length === 0 ? 'false' : `(${tests.join(' OR ')})`;
}
