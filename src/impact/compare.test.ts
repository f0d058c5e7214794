/** What a draft does to a case: the classes, held by random laws and drafts; SQL says the same as the definition, row by row. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { aCase, daysAround, POOL, type Pool } from '../../test/agreement/cases.ts';
import { type Database, duckdb, load, sourceIn } from '../../test/agreement/databases.ts';
import { aLaw, QUESTIONS } from '../../test/agreement/regimes.ts';
import { drawn, SEED, TIMES } from '../../test/agreement/run.ts';
import type { Case } from '../decide/case.ts';
import { programmeOf } from '../decide/programme.ts';
import { settleBy } from '../decide/settle.ts';
import { sqlOf } from '../decide/sql/sql-of.ts';
import { loadRegimes } from '../files/law/load.ts';
import type { Law, Provision } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import { changesBetween } from './changes.ts';
import { CLASSES, DETAILS, type ImpactClass } from './classes.ts';
import { type Impact, impactOf } from './compare.ts';
import { compareSql } from './compare-sql.ts';

const LAWS = 24;
const CASES = 400;

let shipped: Law;
let database: Database;

beforeAll(async () => {
  shipped = await loadRegimes();
  database = await duckdb();
});

/** A law and the same law with some provisions of another: replaced under their id, added, and by swapping the two also removed. */
function aPair(): fc.Arbitrary<readonly [Law, Law]> {
  const law = aLaw(shipped.vocabulary);
  return fc.tuple(law, law, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 })).map(([one, other, takes]) => [
    one,
    {
      ...one,
      regimes: one.regimes.map((compiled, at) => {
        const others = (other.regimes[at]?.regime.provisions ?? []).filter((_, index) => takes[at * 5 + index] === true);
        const kept = compiled.regime.provisions.map((rule) => others.find(({ id }) => id === rule.id) ?? rule);
        const added = others.filter(({ id }) => !kept.some((rule) => rule.id === id));
        return { ...compiled, regime: { ...compiled.regime, provisions: [...kept, ...added] } };
      }),
    },
  ]);
}

/** The shipped law with its own days moved, its exceptions dropped, its strengths turned: what drafts really do. */
function aShippedDraft(days: readonly string[]): fc.Arbitrary<Law> {
  const tweak = fc.record({
    what: fc.constantFrom('leave', 'leave', 'day', 'day', 'exception', 'strength', 'start'),
    day: fc.constantFrom(...days),
    at: fc.nat(),
  });
  const { regimes } = shipped;
  const count = regimes.reduce((sum, { regime }) => sum + regime.provisions.length, 0);
  return fc.array(tweak, { minLength: count, maxLength: count }).map((tweaks) => {
    let next = 0;
    const changed = (rule: Provision): Provision => {
      const { what, day, at } = tweaks[next++] ?? { what: 'leave', day: '', at: 0 };
      if (what === 'day' && rule.duty !== null) return { ...rule, duty: { ...rule.duty, by: day } };
      if (what === 'exception' && rule.unless.length > 0)
        return { ...rule, unless: rule.unless.filter((_, index) => index !== at % rule.unless.length) };
      if (what === 'strength' && rule.strength !== null)
        return { ...rule, strength: rule.strength === 'barred' ? 'needs-approval' : 'barred' };
      if (what === 'start') return { ...rule, inForce: { ...rule.inForce, from: day } };
      return rule;
    };
    return {
      ...shipped,
      regimes: regimes.map((compiled) => ({
        ...compiled,
        regime: { ...compiled.regime, provisions: compiled.regime.provisions.map(changed) },
      })),
    };
  });
}

/** Row by row, by the definition. */
function byClosures(before: Law, after: Law, cases: readonly Case[]): readonly Impact[] {
  const changes = changesBetween(before, after);
  const [law, draft] = [settleBy(programmeOf(before)), settleBy(programmeOf(after))];
  const act = shipped.vocabulary.facts.findIndex(({ name }) => name === 'act');
  return cases.map((input) => impactOf(changes, input.values[act] as Act, law(input), draft(input)));
}

