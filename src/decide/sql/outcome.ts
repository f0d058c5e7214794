import { type Conditions, FALSE } from './condition.ts';
import type { Keys, ProvisionSql } from './provisions.ts';
import { date, type Sheet, type Sql, text } from './sheet.ts';

/** Whether a layer bars and whether it asks for approval, each three-valued: the whole of a layer's outcome. */
interface Strengths {
  readonly bars: Sql;
  readonly asks: Sql;
}

/** The columns of the answer that the provisions settle: outcome by layer, gap and last day. */
export interface OutcomeSql {
  readonly outcome: string;
  readonly un: string;
  readonly national: string;
  readonly gap: string;
  readonly returnBy: string;
}

export function outcomeSql(provisions: readonly ProvisionSql[], conditions: Conditions, keys: Keys, isProtected: Sql): OutcomeSql {
  const { sheet } = conditions;
  const un = strengthsOf(
    provisions.filter((provision) => provision.isUn),
    'un',
    conditions,
    keys,
  );
  const national = strengthsOf(
    provisions.filter((provision) => !provision.isUn),
    'national',
    conditions,
    keys,
  );
  const both: Strengths = {
    bars: conditions.junction('or', [un.bars, national.bars]),
    asks: conditions.junction('or', [un.asks, national.asks]),
  };
  const unOutcome = levelColumn(un, 'un outcome', sheet);
  const nationalOutcome = levelColumn(national, 'national outcome', sheet);
  const lifted = sheet.named(
    conditions.junction(
      'or',
      provisions.map((provision) => provision.lifted),
    ),
    'un lifted',
  );
  return {
    outcome: word(levelOfStrengths(both)),
    un: word(unOutcome.text),
    national: word(nationalOutcome.text),
    gap: `CASE WHEN ${unOutcome.text} = 3 OR ${nationalOutcome.text} = 3 THEN NULL WHEN ${unOutcome.text} = 0 AND ${nationalOutcome.text} = 0 THEN 'none' WHEN ${unOutcome.text} >= ${nationalOutcome.text} THEN 'required-by-un' WHEN ${lifted.text} THEN 'refused-though-allowed' ELSE 'national-only' END`,
    returnBy: returnBySql(provisions, keys, isProtected),
  };
}

function strengthsOf(provisions: readonly ProvisionSql[], name: string, conditions: Conditions, keys: Keys): Strengths {
  const { sheet } = conditions;
  // A duty bars only after its last day; known only from a statement it never does.
  const barring = provisions.flatMap(({ rule, value }): Sql[] => {
    if (rule.duty === null) return rule.strength === 'barred' ? [value] : [];
    if (rule.basis === 'statement') return [];
    const over = sheet.named({ text: `${keys.asOf.text} > ${date(rule.duty.by)}`, level: keys.asOf.level }, `after ${rule.duty.by}`);
    return [conditions.junction('and', [over, value])];
  });
  const asking = provisions.flatMap(({ rule, value }) => (rule.duty === null && rule.strength === 'needs-approval' ? [value] : []));
  return {
    bars: sheet.named(conditions.junction('or', barring), `${name} bars`),
    asks: sheet.named(conditions.junction('or', asking), `${name} asks`),
  };
}

/** 0 clear, 1 needs approval, 2 barred, 3 undecided. */
function levelOfStrengths({ bars, asks }: Strengths): string {
  const asking = asks === FALSE ? 'ELSE 0' : `WHEN ${asks.text} THEN 1 WHEN NOT (${asks.text}) THEN 0 ELSE 3`;
  return bars === FALSE
    ? asks === FALSE
      ? '0'
      : `CASE ${asking} END`
    : `CASE WHEN ${bars.text} THEN 2 WHEN (${bars.text}) IS NULL THEN 3 ${asking} END`;
}

function levelColumn(strengths: Strengths, name: string, sheet: Sheet): Sql {
  const level = Math.max(strengths.bars.level, strengths.asks.level);
  return sheet.named({ text: levelOfStrengths(strengths), level }, name);
}

function word(level: string): string {
  return `CASE ${level} WHEN 0 THEN 'clear' WHEN 1 THEN 'needs-approval' WHEN 2 THEN 'barred' ELSE 'undecided' END`;
}

/**
 * The earliest last day of a duty that runs.
 * INVARIANT: none for whoever is protected, and none but on `employ` and `remain`, whatever a provision says.
 */
function returnBySql(provisions: readonly ProvisionSql[], keys: Keys, isProtected: Sql): string {
  const duties = provisions.flatMap(({ rule, value }) =>
    rule.duty === null || rule.basis === 'statement' ? [] : [{ rule, value, by: rule.duty.by }],
  );
  const days = [...new Set(duties.map(({ by }) => by))].sort();
  if (days.length === 0) return 'CAST(NULL AS DATE)';
  const branches = days.map((day) => {
    const running = duties
      .filter(({ by }) => by === day)
      .map(({ rule, value }) => {
        const always = rule.governs.every(({ act }) => act === 'employ' || act === 'remain');
        return always ? value.text : `(${value.text} AND ${keys.act.text} IN ('employ', 'remain'))`;
      });
    return `WHEN ${running.join(' OR ')} THEN ${date(day)}`;
  });
  return `CASE WHEN ${isProtected.text} THEN NULL ${branches.join(' ')} END`;
}

/** Ids of the provisions that bite, and with a question mark of those of unknown value, in the order of the law. */
export function provisionsSql(provisions: readonly ProvisionSql[]): string {
  if (provisions.length === 0) return "''";
  const parts = provisions.map(
    ({ rule, value }) => `CASE WHEN ${value.text} THEN ${text(rule.id)} WHEN ${value.text} IS NULL THEN ${text(`${rule.id}?`)} END`,
  );
  return `concat_ws('|',\n    ${parts.join(',\n    ')})`;
}
