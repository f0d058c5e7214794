// @ts-check
/** The checks, in the order in which a doubter would ask for them. Each says in a sentence what it found; none throws. */
import { createDecipheriv } from 'node:crypto';
import { canonical, fromBase64, sha256 } from './canonical.mjs';
import { readBundle } from './form.mjs';
import { openCheckpoint, readKey } from './note.mjs';
import { decide } from './replay/decide.mjs';
import { continues, leafHash, rootOver } from './tree.mjs';

/** @typedef {import('./canonical.mjs').Json} Json */
/** @typedef {import('./canonical.mjs').JsonRecord} JsonRecord */
/** @typedef {import('./form.mjs').Bundle} Bundle */
/** @typedef {'passed' | 'refused' | 'not checked'} Result */
/** @typedef {{ readonly part: string, readonly result: Result, readonly says: string }} Check */
/** @typedef {{ readonly case: JsonRecord, readonly decision: JsonRecord, readonly law: Json, readonly engine: Json, readonly salt: Json }} Opened */
/**
 * @typedef {object} Report
 * @property {boolean} ok nothing was refused
 * @property {boolean} trusted the key of the signature was given, not taken from the bundle
 * @property {boolean} replayed the law was asked again and gave the same answer
 * @property {readonly Check[]} checks
 */

/**
 * @param {Uint8Array} bytes of the bundle's file
 * @param {string} [trusted] the public key that the reader has from elsewhere, `NAME+ID+BASE64`
 * @returns {Report}
 */
