import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, type TestContext, test } from 'vitest';
import { ENGINES, type EngineName } from '../../../test/support/store.ts';
import { aLog, syntheticEvent, syntheticEvents } from '../../../test/support/synthetic-log.ts';
import type { Store } from '../../store/open.ts';
import { appendBulk } from '../bulk.ts';
import { checkpoint, checkpointText } from '../checkpoint.ts';
import { RegisterReadOnly } from '../errors.ts';
import { appendEvents } from '../log.ts';
import { signerOf } from '../note.ts';
import { readOnlyState } from '../read-only.ts';
import { newPrivateKey } from '../signing-key.ts';
import type { Problem } from './problem.ts';
import { sentenceOf, verifyLog } from './verify.ts';

const NOW = '2026-11-25T10:00:00.000000Z';
const signer = signerOf(newPrivateKey('ministry.example/register'));
const stranger = signerOf(newPrivateKey('ministry.example/register'));

/** 700 entries: two full blocks of 256 and one that is not full; signed at 300 and at 700. */
async function aSignedLog(context: TestContext, engine: EngineName): Promise<{ store: Store; folder: string }> {
  const store = await aLog(context, engine);
  const folder = await mkdtemp(join(tmpdir(), 'resolute-log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await store.transaction((tx) => appendBulk(store, tx, syntheticEvents(300), NOW));
  await checkpoint(store, signer, NOW, folder);
  await store.transaction((tx) => appendBulk(store, tx, syntheticEvents(390, 300), NOW));
  for (let i = 690; i < 700; i++) await store.transaction((tx) => appendEvents(tx, [syntheticEvent(i)], NOW));
  await checkpoint(store, signer, NOW, folder);
  return { store, folder };
}

const verify = ({ store, folder }: { store: Store; folder: string }) =>
  verifyLog(store, { verifiers: [signer.verifier], folder, now: NOW });

const TABLES = ['log_event', 'log_head', 'log_tile', 'log_checkpoint'];

/** Runs statements as somebody would who has the database in his hands; `after` sees what they did, then all is as before. */
async function tampered(store: Store, statements: readonly string[], after: () => Promise<void>): Promise<void> {
  const { db } = store;
  const run = (text: string) => sql.raw(text).execute(db);
  for (const table of TABLES) {
    await run(`create table kept_${table} as table ${table}`);
    await run(`alter table ${table} disable trigger user`);
  }
  try {
    for (const statement of statements) await run(statement);
    await after();
  } finally {
    for (const table of TABLES) {
      await run(`delete from ${table}`);
      await run(`insert into ${table} table kept_${table}`);
      await run(`drop table kept_${table}`);
      await run(`alter table ${table} enable trigger user`);
    }
  }
}

const flipped = (column: string, bit: number): string => `set_bit(${column}, ${bit}, 1 - get_bit(${column}, ${bit}))`;

/** One change each, in a block that is full and in the last one, and what has to be named: the column, and the entry where it is about one. */
const CHANGES: readonly (readonly [what: string, statement: string, where: string, leaf: number | null])[] = [
  ...[256, 699].flatMap((leaf) => {
    const change = (column: string, value: string, where = column) =>
      [`${where} of entry ${leaf}`, `update log_event set ${column} = ${value} where leaf = ${leaf}`, `log_event.${where}`, leaf] as const;
    return [
      change('body', `overlay(body placing 'X' from 200 for 1)`),
      change('body', `replace(body, '2017', '2018')`),
      change('body', `body || ' '`),
      change('body', `chr(9) || body`),
      change('leaf_hash', flipped('leaf_hash', 77)),
      change('id', `'00000000-0000-7000-8000-ffffffffffff'`),
      change('record_kind', `'permis'`),
      change('record_kind', `'permit","x":"y'`),
      change('record_id', `'00000000-0000-7000-9000-ffffffffffff'`),
      change('version', '2'),
      change('kind', `'grantee'`),
      change('true_on', 'true_on + 1'),
      change('known_at', `known_at + interval '1 microsecond'`),
      change('known_at', `known_at - interval '1 day'`),
      change('actor', `'00000000-0000-7000-9000-ffffffffffff'`),
      change('person', `'00000000-0000-7000-9000-ffffffffffff'`),
      change('sealed', `'\\x00'::bytea`),
    ];
  }),
  ...[300, 699].flatMap((leaf) => [
    ['no person', `update log_event set person = null where leaf = ${leaf}`, 'log_event.person', leaf] as const,
    ['nothing sealed', `update log_event set sealed = null where leaf = ${leaf}`, 'log_event.sealed', leaf] as const,
    [
      'a bit of what is sealed',
      `update log_event set sealed = ${flipped('sealed', 13)} where leaf = ${leaf}`,
      'log_event.sealed',
      leaf,
    ] as const,
    ['an entry gone', `delete from log_event where leaf = ${leaf}`, 'log_event', leaf] as const,
  ]),
  ['a tile', `update log_tile set hash = ${flipped('hash', 3)} where at = 1`, 'log_tile.hash', null],
  ['a tile gone', 'delete from log_tile where at = 0', 'log_tile.hash', null],
  ['the frontier', `update log_head set frontier = ${flipped('frontier', 9)}`, 'log_head.frontier', null],
  ['the instant of the head', `update log_head set known_at = known_at + interval '1 second'`, 'log_head.known_at', null],
  ['a larger size', 'update log_head set size = 701', 'log_head.size', null],
  ['a much larger size', 'update log_head set size = 1099511627776', 'log_head.size', null],
  ['a note', `update log_checkpoint set note = replace(note, '300', '301') where size = 300`, 'log_checkpoint of 300: note', null],
  [
    'a signature',
    `update log_checkpoint set note = overlay(note placing 'A' from length(note) - 20) where size = 700`,
    'log_checkpoint of 700: note',
    null,
  ],
  [
    'the root of a checkpoint',
    `update log_checkpoint set root = ${flipped('root', 0)} where size = 300`,
    'log_checkpoint of 300: root',
    null,
  ],
  ['the size of a checkpoint', 'update log_checkpoint set size = 301 where size = 300', 'log_checkpoint of 301: size', null],
  ['a checkpoint gone', 'delete from log_checkpoint where size = 300', 'log_checkpoint of 300', null],
];

describe.each(ENGINES)('a check of the whole log, %s', (engine) => {
  test('finds nothing where nothing is', async (context) => {
    const log = await aSignedLog(context, engine);
    const progress: number[] = [];
    const found = await verifyLog(log.store, {
      verifiers: [signer.verifier],
      folder: log.folder,
      now: NOW,
      progress: (checked) => progress.push(checked),
    });
    expect(found).toMatchObject({ size: 700, ok: true, problems: [], count: 0, checkpoints: 4 });
    expect(progress.at(-1)).toBe(700);
    expect(await readOnlyState(log.store.db)).toBeNull();
    const empty = await aLog(context, engine);
    expect(await verifyLog(empty, { verifiers: [signer.verifier], now: NOW })).toMatchObject({ size: 0, ok: true, checkpoints: 0 });
  });

  test('gently, in smaller pieces, it finds the same, and it can be ended', async (context) => {
    const store = await aLog(context, engine);
    await store.transaction((tx) => appendBulk(store, tx, syntheticEvents(2500), NOW));
    const options = { verifiers: [signer.verifier], now: NOW, gently: true };
    const seen: number[] = [];
    const brisk = await verifyLog(store, { ...options, gently: false });
    expect(await verifyLog(store, { ...options, progress: (checked) => seen.push(checked) })).toEqual(brisk);
    expect(seen).toEqual([1024, 2048, 2500]);
    const ends = new AbortController();
    await expect(verifyLog(store, { ...options, signal: ends.signal, progress: () => ends.abort() })).rejects.toThrow(/abort/i);
    await tampered(store, ["update log_event set kind = 'other' where leaf = 2100"], async () => {
      expect((await verifyLog(store, options)).problems).toMatchObject([{ leaf: 2100, where: 'log_event.kind' }]);
    });
  });

  test('takes nothing for a fault that is written and signed meanwhile', async (context) => {
    const { store, folder } = await aSignedLog(context, engine);
    let isOver = false;
    const write = async (): Promise<void> => {
      for (let next = 1000; !isOver; next += 130) {
        await store.transaction((tx) => appendEvents(tx, [...syntheticEvents(130, next)], NOW));
        await checkpoint(store, signer, NOW, folder);
      }
    };
    const writing = write();
    for (let i = 0; i < 12; i++) expect(await verify({ store, folder })).toMatchObject({ ok: true, problems: [] });
    isOver = true;
    await writing;
    expect((await verify({ store, folder })).size).toBeGreaterThan(1000);
  });

  test(`names each of ${CHANGES.length} single changes, and takes no entry after it`, async (context) => {
    const log = await aSignedLog(context, engine);
    for (const [what, statement, where, leaf] of CHANGES) {
      await tampered(log.store, [statement], async () => {
        const { ok, problems } = await verify(log);
        expect(ok, what).toBe(false);
        expect(problems[0], what).toMatchObject({ where, leaf });
        // A lost checkpoint is missed once for each place it stood in; a log that lost its last entry is shorter than what was signed.
        const follows = (problem: Problem): boolean => problem.what === 'it was signed over 700 entries, and the log has 699';
        const others = problems.slice(1).filter((problem) => !follows(problem) && (problem.where !== where || problem.leaf !== leaf));
        expect(others, what).toEqual([]);
        expect((await readOnlyState(log.store.db))?.why, what).toBe(sentenceOf(problems[0] as (typeof problems)[number]));
        await expect(
          log.store.transaction((tx) => appendEvents(tx, [syntheticEvent(1000)], NOW)),
          what,
        ).rejects.toThrow(RegisterReadOnly);
      });
    }
    expect(await verify(log)).toMatchObject({ ok: true });
  });

  test('names the column of any bit of any entry', async (context) => {
    const log = await aSignedLog(context, engine);
    for (let i = 0; i < 36; i++) {
      const [leaf, bit] = [(i * 389) % 700, (i * 7919) % 256];
      const column = (['body', 'leaf_hash', 'sealed'] as const)[i % 3] ?? 'body';
      if (column === 'sealed' && leaf % 3 !== 0) continue;
      // A flipped bit of a text: of its lowest seven, so that it stays one that the database takes.
      const value =
        column === 'body'
          ? `overlay(body placing chr(greatest(1, ascii(substr(body, ${bit + 1}, 1)) # ${1 << (i % 7)})) from ${bit + 1} for 1)`
          : flipped(column, bit % (column === 'sealed' ? 150 : 256));
      await tampered(log.store, [`update log_event set ${column} = ${value} where leaf = ${leaf}`], async () => {
        const { problems } = await verify(log);
        expect(problems, `bit ${bit} of ${column} of ${leaf}`).toMatchObject([{ leaf, where: `log_event.${column}` }]);
      });
    }
  });

  test('an entry rewritten with its columns and its hash is found by the tree', async (context) => {
    const log = await aSignedLog(context, engine);
    const body = `replace(body, '"host":"MNG"', '"host":"QAT"')`;
    const statement = `update log_event set body = ${body}, leaf_hash = sha256('\\x00'::bytea || convert_to(${body}, 'UTF8')) where leaf = 300`;
    await tampered(log.store, [statement], async () => {
      const { problems } = await verify(log);
      expect(problems.map(({ where }) => where)).toEqual(
        expect.arrayContaining(['log_tile.hash', 'log_checkpoint of 700', 'line 2 of the file of checkpoints']),
      );
    });
  });

  test('a log cut short, with its head made to fit, is found by what was signed', async (context) => {
    const log = await aSignedLog(context, engine);
    const shorter = await aLog(context, engine);
    await shorter.transaction((tx) => appendBulk(shorter, tx, syntheticEvents(600), NOW));
    const found = await verifyLog(shorter, { verifiers: [signer.verifier], folder: log.folder, now: NOW });
    expect(found.problems.map(({ where, what }) => `${where}: ${what}`)).toEqual(
      expect.arrayContaining([
        'log_checkpoint of 700: it stands in the file of checkpoints and is gone from the database',
        'line 2 of the file of checkpoints: it was signed over 700 entries, and the log has 600',
      ]),
    );
  });

  test('a log signed by somebody else is not signed', async (context) => {
    const { store } = await aSignedLog(context, engine);
    const found = await verifyLog(store, { verifiers: [stranger.verifier], now: NOW });
    expect(found.problems.map(({ what }) => what)).toEqual(Array(2).fill('none of the known keys signed this note'));
    expect(await verifyLog(store, { verifiers: [stranger.verifier, signer.verifier], now: NOW })).toMatchObject({ ok: true });
  });
});

describe.each(ENGINES)('checkpoints, %s', (engine) => {
  test('the file outside keeps each once, catches up, and drops what a crash left half written', async (context) => {
    const { store, folder } = await aSignedLog(context, engine);
    const path = join(folder, 'checkpoints.jsonl');
    const whole = await readFile(path, 'utf8');
    expect(whole.trimEnd().split('\n')).toHaveLength(2);
    const latest = await checkpoint(store, signer, NOW, folder);
    expect(latest?.size).toBe(700);
    expect(await readFile(path, 'utf8')).toBe(whole);
    await writeFile(path, whole.slice(0, -40));
    expect(await verify({ store, folder })).toMatchObject({ ok: true, checkpoints: 3 });
    await checkpoint(store, signer, NOW, folder);
    expect(await readFile(path, 'utf8')).toBe(whole);
  });

  test('a line of the file that was changed is named', async (context) => {
    const { store, folder } = await aSignedLog(context, engine);
    const path = join(folder, 'checkpoints.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('\\n300\\n', '\\n301\\n'));
    expect((await verify({ store, folder })).problems).toMatchObject([{ where: 'line 1 of the file of checkpoints' }]);
    await writeFile(path, 'garbage\n');
    expect((await verify({ store, folder })).problems).toMatchObject([{ where: 'line 1 of the file of checkpoints' }]);
  });

  test('no signature is given to a log whose past was changed', async (context) => {
    const { store, folder } = await aSignedLog(context, engine);
    await store.transaction((tx) => appendEvents(tx, [syntheticEvent(700)], NOW));
    await tampered(store, [`update log_tile set hash = ${flipped('hash', 3)} where at = 0`], async () => {
      await expect(checkpoint(store, signer, NOW, folder)).rejects.toThrow('the log does not continue the checkpoint of 700 entries');
      expect(await readOnlyState(store.db)).not.toBeNull();
    });
    expect((await checkpoint(store, signer, NOW, folder))?.size).toBe(701);
  });

  test('an empty log has none; a note says origin, size and root', async (context) => {
    const store = await aLog(context, engine);
    expect(await checkpoint(store, signer, NOW)).toBeNull();
    await store.transaction((tx) => appendEvents(tx, [syntheticEvent(1)], NOW));
    const made = await checkpoint(store, signer, NOW);
    expect(made?.note.startsWith(checkpointText('ministry.example/register', 1, made.root))).toBe(true);
  });
});
