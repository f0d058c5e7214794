// @ts-check
/**
 * What the law says of a case: each provision with its exceptions, then the outcome by layer, the duties and what is missing. Written
 * from the contract of a decision, as a second opinion to the programme that decided.
 */
import { and, evaluate, not, or } from './condition.mjs';
import { collectMissing } from './missing.mjs';

/** @typedef {import('./case.mjs').Case} Case */
/** @typedef {import('./condition.mjs').Node} Node */
/** @typedef {import('./condition.mjs').World} World */
/** @typedef {boolean | null} Truth */
/** @typedef {{ readonly node: Node }} Condition */
/** @typedef {{ readonly id: string, readonly cite: object, readonly when: Condition, readonly unless: readonly Exception[] }} Exception */
/** @typedef {{ readonly ends: string, readonly from: string, readonly by: string }} Duty */
/**
 * @typedef {object} Provision
 * @property {string} id
 * @property {string} layer
 * @property {object} cite
 * @property {string} effect
 * @property {string | null} strength
 * @property {string | null} basis
 * @property {readonly { readonly act: string, readonly where: Condition | null }[]} governs
 * @property {{ readonly from: string, readonly until: string | null }} inForce
 * @property {string} testedOn
 * @property {Condition} when
 * @property {readonly Exception[]} unless
 * @property {Duty | null} duty
 * @property {{ readonly en: string } | null} against
 */
/** @typedef {{ readonly host: string | null, readonly on: string | null, readonly answers: boolean | null }} Position */
/**
 * A regime as it stands in its JSON, as far as it decides.
 * @typedef {object} Regime
 * @property {string} id
 * @property {readonly { readonly id: string, readonly hosts: readonly { readonly code: string, readonly until: string | null }[] | null }[]} layers
 * @property {readonly { readonly id: string, readonly means: Condition }[]} terms
 * @property {readonly Provision[]} provisions
 * @property {readonly { readonly id: string, readonly positions: readonly Position[] }[]} questions
 */
/**
 * A provision that reaches the host, with what this case makes of it.
 * @typedef {object} Applied
 * @property {Provision} rule
 * @property {'un' | 'national'} layer
 * @property {boolean} governs whether it governs the act at all
 * @property {Truth} reach in force, governing, and its condition; exceptions left aside
 * @property {Truth} value
 * @property {number} strength what it adds when it bites: 0 clear, 1 needs-approval, 2 barred
 * @property {readonly Lifting[]} exceptions
 * @property {readonly string[]} missing
 */
/** @typedef {{ readonly rule: Exception, readonly value: Truth, readonly inner: readonly Lifting[] }} Lifting */

/**
 * @param {readonly Regime[]} regimes
 * @param {Case} input
 * @returns {readonly Applied[]} in the order of the law
 */
export function applyLaw(regimes, input) {
  return regimes.flatMap((regime) => {
    const terms = new Map(regime.terms.map(({ id, means }) => [id, means.node]));
    /** @type {World} */
    const world = {
      fact: input.fact,
      items: new Map(),
      question: (id) => input.assumed.get(id) ?? answerTo(regimes, id, input),
      term: (id) => {
        const node = terms.get(id);
        if (node === undefined) throw new Error(`the law has no term ${id}`);
        return node;
      },
    };
    return regime.provisions.flatMap((rule) => {
      const layer = regime.layers.find(({ id }) => id === rule.layer);
      if (layer === undefined) return [];
      if (layer.hosts === null) return [apply(rule, 'un', null, input, world)];
      const host = layer.hosts.find(({ code }) => code === input.host);
      return host === undefined ? [] : [apply(rule, 'national', host.until, input, world)];
    });
  });
}

/**
 * The host's own dated position on a question, the latest that has begun.
 * @param {readonly Regime[]} regimes
 * @param {string} id
 * @param {Case} input
 * @returns {Truth}
 */
function answerTo(regimes, id, { host, asOf }) {
  const positions = regimes.flatMap(({ questions }) =>
    questions.filter((question) => question.id === id).flatMap((question) => question.positions),
  );
  const begun = positions.filter((each) => each.host === host && each.answers !== null && each.on !== null && each.on <= asOf);
  const latest = begun.reduce(
    (/** @type {Position | null} */ best, each) => (best === null || String(each.on) > String(best.on) ? each : best),
    null,
  );
  return latest === null ? null : latest.answers;
}

/**
 * @param {Provision} rule
 * @param {'un' | 'national'} layer
 * @param {string | null} hostUntil the last day on which the host belongs to the layer
 * @param {Case} input
 * @param {World} world
 * @returns {Applied}
 */
function apply(rule, layer, hostUntil, input, world) {
  const governing = rule.governs.findLast(({ act }) => act === input.act);
  if (governing === undefined) {
    const exceptions = rule.unless.map((exception) => silent(exception));
    return { rule, layer, governs: false, reach: false, value: false, strength: 0, exceptions, missing: [] };
  }
  const day = /** @type {string | null} */ (input.fact(rule.testedOn));
  const { from, until } = rule.inForce;
  const hasLeft = hostUntil !== null && input.asOf > hostUntil;
  const inForce = hasLeft ? false : day === null ? null : day >= from && (until === null || day <= until);
  const governs = governing.where === null ? true : truthOf(governing.where, world);
  const reach = and([inForce, governs, truthOf(rule.when, world)]);
  const exceptions = rule.unless.map((exception) => lifting(exception, world));
  const value = and([reach, not(or(exceptions.map((exception) => exception.value)))]);
  const missing = value === null ? missingIn(rule, governing.where, world) : [];
  return { rule, layer, governs: true, reach, value, strength: strengthOf(rule, input.asOf), exceptions, missing };
}

/**
 * @param {Condition} condition
 * @param {World} world
 */
function truthOf({ node }, world) {
  return /** @type {Truth} */ (evaluate(node, world));
}

/**
 * An exception holds when its condition does and none of its own exceptions does.
 * @param {Exception} rule
 * @param {World} world
 * @returns {Lifting}
 */
function lifting(rule, world) {
  const inner = rule.unless.map((exception) => lifting(exception, world));
  return { rule, inner, value: and([truthOf(rule.when, world), not(or(inner.map(({ value }) => value)))]) };
}

/**
 * @param {Exception} rule
 * @returns {Lifting}
 */
function silent(rule) {
  return { rule, value: false, inner: rule.unless.map(silent) };
}

/**
 * A duty bars only after its last lawful day; known only from a statement it never does.
 * @param {Provision} rule
 * @param {string} asOf
 */
function strengthOf(rule, asOf) {
  if (rule.duty !== null) return rule.basis !== 'statement' && asOf > rule.duty.by ? 2 : 0;
  return rule.strength === 'barred' ? 2 : rule.strength === 'needs-approval' ? 1 : 0;
}

/**
 * @param {Provision} rule
 * @param {Condition | null} where
 * @param {World} world
 */
function missingIn(rule, where, world) {
  /** @type {Set<string>} */
  const into = new Set();
  collectMissing({ op: 'fact', name: rule.testedOn }, world, into);
  if (where !== null) collectMissing(where.node, world, into);
  collectMissing(rule.when.node, world, into);
  /** @param {Exception} exception */
  const ofException = (exception) => {
    if (lifting(exception, world).value !== null) return;
    collectMissing(exception.when.node, world, into);
    exception.unless.forEach(ofException);
  };
  rule.unless.forEach(ofException);
  return [...into].sort();
}
