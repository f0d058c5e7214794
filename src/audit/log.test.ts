import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../test/support/store.ts';
import { aLog, syntheticEvent, syntheticEvents, uuidOf } from '../../test/support/synthetic-log.ts';
import { canonicalJson, type Json } from '../values/canonical.ts';
import { appendBulk } from './bulk.ts';
import { RegisterNotReadOnly, RegisterReadOnly } from './errors.ts';
import { bodyOf, type EventDraft, instantAfter } from './event.ts';
import { appendEvents } from './log.ts';
import { Frontier, leafHash } from './merkle.ts';
import { allEvents, eventById, eventsAbout, eventsOf } from './read.ts';
import { clearReadOnly, makeReadOnly, REGISTER_RECORD, readOnlyState } from './read-only.ts';

const NOW = '2026-11-25T10:00:00.123Z';
const KNOWN = '2026-11-25T10:00:00.123000Z';

describe('the body of an event', () => {
  test('is the canonical JSON of its frame', () => {
    for (const draft of syntheticEvents(6)) {
      const { sealed, ...plain } = draft;
      const seal = sealed === null ? null : hash('sha256', sealed, 'hex');
      const frame = { ...plain, knownAt: KNOWN, sealed: seal } as unknown as Json;
      expect(bodyOf(draft, KNOWN)).toBe(canonicalJson(frame));
    }
  });

  test.each<[string, Partial<EventDraft>]>([
    ['an id in capitals', { id: uuidOf('a').toUpperCase() }],
    ['an actor that is no UUID', { actor: 'somebody' }],
    ['a person that is no UUID', { person: '1' }],
    ['a kind with a quotation mark', { kind: 'a","b' }],
    ['a kind of record with a capital', { record: { kind: 'Permit', id: uuidOf('a') } }],
    ['a day that does not exist', { trueOn: '2017-02-29' }],
    ['a version 0', { version: 0 }],
  ])('is not made of %s', (_what, change) => {
    expect(() => bodyOf({ ...syntheticEvent(1), ...change }, KNOWN)).toThrow(TypeError);
  });
});

describe('the instant of an entry', () => {
  test.each([
    [null, '2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000000Z'],
    ['2026-11-25T10:00:00.000000Z', '2026-11-25T10:00:00.5Z', '2026-11-25T10:00:00.500000Z'],
    ['2026-11-25T10:00:00.500000Z', '2026-11-25T10:00:00.5Z', '2026-11-25T10:00:00.500001Z'],
    ['2026-11-25T10:59:59.999999Z', '2026-11-25T10:00:00Z', '2026-11-25T11:00:00.000000Z'],
  ])('after %s at %s is %s', (last, now, instant) => {
    expect(instantAfter(last, now)).toBe(instant);
  });
  test('needs a clock in UTC', () => {
    expect(() => instantAfter(null, '2026-11-25T10:00:00+08:00')).toThrow(TypeError);
  });
});

