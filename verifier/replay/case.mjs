// @ts-check
/** @typedef {import('./condition.mjs').Item} Item */
/** @typedef {import('./condition.mjs').Node} Node */
/** @typedef {import('./condition.mjs').Value} Value */
/** @typedef {import('../canonical.mjs').JsonRecord} JsonRecord */

/**
 * A case with its facts by dotted name; what is absent is unknown, `null`.
 * @typedef {object} Case
 * @property {string | null} id
 * @property {string} host
 * @property {string} act
 * @property {string} asOf
 * @property {(name: string) => Value | readonly Item[]} fact
 * @property {ReadonlyMap<string, boolean>} assumed answers to open questions that the case assumes
 */

/**
 * Reads a case in the form in which it came in: groups of facts, `approvals`, `interpretation`.
 * @param {JsonRecord} input
 * @returns {Case}
 */
export function readCase(input) {
  /** @param {string} name */
  const given = (name) => {
    const [head = '', field] = name.split('.');
    if (field === undefined) return input[head] ?? null;
    const group = /** @type {JsonRecord | null | undefined} */ (input[head]);
    return group?.[field] ?? null;
  };
  const approvals = /** @type {readonly JsonRecord[] | null} */ (given('approvals'));
  const records = approvals?.map(({ committee = null, approvedOn = null }) => ({
    committee: committee === null ? null : String(committee),
    approvedOn: approvedOn === null ? null : String(approvedOn),
  }));
  const returnProhibited = settledProhibition(given('worker.returnProhibited'), given('worker.protectionAssessment'));
  /** @param {string} name */
  const fact = (name) => {
    if (name === 'approvals') return records ?? null;
    if (name === 'worker.returnProhibited') return /** @type {Value} */ (returnProhibited);
    return /** @type {Value | readonly Item[]} */ (given(name));
  };
  const answers = Object.entries(/** @type {JsonRecord | null} */ (given('interpretation')) ?? {});
  const assumed = answers.flatMap(([id, answer]) => (typeof answer === 'boolean' ? [/** @type {[string, boolean]} */ ([id, answer])] : []));
  const id = input.id === undefined || input.id === null ? null : String(input.id);
  return { id, host: String(input.host), act: String(input.act), asOf: String(input.asOf), fact, assumed: new Map(assumed) };
}

/**
 * The procedure settles it: upheld, return is prohibited; refused, it is not; pending, nobody knows yet.
 * @param {unknown} entered
 * @param {unknown} assessment
 */
function settledProhibition(entered, assessment) {
  if (assessment === 'upheld') return true;
  if (assessment === 'refused') return false;
  return assessment === 'pending' ? null : entered;
}