async function bySql(before: Law, after: Law, questions: readonly string[]): Promise<readonly Impact[]> {
  const source = sourceIn(database, questions);
  const cases = { ...source, from: '(SELECT *, id AS "row" FROM agreement.cases) AS cases', keep: ['row', 'act'] };
  await database.run(`CREATE OR REPLACE TABLE law_in_force AS ${sqlOf(programmeOf(before), cases)}`);
  await database.run(`CREATE OR REPLACE TABLE draft AS ${sqlOf(programmeOf(after), cases)}`);
  const tables = { before: 'law_in_force', after: 'draft', keep: ['row', 'act'] };
  const rows = await database.rows(`${compareSql(changesBetween(before, after), tables)} ORDER BY "row"`);
  return rows.map(({ class: kind, detail, provisions }) => ({
    class: kind as Impact['class'],
    detail: detail as Impact['detail'],
    provisions: provisions === '' ? [] : String(provisions).split('|'),
  }));
}

function mirrored(kind: Impact): Impact['class'] | 'harder' {
  const harder: readonly ImpactClass[] = ['newly-barred', 'newly-needs-approval', 'must-leave-earlier'];
  return kind.class === 'freed' ? 'harder' : harder.includes(kind.class) ? 'freed' : kind.class;
}
function sided(kind: Impact): Impact['class'] | 'harder' {
  return ['newly-barred', 'newly-needs-approval', 'must-leave-earlier'].includes(kind.class) ? 'harder' : kind.class;
}

const seen = new Set<string>();

async function hold(before: Law, after: Law, cases: readonly Case[], questions: readonly string[]): Promise<void> {
  const changes = changesBetween(before, after);
  const there = byClosures(before, after, cases);
  const back = byClosures(after, before, cases);
  expect(await bySql(before, after, questions)).toEqual(there);
  expect(await bySql(after, before, questions)).toEqual(back);
  const [law, draft] = [settleBy(programmeOf(before)), settleBy(programmeOf(after))];
  there.forEach((impact, at) => {
    const about = { at, impact, back: back[at], input: cases[at] };
    seen.add(`${impact.class} ${impact.detail}`);
    expect(DETAILS[impact.class] as readonly string[], JSON.stringify(about)).toContain(impact.detail);
    // Swapped, what became harder is freed, what was freed becomes harder, and the rest stays as it is.
    expect(mirrored(impact), JSON.stringify(about)).toBe(sided(back[at] as Impact));
    const input = cases[at] as Case;
    const [was, is] = [law(input), draft(input)];
    if (impact.class === 'must-leave-earlier') expect([was.protected, is.protected]).toEqual([false, false]);
    if (impact.class === 'unaffected') expect([is.outcome, is.returnBy]).toEqual([was.outcome, was.returnBy]);
    // What no changed provision reaches or may reach is settled alike in everything.
    if (impact.detail === 'untouched' || (impact.detail === 'not-reached' && !changes.some(({ id }) => is.provisions.includes(id))))
      expect({ ...is, gap: null }).toEqual({ ...was, gap: null });
  });
}

describe(`random laws and drafts (RESOLUTE_SEED=${SEED})`, () => {
  test(`${LAWS * TIMES} pairs on ${CASES} cases: SQL equals the definition, each case has one class, swapping mirrors it`, async () => {
    for (let round = 0; round < TIMES; round++) {
      const cases = drawn(aCase(shipped.vocabulary, QUESTIONS), CASES, round);
      await load(database, shipped.vocabulary, QUESTIONS, cases);
      for (const [before, after] of drawn(aPair(), LAWS, round)) await hold(before, after, cases, QUESTIONS);
    }
  });

  test(`${LAWS * TIMES} drafts of the shipped law on ${CASES * 3} cases`, async () => {
    const provisions = shipped.regimes.flatMap(({ regime }) => regime.provisions);
    const days = daysAround(provisions.flatMap(({ inForce, duty }) => [inForce.from, ...(duty === null ? [] : [duty.by])]));
    const pool: Pool = { ...POOL, dates: days, hosts: ['MNG', 'QAT', 'POL'], codes: ['PRK', 'PRK', 'PRK', 'MNG', 'KOR'] };
    const questions = shipped.regimes.flatMap(({ regime }) => regime.questions.map(({ id }) => id));
    for (let round = 0; round < TIMES; round++) {
      const cases = drawn(aCase(shipped.vocabulary, questions, pool, { gapsInLists: false }), CASES * 3, round);
      await load(database, shipped.vocabulary, questions, cases);
      for (const draft of drawn(aShippedDraft(days), LAWS, round)) await hold(shipped, draft, cases, questions);
    }
  });

  test('every class and every kind of it came up, so that none of the above was idle', () => {
    expect([...seen].sort()).toEqual(CLASSES.flatMap((kind) => DETAILS[kind].map((detail) => `${kind} ${detail}`)).sort());
  });
});
