/** Bundles of a real log, and what the verifier says of them: whole, with any byte changed, with a part taken from elsewhere. */
import { spawnSync } from 'node:child_process';
import { createCipheriv, hash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { appendBulk } from '../../src/audit/bulk.ts';
import { type Bundle, bundleOf, bundleText, type LawPack } from '../../src/audit/bundle.ts';
import { checkpoint } from '../../src/audit/checkpoint.ts';
import { EventNotSigned } from '../../src/audit/errors.ts';
import { appendEvents } from '../../src/audit/log.ts';
import { signerOf } from '../../src/audit/note.ts';
import { eventById } from '../../src/audit/read.ts';
import { newPrivateKey } from '../../src/audit/signing-key.ts';
import type { CaseInput } from '../../src/decide/case.ts';
import { decide } from '../../src/decide/compile.ts';
import type { Decision } from '../../src/decide/decision.ts';
import { loadRegimes } from '../../src/files/law/load.ts';
import type { Law } from '../../src/law/regime.ts';
import { canonicalJson, type Json } from '../../src/values/canonical.ts';
import { check } from '../../verifier/check.mjs';
import { ENGINES } from '../support/store.ts';
import { aLog, syntheticEvent, syntheticEvents, uuidOf } from '../support/synthetic-log.ts';

const NOW = '2026-11-25T10:00:00.000000Z';
const VERIFY = join(import.meta.dirname, '..', '..', 'verifier', 'verify.mjs');
const signer = signerOf(newPrivateKey('ministry.example/register'));
const stranger = signerOf(newPrivateKey('ministry.example/register'));

const CASE: CaseInput = {
  id: 'A-17',
  host: 'MNG',
  act: 'renew',
  asOf: '2017-12-07',
  worker: { nationalities: ['PRK'], residesOnOtherTitle: false },
  contract: { finalisedOn: '2017-09-11', written: true },
  approvals: [],
};

let law: Law;
let packs: readonly LawPack[];

beforeAll(async () => {
  law = await loadRegimes({ regimes: ['dprk-labour'] });
  packs = law.regimes.map(({ regime, sha256 }) => ({ regime: regime.id, sha256, json: canonicalJson(regime as unknown as Json) }));
});

interface Made {
  readonly bundle: Bundle;
  readonly text: string;
}

type Change = (decision: Decision) => Decision;

/** A log of 700 entries with one decision in it, signed at 400 and at 700, and the bundle of that decision. */
async function aBundle(context: TestContext, engine: (typeof ENGINES)[number], change: Change = (decision) => decision): Promise<Made> {
  const store = await aLog(context, engine);
  const decision = change(decide(law, CASE));
  const text = JSON.stringify(decision);
  const salt = randomBytes(16).toString('base64');
  const record = { case: CASE, decision, law: decision.law, engine: decision.engine, salt };
  const key = randomBytes(32);
  const { outcome, missing, gap } = decision;
  const set = {
    outcome,
    missing,
    gap,
    un: decision.un.outcome,
    decisionHash: hash('sha256', Buffer.concat([Buffer.from(salt, 'base64'), Buffer.from(text)]), 'hex'),
  };
  const id = uuidOf('a decision');
  const event = {
    ...syntheticEvent(1000),
    id,
    record: { kind: 'decision', id: uuidOf('its record') },
    kind: 'proposed',
    data: { set },
    person: uuidOf('a person'),
    sealed: sealed(key, JSON.stringify(record)),
  };
  await store.transaction((tx) => appendBulk(store, tx, [...syntheticEvents(250), event, ...syntheticEvents(149, 250)], NOW));
  await checkpoint(store, signer, NOW);
  await store.transaction((tx) => appendEvents(tx, [...syntheticEvents(300, 399)], NOW));
  await checkpoint(store, signer, NOW);
  const logged = await eventById(store.db, id);
  if (logged === null) throw new Error('the event is gone');
  const bundle = await bundleOf(store.db, { event: logged, eventKey: key, law: packs, verifier: signer.verifier });
  return { bundle, text: bundleText(bundle) };
}

function sealed(key: Uint8Array, text: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

const results = (bytes: Uint8Array, key?: string): Record<string, string> =>
  Object.fromEntries(check(bytes, key).checks.map(({ part, result }) => [part, result]));

describe.each(ENGINES)('a bundle of a log, %s', (engine) => {
  test('is whole: every check passes, and the law gives the same answer', async (context) => {
    const { text } = await aBundle(context, engine);
    const report = check(Buffer.from(text), signer.verifier.key);
    expect(report).toMatchObject({ ok: true, trusted: true, replayed: true });
    expect(report.checks.map(({ part, result }) => `${part}: ${result}`)).toEqual(
      [
        'form',
        'entry',
        'key',
        'checkpoint',
        'inclusion',
        'earlier checkpoint',
        'consistency',
        'opening',
        'law',
        'open answer',
        'replay',
      ].map((part) => `${part}: passed`),
    );
    expect(check(Buffer.from(text))).toMatchObject({ ok: true, trusted: false, replayed: true });
  });

  test('of an event that no checkpoint covers is not made', async (context) => {
    const store = await aLog(context, engine);
    await store.transaction((tx) => appendEvents(tx, [syntheticEvent(1)], NOW));
    const event = await eventById(store.db, syntheticEvent(1).id);
    if (event === null) throw new Error('the event is gone');
    const asked = { event, eventKey: null, law: [], verifier: signer.verifier };
    await expect(bundleOf(store.db, asked)).rejects.toThrow(EventNotSigned);
    await checkpoint(store, signer, NOW);
    const { earlier, inclusion } = await bundleOf(store.db, asked);
    expect({ earlier, inclusion }).toEqual({ earlier: null, inclusion: [] });
    const report = check(Buffer.from(bundleText(await bundleOf(store.db, asked))));
    expect(report).toMatchObject({ ok: true, replayed: false });
  });

  test('of an erased person shows the entry, and says that nothing was opened', async (context) => {
    const { bundle } = await aBundle(context, engine);
    const erased = bundleText({ ...bundle, key: null, law: [] });
    expect(check(Buffer.from(erased))).toMatchObject({ ok: true, replayed: false });
    expect(results(Buffer.from(erased))).toMatchObject({ entry: 'passed', inclusion: 'passed', opening: 'not checked' });
  });
});

describe('a bundle with something changed', () => {
  let made: Made | undefined;
  const whole = async (context: TestContext): Promise<Made> => {
    made ??= await aBundle(context, 'embedded');
    return made;
  };

  test('one byte, anywhere, in any way: it is refused, and the part is named', async (context) => {
    const { text } = await whole(context);
    const bytes = Buffer.from(text);
    // Every byte once over the places where each counts; of the law, which is long and stands under one hash, a part.
    const law = [text.indexOf('"law":'), text.indexOf('"sealed":')] as const;
    let tried = 0;
    for (let at = 0; at < bytes.length; at += at > law[0] + 200 && at < law[1] - 200 ? 997 : 3) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << ((at * 5) % 8));
      const report = check(changed, signer.verifier.key);
      expect(report.ok, `byte ${at}: ${text.slice(at - 20, at + 20)}`).toBe(false);
      expect(report.checks.find(({ result }) => result === 'refused')?.part).toMatch(/^[a-z ]+$/);
      tried++;
    }
    expect(tried).toBeGreaterThan(2000);
  });

  test('cut short or made longer anywhere', async (context) => {
    const bytes = Buffer.from((await whole(context)).text);
    for (let at = 0; at < bytes.length; at += 1501) expect(check(bytes.subarray(0, at)).ok).toBe(false);
    expect(check(Buffer.concat([bytes, Buffer.from(' ')])).ok).toBe(false);
    expect(check(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])).ok).toBe(false);
    expect(check(Buffer.from('['.repeat(100_000))).ok).toBe(false);
  });

  test.for<[string, string, (bundle: Bundle) => Bundle]>([
    ['the place of the entry', 'inclusion', (b) => ({ ...b, entry: { ...b.entry, leaf: b.entry.leaf + 1 } })],
    ['the body', 'inclusion', (b) => ({ ...b, entry: { ...b.entry, body: b.entry.body.replace('2017', '2018') } })],
    ['what is sealed', 'entry', (b) => ({ ...b, sealed: Buffer.from('other').toString('base64') })],
    ['nothing sealed', 'entry', (b) => ({ ...b, sealed: null })],
    ['the key of what is sealed', 'opening', (b) => ({ ...b, key: randomBytes(32).toString('base64') })],
    ['a shorter way to the root', 'inclusion', (b) => ({ ...b, inclusion: b.inclusion.slice(1) })],
    [
      'a shorter way between checkpoints',
      'consistency',
      (b) => ({ ...b, earlier: b.earlier && { ...b.earlier, consistency: b.earlier.consistency.slice(1) } }),
    ],
    ['the earlier checkpoint in place of the later', 'inclusion', (b) => ({ ...b, checkpoint: b.earlier?.checkpoint ?? '' })],
    ['the key of somebody else', 'checkpoint', (b) => ({ ...b, signer: stranger.verifier.key })],
    [
      'a note of somebody else',
      'checkpoint',
      (b) => ({ ...b, checkpoint: stranger.sign(b.checkpoint.slice(0, b.checkpoint.indexOf('\n\n') + 1)) }),
    ],
    ['no law', 'law', (b) => ({ ...b, law: [] })],
    [
      'another law under the same hash',
      'law',
      (b) => ({ ...b, law: b.law.map((pack) => ({ ...pack, json: pack.json.replace('2017-09-11', '2017-09-12') })) }),
    ],
    [
      'another law under its own hash',
      'law',
      (b) => ({
        ...b,
        law: b.law.map((pack) => {
          const json = pack.json.replace('2017-09-11', '2017-09-12');
          return { ...pack, json, sha256: hash('sha256', json, 'hex') };
        }),
      }),
    ],
  ])('%s: refused as %s', async ([_what, part, change], context) => {
    const { bundle } = await whole(context);
    expect(results(Buffer.from(bundleText(change(bundle))))).toMatchObject({ [part]: 'refused' });
  });

  test('another key than the one that was given', async (context) => {
    const { text } = await whole(context);
    expect(results(Buffer.from(text), stranger.verifier.key)).toMatchObject({ key: 'refused' });
  });
});

