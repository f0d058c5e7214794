// @ts-check
/** The answer to a case, in the words of a decision. */
import { readCase } from './case.mjs';
import { applyLaw } from './law.mjs';

/** @typedef {import('../canonical.mjs').JsonRecord} JsonRecord */
/** @typedef {import('./law.mjs').Applied} Applied */
/** @typedef {import('./law.mjs').Lifting} Lifting */
/** @typedef {import('./law.mjs').Regime} Regime */

const STRENGTHS = ['clear', 'needs-approval', 'barred'];

/**
 * Everything that a decision says but its explanations (`proof`, `words`) and the names of law and engine.
 * @param {readonly Regime[]} regimes
 * @param {JsonRecord} input the case as it came in
 */
export function decide(regimes, input) {
  const given = readCase(input);
  const applied = applyLaw(regimes, given);
  const deciding = applied.filter(({ rule }) => rule.effect !== 'call');
  const un = outcomeOf(deciding.filter(({ layer }) => layer === 'un'));
  const national = outcomeOf(deciding.filter(({ layer }) => layer === 'national'));
  const outcome = outcomeOf(deciding);
  const isProtected = given.fact('worker.returnProhibited') === true || given.fact('worker.protectionAssessment') === 'pending';
  const days = deciding
    .filter(({ rule, value }) => rule.duty !== null && rule.basis !== 'statement' && value === true)
    .map(({ rule }) => String(rule.duty?.by))
    .sort();
  const mayName = !isProtected && (given.act === 'employ' || given.act === 'remain');
  return {
    id: given.id,
    host: given.host,
    act: given.act,
    asOf: given.asOf,
    outcome,
    un: { outcome: un },
    national: { outcome: national },
    gap: gapOf(outcome, un, national, deciding),
    missing: [...new Set(deciding.flatMap(({ missing }) => missing))].sort(),
    returnBy: mayName ? (days[0] ?? null) : null,
    protected: isProtected,
    provisions: deciding.map(provisionOf),
    duties: deciding.filter((each) => isDuty(each, isProtected)).map(dutyOf),
    announced: deciding
      .filter(({ rule, value }) => rule.duty !== null && rule.basis === 'statement' && value !== false)
      .map(announcementOf),
    calls: applied
      .filter(({ rule, value }) => rule.effect === 'call' && value !== false)
      .map(({ rule, value }) => ({ provision: rule.id, value: word(value), cite: rule.cite })),
    assumed: [...given.assumed].map(([question, answer]) => ({ question, answer })).sort((a, b) => (a.question < b.question ? -1 : 1)),
  };
}

/** @param {boolean | null} truth */
function word(truth) {
  return truth === null ? 'unknown' : String(truth);
}

/**
 * The strongest that certainly bites against the strongest that may; where they differ, nobody can say.
 * @param {readonly Applied[]} applied
 */
function outcomeOf(applied) {
  const certain = Math.max(0, ...applied.filter(({ value }) => value === true).map(({ strength }) => strength));
  const possible = Math.max(0, ...applied.filter(({ value }) => value !== false).map(({ strength }) => strength));
  return certain === possible ? String(STRENGTHS[certain]) : 'undecided';
}

/**
 * @param {string} outcome
 * @param {string} un
 * @param {string} national
 * @param {readonly Applied[]} deciding
 */
function gapOf(outcome, un, national, deciding) {
  if ([outcome, un, national].includes('undecided')) return null;
  if (outcome === 'clear') return 'none';
  if (outcome === un) return 'required-by-un';
  const isLifted = deciding.some(
    ({ layer, reach, exceptions }) => layer === 'un' && reach === true && exceptions.some(({ value }) => value === true),
  );
  return isLifted ? 'refused-though-allowed' : 'national-only';
}

/** @param {Applied} applied */
function provisionOf({ rule, layer, strength, value, exceptions }) {
  const { id, effect, basis, cite } = rule;
  return { id, layer, effect, strength: STRENGTHS[strength], basis, value: word(value), cite, exceptions: exceptions.map(exceptionOf) };
}

/**
 * @param {Lifting} lifting
 * @returns {object}
 */
function exceptionOf({ rule, value, inner }) {
  return { id: rule.id, value: word(value), cite: rule.cite, exceptions: inner.map(exceptionOf) };
}

/**
 * Nobody who is protected has a duty to leave.
 * @param {Applied} applied
 * @param {boolean} isProtected
 */
function isDuty({ rule, value }, isProtected) {
  if (rule.duty === null || rule.basis === 'statement' || value === false) return false;
  return value === null || !isProtected;
}

/** @param {Applied} applied */
function dutyOf({ rule, value, missing }) {
  const { ends, from, by } = rule.duty ?? {};
  return { provision: rule.id, action: 'return', ends, from, by, value: word(value), missing };
}

/** @param {Applied} applied */
function announcementOf({ rule, value }) {
  return { provision: rule.id, by: rule.duty?.by, basis: 'statement', value: word(value), against: rule.against?.en ?? null };
}
