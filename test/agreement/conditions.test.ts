/** The four forms of a condition (closures, generated JavaScript, SQL of DuckDB and of PostgreSQL) give one value, whatever is unknown. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/decide/case.ts';
import { compileCondition } from '../../src/decide/closures.ts';
import { type Programme, programmeOf } from '../../src/decide/programme.ts';
import { enter, newFrame } from '../../src/decide/settle.ts';
import { conditionsSql } from '../../src/decide/sql/sql-of.ts';
import { loadRegimes } from '../../src/files/law/load.ts';
import { type Node, walk } from '../../src/law/condition/ir.ts';
import type { Law } from '../../src/law/regime.ts';
import { pglite } from '../support/pglite.ts';
import { postgresClient } from '../support/postgres.ts';
import { aCase } from './cases.ts';
import { aCondition, type Grammar } from './conditions.ts';
import { type Database, duckdb, load, postgresql, sourceIn } from './databases.ts';
import { conditionFunctions } from './functions.ts';
import { drawn, PATIENCE, SEED, TIMES } from './run.ts';
import { namesIn } from './tables.ts';

const CONDITIONS = 300;
const CASES = 1000;
const IN_ONE_STATEMENT = 50;

let law: Law;
let programme: Programme;
let grammar: Grammar;
let questions: readonly string[];

beforeAll(async () => {
  law = await loadRegimes();
  programme = programmeOf(law);
  questions = programme.questions.map((question) => question.id);
  grammar = { vocabulary: law.vocabulary, questions, terms: law.regimes[0]?.regime.terms.map((term) => term.id) ?? [] };
});

test('the random conditions have every kind of node, and come out true, false and unknown', () => {
  const { batches } = expectedIn(0);
  const kinds = new Set(batches.flatMap(({ some }) => some.flatMap((node) => [...walk(node)].map(({ op }) => op))));
  expect([...kinds].sort()).toEqual(
    'add all and before compare contains daysBetween exists fact if item known literal not oneOf or question term'.split(' '),
  );
  const values = batches.flatMap(({ right }) => right.flat());
  for (const value of [true, false, null]) expect(values.filter((other) => other === value).length / values.length).toBeGreaterThan(0.1);
});

describe(`${CONDITIONS * TIMES} random conditions on ${CASES} random cases each (RESOLUTE_SEED=${SEED})`, PATIENCE, () => {
  test('generated JavaScript', async () => {
    await compare(async (nodes) => {
      const functions = conditionFunctions(programme, regimeId(), nodes);
      return (cases) => Promise.resolve(cases.map((input) => functions.map((value) => value(input))));
    });
  });

  test('DuckDB', async () => {
    await compareIn(await duckdb());
  });

  test('PGlite', async () => {
    const client = await pglite();
    await compareIn(postgresql('PGlite', { query: (sql) => client.query(sql) }));
  });

  test('a PostgreSQL server', async (context) => {
    await compareIn(postgresql('PostgreSQL', await postgresClient(context)));
  });
});

type Evaluate = (cases: readonly Case[]) => Promise<readonly (readonly unknown[])[]>;

async function compareIn(database: Database): Promise<void> {
  const terms = new Map(law.regimes[0]?.regime.terms.map((term) => [term.id, term.means.node]));
  await compare(
    async (nodes) => {
      const sql = conditionsSql(
        nodes,
        { vocabulary: law.vocabulary, questions: programme.questions, terms },
        sourceIn(database, questions),
      );
      return async () => (await database.rows(`${sql} ORDER BY id`)).map((row) => nodes.map((_, index) => row[`c${index}`]));
    },
    async (cases) => load(database, law.vocabulary, questions, cases),
  );
}

async function compare(
  prepare: (nodes: readonly Node[]) => Promise<Evaluate>,
  place?: (cases: readonly Case[]) => Promise<void>,
): Promise<void> {
  const wrong: { readonly node: Node; readonly input: Case; readonly right: unknown; readonly got: unknown }[] = [];
  for (let round = 0; round < TIMES; round++) {
    const { cases, batches } = expectedIn(round);
    await place?.(cases);
    for (const { some, right } of batches) {
      const got = await (await prepare(some))(cases);
      cases.forEach((input, row) => {
        some.forEach((node, column) => {
          if (right[row]?.[column] !== got[row]?.[column])
            wrong.push({ node, input, right: right[row]?.[column], got: got[row]?.[column] });
        });
      });
    }
  }
  wrong.sort((a, b) => JSON.stringify(a.node).length - JSON.stringify(b.node).length);
  expect(wrong.length === 0 ? 'all agree' : `${wrong.length} differ, the shortest: ${JSON.stringify(wrong[0])}`).toBe('all agree');
}

interface Round {
  readonly cases: readonly Case[];
  readonly batches: readonly { readonly some: readonly Node[]; readonly right: readonly (readonly unknown[])[] }[];
}

let first: Round | null = null;

/** What the closures say; the first round is kept, since every engine is held to it. */
function expectedIn(round: number): Round {
  if (round === 0 && first !== null) return first;
  const cases = drawn(aCase(law.vocabulary, questions), CASES, round);
  const nodes = drawn(aCondition(grammar), CONDITIONS, round);
  const starts = Array.from({ length: Math.ceil(nodes.length / IN_ONE_STATEMENT) }, (_, index) => index * IN_ONE_STATEMENT);
  const batches = starts.map((start) => {
    const some = nodes.slice(start, start + IN_ONE_STATEMENT);
    return { some, right: byClosures(some, cases) };
  });
  const drawnNow = { cases, batches };
  if (round === 0) first = drawnNow;
  return drawnNow;
}

function byClosures(nodes: readonly Node[], cases: readonly Case[]): readonly (readonly unknown[])[] {
  const frame = newFrame(programme);
  const names = namesIn(programme);
  const compiled = nodes.map((node) => compileCondition(node, names));
  return cases.map((input) => {
    enter(frame, input);
    return compiled.map((condition) => condition.of(frame));
  });
}

function regimeId(): string {
  return law.regimes[0]?.regime.id ?? '';
}
