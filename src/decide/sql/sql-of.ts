import type { Node } from '../../law/condition/ir.ts';
import type { Question } from '../../law/regime.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import type { Programme } from '../programme.ts';
import { Blame } from './blame.ts';
import { Conditions } from './condition.ts';
import { DIALECTS } from './dialect.ts';
import { outcomeSql, provisionsSql } from './outcome.ts';
import { decides, type Keys, type ProvisionSql, provisionSql } from './provisions.ts';
import { atom, quoted, Sheet, type Sql } from './sheet.ts';
import { Source, type SourceOptions } from './source.ts';

export { type DialectName, POSTGRES_APPROVAL_TYPE } from './dialect.ts';
export type { SourceOptions } from './source.ts';

export interface SqlOptions extends SourceOptions {
  /** Names of columns of the source that are carried through, first in the answer. Each costs: the whole row costs 5x. */
  readonly keep?: readonly string[];
  /** Also one three-valued column for each provision, named by its id, after the fixed ones. */
  readonly values?: boolean;
  /** Also the truth of these defined terms, each under the name that `termColumn` gives it, after all others. */
  readonly terms?: readonly TermName[];
}

export interface TermName {
  readonly regime: string;
  readonly term: string;
}

export function termColumn({ regime, term }: TermName): string {
  return `term ${regime}/${term}`;
}

/** The columns of the answer, after those that are kept; `returnBy` is a DATE, `protected` a boolean, the others are texts. */
export const ANSWER_COLUMNS = ['id', 'outcome', 'un', 'national', 'gap', 'returnBy', 'protected', 'missing', 'provisions'] as const;

/**
 * The law as one SELECT that decides every row of a table: the same answer as `settleBy` gives for each case. In layers:
 * facts and terms, then conditions, then the value of each provision, then the outcome.
 *
 * Column types read: BOOLEAN, DATE, INTEGER and text; `worker.nationalities` VARCHAR[] (text[]); `approvals`
 * STRUCT(committee VARCHAR, "approvedOn" DATE)[] in DuckDB and an array of `POSTGRES_APPROVAL_TYPE` in PostgreSQL.
 * `host`, `act` and `asOf` must not be NULL. `missing` and `provisions` are empty texts where there is nothing.
 *
 * @returns a statement without a semicolon, for brackets, `COPY (…) TO` or `CREATE TABLE … AS`
 */
export function sqlOf({ law, vocabulary, questions }: Programme, options: SqlOptions): string {
  const sheet = new Sheet(options.dialect === 'postgresql');
  const source = new Source(sheet, vocabulary, questions, options);
  const kept = (options.keep ?? []).map((name, index) => `${sheet.fact(`kept ${index + 1}`, quoted(name)).text} AS ${quoted(name)}`);
  const id = sheet.fact('id', source.expression('id') ?? 'CAST(NULL AS VARCHAR)');
  const keys = keysOf(source, options);
  const blame = new Blame();
  const regimes = law.regimes.map(({ regime }) => {
    const terms = new Map(regime.terms.map((term) => [term.id, term.means.node]));
    return { regime, terms: [...terms.keys()], conditions: new Conditions(sheet, DIALECTS[options.dialect], source.names(terms)) };
  });
  const provisions = regimes.flatMap(({ regime, conditions }) =>
    regime.provisions.filter(decides).flatMap((rule): ProvisionSql[] => {
      const layer = regime.layers.find((candidate) => candidate.id === rule.layer);
      const sql = layer === undefined ? null : provisionSql(rule, layer, conditions, keys, blame);
      return sql === null ? [] : [sql];
    }),
  );
  const missing = missingSql(blame.joined(regimes), provisions);
  const isProtected = protectedSql(source, sheet);
  const plain = regimes[0]?.conditions ?? new Conditions(sheet, DIALECTS[options.dialect], source.names(new Map()));
  const answer = outcomeSql(provisions, plain, keys, isProtected);
  return sheet.statement(options.from, [
    ...kept,
    `${id.text} AS id`,
    `${answer.outcome} AS outcome`,
    `${answer.un} AS un`,
    `${answer.national} AS national`,
    `${answer.gap} AS gap`,
    `${answer.returnBy} AS "returnBy"`,
    `${isProtected.text} AS protected`,
    `${missing} AS missing`,
    `${provisionsSql(provisions)} AS provisions`,
    ...(options.values === true ? provisions.map(({ rule, value }) => `${value.text} AS ${quoted(rule.id)}`) : []),
    ...(options.terms ?? []).flatMap((name) => {
      const found = regimes.find(({ regime }) => regime.id === name.regime);
      return found === undefined ? [] : [`${found.conditions.column(termNode(name.term), name.term).text} AS ${quoted(termColumn(name))}`];
    }),
  ]);
}

function termNode(id: string): Node {
  return { op: 'term', id, range: [0, 0] };
}

/** Conditions alone, each a column `c0`, `c1`, … beside `id`: for comparing them with their other forms. */
export function conditionsSql(
  nodes: readonly Node[],
  law: { readonly vocabulary: Vocabulary; readonly questions: readonly Question[]; readonly terms: ReadonlyMap<string, Node> },
  options: SourceOptions,
): string {
  const sheet = new Sheet(options.dialect === 'postgresql');
  const source = new Source(sheet, law.vocabulary, law.questions, options);
  const id = sheet.fact('id', source.expression('id') ?? 'CAST(NULL AS VARCHAR)');
  const conditions = new Conditions(sheet, DIALECTS[options.dialect], source.names(law.terms));
  return sheet.statement(options.from, [`${id.text} AS id`, ...nodes.map((node, index) => `${conditions.of(node).text} AS c${index}`)]);
}

function keysOf(source: Source, { constants }: SqlOptions): Keys {
  const column = (name: string): Sql => source.fact(name) ?? { text: quoted(name), level: 1 };
  return {
    host: column('host'),
    act: column('act'),
    asOf: column('asOf'),
    oneHost: constants?.host ?? null,
    oneAct: constants?.act ?? null,
  };
}

/** Most rows lack nothing, and joining thirteen texts that are all NULL costs as much as deciding. */
function missingSql(joined: string, provisions: readonly ProvisionSql[]): string {
  const known = provisions.map(({ value }) => `${atom(value.text)} IS NOT NULL`);
  return joined === "''" || known.length === 0 ? joined : `CASE WHEN ${known.join(' AND ')} THEN '' ELSE ${joined} END`;
}

/** Whoever may not be returned, and whoever's procedure is open. */
function protectedSql(source: Source, sheet: Sheet): Sql {
  const prohibited = source.fact('worker.returnProhibited')?.text ?? 'false';
  const assessment = source.fact('worker.protectionAssessment')?.text ?? "''";
  return sheet.named({ text: `coalesce(${prohibited}, false) OR coalesce(${assessment} = 'pending', false)`, level: 1 }, 'is protected');
}