export function check(bytes, trusted) {
  /** @type {Check[]} */
  const checks = [];
  /**
   * @template T
   * @param {string} part
   * @param {() => readonly [T, string]} act gives what later checks need and what it found; it throws what is wrong
   * @returns {T | null}
   */
  const run = (part, act) => {
    try {
      const [found, says] = act();
      checks.push({ part, result: 'passed', says });
      return found;
    } catch (error) {
      checks.push({ part, result: 'refused', says: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  /** @param {string} part @param {string} says */
  const leave = (part, says) => void checks.push({ part, result: 'not checked', says });

  const bundle = run('form', () => /** @type {const} */ ([readBundle(bytes), 'the file has the one form that a bundle may have']));
  if (bundle !== null) {
    const entry = run('entry', () => readEntry(bundle));
    checkLog(bundle, trusted, run, leave);
    if (bundle.sealed === null) leave('sealed', 'the entry has nothing sealed');
    else if (entry !== null) checkSealed(bundle, bundle.sealed, entry, run, leave);
  }
  const isReplayed = checks.some(({ part, result }) => part === 'replay' && result === 'passed');
  return { ok: !checks.some(({ result }) => result === 'refused'), trusted: trusted !== undefined, replayed: isReplayed, checks };
}

/** @typedef {<T>(part: string, act: () => readonly [T, string]) => T | null} Run */
/** @typedef {(part: string, says: string) => void} Leave */

/**
 * @param {Bundle} bundle
 * @returns {readonly [JsonRecord, string]}
 */
function readEntry({ entry, sealed }) {
  const said = /** @type {Json} */ (JSON.parse(entry.body));
  if (typeof said !== 'object' || said === null || canonical(said) !== entry.body) refuse('the body is not the canonical JSON of an entry');
  const body = /** @type {JsonRecord} */ (said);
  const bytes = sealed === null ? null : (fromBase64(sealed) ?? refuse('the sealed bytes are not base 64'));
  if (body.sealed !== (bytes === null ? null : sha256(bytes))) refuse('the sealed bytes are not those whose hash stands in the entry');
  return [
    body,
    `event ${body.id}, ${body.kind}, true on ${body.trueOn}, known at ${body.knownAt}; the hash of what is sealed stands in it`,
  ];
}

/**
 * The signatures, and the way from the entry to what was signed.
 * @param {Bundle} bundle
 * @param {string | undefined} trusted
 * @param {Run} run
 * @param {Leave} leave
 */
function checkLog({ entry, signer, checkpoint, earlier, inclusion }, trusted, run, leave) {
  const key = run('key', () => {
    const found = readKey(signer) ?? refuse('the key in the bundle is none, or its id is not its own');
    if (trusted !== undefined && trusted !== signer) refuse('the key in the bundle is not the one that was given');
    const says = 'the key came with the bundle and proves nothing about who signed; give the one you know by --key';
    return [found, trusted === undefined ? says : `the bundle names the key that was given, ${signer}`];
  });
  if (key === null) return;
  const signed = run('checkpoint', () => {
    const found = openCheckpoint(checkpoint, key) ?? refuse('this key did not sign this checkpoint');
    return [found, `${key.name} signed a log of ${found.size} entries, root ${found.root}`];
  });
  if (signed !== null)
    run('inclusion', () => {
      if (rootOver(leafHash(entry.body), entry.leaf, signed.size, inclusion) !== signed.root)
        refuse('the hashes do not lead from the entry to the root that was signed');
      return [true, `the entry is number ${entry.leaf} of that log`];
    });
  if (earlier === null) {
    leave('consistency', 'the bundle has no earlier checkpoint');
    return;
  }
  const before = run('earlier checkpoint', () => {
    const found = openCheckpoint(earlier.checkpoint, key) ?? refuse('this key did not sign the earlier checkpoint');
    return [found, `${key.name} signed a log of ${found.size} entries before`];
  });
  if (before !== null && signed !== null)
    run('consistency', () => {
      if (!continues(before.size, before.root, signed.size, signed.root, earlier.consistency))
        refuse('the hashes do not show the log to continue the earlier checkpoint');
      return [true, `the log of ${signed.size} begins with the log of ${before.size}: nothing of it was changed`];
    });
}

/**
 * What is sealed, and the law asked again.
 * @param {Bundle} bundle
 * @param {string} sealed
 * @param {JsonRecord} body
 * @param {Run} run
 * @param {Leave} leave
 */
function checkSealed({ key, law }, sealed, body, run, leave) {
  if (key === null) {
    leave('opening', 'the bundle has no key: the person was erased, or it is not for this reader');
    if (law.length > 0) run('law', () => refuse('there is law in the bundle and nothing that it could be checked against'));
    return;
  }
  const opened = run('opening', () => [{ record: asDecision(open(sealed, key)) }, 'the key opens what is sealed, and it was not changed']);
  if (opened === null) return;
  const { record } = opened;
  if (record === null) {
    if (law.length > 0) run('law', () => refuse('there is law in the bundle and no decision in what is sealed'));
    else leave('replay', `what is sealed with ${body.kind} is no decision`);
    return;
  }
  const regimes = run('law', () => {
    const named = law.map(({ regime, sha256: hash }) => ({ regime, sha256: hash }));
    if (canonical(record.law) !== canonical(named) || canonical(record.decision.law ?? null) !== canonical(named))
      refuse('the decision rests on another law than the one in the bundle');
    const texts = law.map(({ regime, sha256: hash, json }) => {
      const read = /** @type {Json} */ (JSON.parse(json));
      if (sha256(json) !== hash || canonical(read) !== json) refuse(`the law ${regime} has not the hash by which the decision names it`);
      if (/** @type {JsonRecord} */ (read).id !== regime) refuse(`the law ${regime} calls itself otherwise`);
      return /** @type {import('./replay/law.mjs').Regime} */ (/** @type {unknown} */ (read));
    });
    return [texts, named.map(({ regime, sha256: hash }) => `${regime} ${hash}`).join(', ')];
  });
  run('open answer', () => openAnswer(body, record));
  if (regimes !== null) run('replay', () => replay(regimes, record));
}

/** What an entry may say in the open of the decision that is sealed with it. */
const IN_THE_OPEN = ['act', 'asOf', 'outcome', 'un', 'national', 'gap', 'missing', 'returnBy', 'protected'];

/**
 * @param {JsonRecord} body
 * @param {Opened} opened
 * @returns {readonly [true, string]}
 */
function openAnswer({ data }, { decision, salt }) {
  const set = /** @type {JsonRecord} */ (/** @type {JsonRecord | null} */ (data)?.set ?? {});
  const said = IN_THE_OPEN.filter((field) => set[field] !== undefined);
  for (const field of said) {
    const sealed = decision[field];
    const answer = field === 'un' || field === 'national' ? /** @type {JsonRecord | undefined} */ (sealed)?.outcome : sealed;
    if (canonical(set[field] ?? null) !== canonical(answer ?? null))
      refuse(`the entry says another ${field} in the open than the decision that is sealed with it`);
  }
  if (
    set.decisionHash !== undefined &&
    (typeof salt !== 'string' || sha256(Buffer.from(salt, 'base64'), JSON.stringify(decision)) !== set.decisionHash)
  )
    refuse('the hash of the decision that stands in the open is not that of the sealed one');
  return [
    true,
    said.length === 0
      ? 'the entry says nothing of the decision in the open'
      : `what the entry says in the open is what is sealed: ${said.join(', ')}`,
  ];
}

/**
 * AES-256-GCM: nonce of 12 bytes, ciphertext, tag of 16.
 * @param {string} sealed
 * @param {string} key
 * @returns {Json}
 */
function open(sealed, key) {
  const bytes = fromBase64(sealed) ?? refuse('the sealed bytes are not base 64');
  const secret = fromBase64(key);
  if (secret === null || secret.length !== 32 || bytes.length < 28) return refuse('the key or the sealed bytes have not their length');
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  const text = decipher.update(bytes.subarray(12, -16));
  try {
    return /** @type {Json} */ (JSON.parse(Buffer.concat([text, decipher.final()]).toString('utf8')));
  } catch {
    return refuse('this key does not open what is sealed');
  }
}

/**
 * The record of a decision: the case as it came in, the decision, the law that it names.
 * @param {Json} opened
 * @returns {Opened | null}
 */
function asDecision(opened) {
  if (typeof opened !== 'object' || opened === null || Array.isArray(opened)) return null;
  const { case: input, decision, law, engine, salt = null } = /** @type {JsonRecord} */ (opened);
  if (typeof input !== 'object' || typeof decision !== 'object' || law === undefined || engine === undefined) return null;
  return { case: /** @type {JsonRecord} */ (input), decision: /** @type {JsonRecord} */ (decision), law, engine, salt };
}

/**
 * @param {readonly import('./replay/law.mjs').Regime[]} regimes
 * @param {Opened} opened
 * @returns {readonly [true, string]}
 */
function replay(regimes, opened) {
  const { case: input, decision, engine } = opened;
  if (decision.engine !== engine) refuse('the decision names another engine than the record of it');
  const ours = /** @type {JsonRecord} */ (decide(regimes, input));
  for (const [field, value] of Object.entries(ours)) {
    const [said, found] = [canonical(decision[field] ?? null), canonical(value ?? null)];
    if (said !== found) refuse(`the decision says ${field} ${said.slice(0, 200)}, the law gives ${found.slice(0, 200)}`);
  }
  return [
    true,
    `the law gives the same answer to the case: ${decision.outcome} (un ${ours.un === undefined ? '' : canonical(ours.un)}), ${Object.keys(ours).length} fields to the same bytes`,
  ];
}

/**
 * @param {string} what
 * @returns {never}
 */
function refuse(what) {
  throw new Error(what);
}