describe('a decision that the law does not give', () => {
  test.for<[string, Change]>([
    ['outcome', (decision) => ({ ...decision, outcome: 'clear' })],
    ['returnBy', (decision) => ({ ...decision, returnBy: '2019-12-22' })],
    ['missing', (decision) => ({ ...decision, missing: [] })],
    ['provisions', (decision) => ({ ...decision, provisions: decision.provisions.map((each) => ({ ...each, value: 'false' as const })) })],
  ])('%s: sealed, logged and signed as it is, the replay refuses it', async ([field, change], context) => {
    const { text } = await aBundle(context, 'embedded', change);
    const replayed = check(Buffer.from(text), signer.verifier.key).checks.find(({ part }) => part === 'replay');
    expect(replayed?.result).toBe('refused');
    expect(replayed?.says).toContain(`the decision says ${field} `);
  });
});

describe('the command', () => {
  const run = (args: readonly string[], node = process.execPath) => spawnSync(node, [VERIFY, ...args], { encoding: 'utf8' });

  test('prints each check and ends with 0, 3 for a refusal, 2 for a wrong call', async (context) => {
    const { text } = await aBundle(context, 'embedded');
    const folder = mkdtempSync(join(tmpdir(), 'resolute-bundle-'));
    context.onTestFinished(() => rmSync(folder, { recursive: true }));
    const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')];
    writeFileSync(good, text);
    writeFileSync(bad, text.replace('"leaf":250', '"leaf":251'));
    const passed = run([good, '--key', signer.verifier.key]);
    expect(passed.stdout).toMatch(/^passed {7}replay/m);
    expect(passed).toMatchObject({ status: 0, stderr: '' });
    expect(run([good]).stdout).toContain('Who signed is not shown: no key was given.');
    expect(run([bad])).toMatchObject({ status: 3, stdout: expect.stringContaining('Refused: inclusion.') });
    expect(JSON.parse(run([bad, '--json']).stdout)).toMatchObject({ ok: false });
    for (const args of [[], [good, bad], ['--nothing', good], [join(folder, 'none.json')]])
      expect(run(args).status, args.join(' ')).toBe(2);
  });
});
