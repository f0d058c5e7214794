/** Whole laws: the generated function and the two dialects of SQL settle every case as the closures do, each field of the answer. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../../src/decide/case.ts';
import { compileJavascript } from '../../src/decide/javascript/compile.ts';
import { type Programme, programmeOf } from '../../src/decide/programme.ts';
import { type Settled, settleBy } from '../../src/decide/settle.ts';
import { sqlOf } from '../../src/decide/sql/sql-of.ts';
import { loadRegimes, regimeIds, SHIPPED_LAW } from '../../src/files/law/load.ts';
import type { Law } from '../../src/law/regime.ts';
import type { Vocabulary } from '../../src/law/vocabulary.ts';
import { pglite } from '../support/pglite.ts';
import { postgresClient } from '../support/postgres.ts';
import { aCase, daysAround, POOL, type Pool } from './cases.ts';
import { type Database, duckdb, load, postgresql, sourceIn } from './databases.ts';
import { aLaw, QUESTIONS } from './regimes.ts';
import { drawn, PATIENCE, SEED, TIMES } from './run.ts';

const LAWS = 24;
const CASES = 400;

let shipped: Law;
let vocabulary: Vocabulary;

beforeAll(async () => {
  shipped = await loadRegimes({ regimes: regimeIds(SHIPPED_LAW) });
  vocabulary = shipped.vocabulary;
});

describe(`${LAWS * TIMES} random laws on ${CASES} random cases each (RESOLUTE_SEED=${SEED})`, PATIENCE, () => {
  test('generated JavaScript', () => compareRandom(byJavascript()));
  test('DuckDB', async () => compareRandom(bySql(await duckdb())));
  test('PGlite', async () => compareRandom(bySql(await embedded())));
  test('a PostgreSQL server', async (context) => compareRandom(bySql(postgresql('PostgreSQL', await postgresClient(context)))));
});

describe(`the shipped regimes on ${CASES * 10 * TIMES} random cases (RESOLUTE_SEED=${SEED})`, PATIENCE, () => {
  test('generated JavaScript', () => compareShipped(byJavascript()));
  test('DuckDB', async () => compareShipped(bySql(await duckdb())));
  test('PGlite', async () => compareShipped(bySql(await embedded())));
  test('a PostgreSQL server', async (context) => compareShipped(bySql(postgresql('PostgreSQL', await postgresClient(context)))));
});

/** One way to settle cases beside the closures; `place` is called before a new set of cases. */
interface Engine {
  readonly place: (questions: readonly string[], cases: readonly Case[]) => Promise<void>;
  readonly settle: (programme: Programme, questions: readonly string[], cases: readonly Case[]) => Promise<readonly Answer[]>;
}

type Answer = Readonly<Record<string, unknown>>;

async function compareRandom(engine: Engine): Promise<void> {
  for (let round = 0; round < TIMES; round++) {
    const cases = drawn(aCase(vocabulary, QUESTIONS), CASES, round);
    await engine.place(QUESTIONS, cases);
    for (const law of drawn(aLaw(vocabulary), LAWS, round)) await agree(engine, law, QUESTIONS, cases);
  }
}

async function compareShipped(engine: Engine): Promise<void> {
  const questions = shipped.regimes.flatMap(({ regime }) => regime.questions.map((question) => question.id));
  for (let round = 0; round < TIMES; round++) {
    const cases = drawn(aCase(vocabulary, questions, poolOf(shipped)), CASES * 10, round);
    await engine.place(questions, cases);
    await agree(engine, shipped, questions, cases);
  }
}

/** The days of a law and those beside them, its hosts and one that it does not name. */
function poolOf(law: Law): Pool {
  const provisions = law.regimes.flatMap(({ regime }) => regime.provisions);
  const days = provisions.flatMap(({ inForce, duty }) => [inForce.from, ...(duty === null ? [] : [duty.by])]);
  return { ...POOL, dates: daysAround(days), hosts: ['MNG', 'QAT', 'POL', 'GBR'], codes: [...POOL.codes, 'POL', 'GBR'] };
}

async function agree(engine: Engine, law: Law, questions: readonly string[], cases: readonly Case[]): Promise<void> {
  const programme = programmeOf(law);
  const closures = settleBy(programme);
  const answers = await engine.settle(programme, questions, cases);
  expect(answers.length).toBe(cases.length);
  cases.forEach((input, index) => {
    const right = flat(closures(input));
    const got = answers[index] ?? {};
    for (const key of Object.keys(right))
      if (right[key] !== got[key]) {
        const about = provisionsNamed(law, `${String(right.provisions)}|${String(got.provisions)}`);
        expect({ [key]: got[key], case: JSON.stringify(input), about }).toEqual({ [key]: right[key], case: JSON.stringify(input), about });
      }
  });
}

function flat(settled: Settled): Answer {
  return { ...settled, missing: settled.missing.join('|') };
}

/** The text of the provisions that a difference is about, for whoever has to find it. */
function provisionsNamed(law: Law, ids: string): string {
  const named = new Set(ids.split('|').map((id) => id.replace('?', '')));
  return JSON.stringify(law.regimes.flatMap(({ regime }) => regime.provisions.filter(({ id }) => named.has(id)).concat()));
}

function byJavascript(): Engine {
  return {
    place: () => Promise.resolve(),
    settle: (programme, _questions, cases) => Promise.resolve(cases.map(compileJavascript(programme)).map(flat)),
  };
}

function bySql(database: Database): Engine {
  return {
    place: (questions, cases) => load(database, vocabulary, questions, cases),
    settle: (programme, questions) => database.rows(`${sqlOf(programme, sourceIn(database, questions))} ORDER BY id`),
  };
}

async function embedded(): Promise<Database> {
  const client = await pglite();
  return postgresql('PGlite', { query: (sql) => client.query(sql) });
}