describe.each(ENGINES)('the log, %s', (engine) => {
  test('one by one, together and in bulk: the same leaves, the same tree', async (context) => {
    const [apart, together] = [await aLog(context, engine), await aLog(context, engine)];
    const drafts = [...syntheticEvents(600)];
    const at = (i: number): string => `2026-11-25T10:00:00.${String(i).padStart(6, '0')}Z`;
    await apart.transaction((tx) => appendEvents(tx, drafts.slice(0, 3), at(1)));
    await apart.transaction((tx) => appendBulk(apart, tx, drafts.slice(3, 590), at(2)));
    for (const [i, draft] of drafts.slice(590).entries()) await apart.transaction((tx) => appendEvents(tx, [draft], at(3 + i)));
    await together.transaction((tx) => appendEvents(tx, drafts.slice(0, 3), at(1)));
    await together.transaction((tx) => appendEvents(tx, drafts.slice(3, 590), at(2)));
    for (const [i, draft] of drafts.slice(590).entries()) await together.transaction((tx) => appendBulk(together, tx, [draft], at(3 + i)));

    const frontier = new Frontier();
    for (const store of [apart, together]) {
      const events = (await Array.fromAsync(allEvents(store.db, { chunk: 70 }))).flat();
      expect(events.map(({ leaf }) => leaf)).toEqual(drafts.map((_, i) => i));
      expect(
        events.map(({ leaf: _leaf, body: _body, knownAt: _knownAt, ...draft }) => ({ ...draft, sealed: hexOf(draft.sealed) })),
      ).toEqual(drafts.map((draft) => ({ ...draft, sealed: hexOf(draft.sealed) })));
      if (store === apart) for (const { body } of events) frontier.add(leafHash(body));
      const { rows } = await sql`select size, encode(frontier, 'hex') as edge, known_at from log_head`.execute(store.db);
      expect(rows).toEqual([{ size: 600, edge: frontier.edge, known_at: at(12) }]);
      const tiles = await sql`select level, at from log_tile order by at`.execute(store.db);
      expect(tiles.rows).toEqual([0, 1].map((tile) => ({ level: 8, at: tile })));
    }
  });

  test('knows who comes later, whatever the clock says', async (context) => {
    const store = await aLog(context, engine);
    const first = await store.transaction((tx) => appendEvents(tx, [syntheticEvent(1)], NOW));
    const second = await store.transaction((tx) => appendEvents(tx, [syntheticEvent(2), syntheticEvent(3)], '2020-01-01T00:00:00Z'));
    expect(first).toEqual({ knownAt: KNOWN, firstLeaf: 0 });
    expect(second).toEqual({ knownAt: '2026-11-25T10:00:00.123001Z', firstLeaf: 1 });
    expect(await store.transaction((tx) => appendEvents(tx, [], NOW))).toEqual({ knownAt: second.knownAt, firstLeaf: 3 });
    expect(await store.transaction((tx) => appendBulk(store, tx, [], NOW))).toEqual({ knownAt: second.knownAt, firstLeaf: 3, count: 0 });
  });

  test('a transaction that fails leaves nothing of its entries', async (context) => {
    const store = await aLog(context, engine);
    await store.transaction((tx) => appendEvents(tx, [...syntheticEvents(5)], NOW));
    const failing = store.transaction(async (tx) => {
      await appendBulk(store, tx, syntheticEvents(300, 5), NOW);
      throw new Error('the power went');
    });
    await expect(failing).rejects.toThrow('the power went');
    expect((await Array.fromAsync(allEvents(store.db))).flat()).toHaveLength(5);
    expect(await store.transaction((tx) => appendEvents(tx, [syntheticEvent(5)], NOW))).toMatchObject({ firstLeaf: 5 });
  });

  test('writers at once stand in one order, with no gap', async (context) => {
    const store = await aLog(context, engine);
    const writes = Array.from({ length: 40 }, (_, i) =>
      store.transaction((tx) => appendEvents(tx, [syntheticEvent(2 * i), syntheticEvent(2 * i + 1)], NOW)),
    );
    const put = (await Promise.all(writes)).sort((a, b) => a.firstLeaf - b.firstLeaf);
    expect(put.map(({ firstLeaf }) => firstLeaf)).toEqual(writes.map((_, i) => 2 * i));
    expect(put.map(({ knownAt }) => knownAt)).toEqual(put.map(({ knownAt }) => knownAt).sort());
    expect(new Set(put.map(({ knownAt }) => knownAt)).size).toBe(40);
  });

  test('two entries of one version of a record are not both taken', async (context) => {
    const store = await aLog(context, engine);
    const again = { ...syntheticEvent(1), id: uuidOf('another') };
    await store.transaction((tx) => appendEvents(tx, [syntheticEvent(1)], NOW));
    await expect(store.transaction((tx) => appendEvents(tx, [again], NOW))).rejects.toMatchObject({ code: '23505' });
  });

  test('is only ever added to', async (context) => {
    const store = await aLog(context, engine);
    const changes = [
      'update log_event set kind = kind',
      'delete from log_event',
      'truncate log_event',
      'delete from log_tile',
      'delete from log_checkpoint',
    ];
    for (const change of changes) await expect(sql.raw(change).execute(store.db), change).rejects.toThrow('the log is only ever added to');
  });

  test('a record is read as of a day and as known at an instant', async (context) => {
    const store = await aLog(context, engine);
    const record = { kind: 'permit', id: uuidOf('a permit') };
    const of = (version: number, trueOn: string): EventDraft => ({
      ...syntheticEvent(version),
      id: uuidOf(`event ${version}`),
      record,
      version,
      trueOn,
      person: null,
    });
    const known: string[] = [];
    for (const draft of [of(1, '2017-09-01'), of(2, '2017-12-01'), of(3, '2017-10-01')])
      known.push((await store.transaction((tx) => appendEvents(tx, [draft], NOW))).knownAt);
    const versions = async (clocks: Parameters<typeof eventsOf>[2]) =>
      (await eventsOf(store.db, record, clocks)).map(({ version }) => version);
    expect(await versions({})).toEqual([1, 3, 2]);
    expect(await versions({ asOf: '2017-10-01' })).toEqual([1, 3]);
    expect(await versions({ knownAt: known[1] ?? '' })).toEqual([1, 2]);
    expect(await versions({ asOf: '2017-11-30', knownAt: known[1] ?? '' })).toEqual([1]);
    expect(await versions({ asOf: '2017-08-31' })).toEqual([]);
    expect(await eventById(store.db, uuidOf('event 2'))).toMatchObject({ leaf: 1, version: 2, knownAt: known[1] });
    expect(await eventById(store.db, uuidOf('nothing'))).toBeNull();
  });

  test('everything about a person, in its order', async (context) => {
    const store = await aLog(context, engine);
    const person = uuidOf('a person');
    const drafts = [...syntheticEvents(9)].map((draft, i) => ({ ...draft, person: i % 4 === 0 ? person : null }));
    await store.transaction((tx) => appendEvents(tx, drafts, NOW));
    expect((await eventsAbout(store.db, person)).map(({ leaf }) => leaf)).toEqual([0, 4, 8]);
  });

  test('a read-only register says since when and why, keeps the first reason, and is opened by an entry', async (context) => {
    const store = await aLog(context, engine);
    await store.transaction((tx) => appendEvents(tx, [syntheticEvent(1)], NOW));
    const by = { id: uuidOf('opening'), actor: uuidOf('an administrator'), reason: 'Restored from the backup of Monday' };
    await expect(store.transaction((tx) => clearReadOnly(tx, by, NOW))).rejects.toThrow(RegisterNotReadOnly);
    await makeReadOnly(store.db, 'entry 3, log_event.body: it is not what it was', NOW);
    await makeReadOnly(store.db, 'something else', NOW);
    const refused = store.transaction((tx) => appendEvents(tx, [syntheticEvent(2)], NOW));
    await expect(refused).rejects.toThrow(RegisterReadOnly);
    await expect(refused).rejects.toThrow('since 2026-11-25T10:00:00.123000Z: entry 3, log_event.body: it is not what it was.');
    await expect(store.transaction((tx) => appendBulk(store, tx, [syntheticEvent(2)], NOW))).rejects.toThrow(RegisterReadOnly);
    expect(await readOnlyState(store.db)).toEqual({ since: KNOWN, why: 'entry 3, log_event.body: it is not what it was' });
    await store.transaction((tx) => clearReadOnly(tx, by, NOW));
    expect(await readOnlyState(store.db)).toBeNull();
    expect(await eventsOf(store.db, REGISTER_RECORD)).toMatchObject([
      { kind: 'opened-again', version: 1, data: { reason: by.reason, since: KNOWN } },
    ]);
    await store.transaction((tx) => appendEvents(tx, [syntheticEvent(2)], NOW));
  });
});

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('hex');
}
