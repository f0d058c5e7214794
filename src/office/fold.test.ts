import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES, type TestOffice } from '../../test/support/register.ts';
import { eventsOf } from '../audit/read.ts';
import type { Json } from '../values/canonical.ts';
import type { Desk } from './desk.ts';
import { newId } from './ids.ts';
import { transact } from './office.ts';
import { setOf } from './opened.ts';
import { fold, type RecordKind } from './record.ts';
import { foldedRows, type Moment, NOW, rowsAt } from './states.ts';

/** A record with a column of every type there is. */
interface Trial {
  readonly ref: string | null;
  readonly words: string | null;
  readonly day: string | null;
  readonly flag: boolean | null;
  readonly number: number | null;
  readonly list: readonly string[] | null;
  readonly refs: readonly string[] | null;
  readonly data: Json;
}

const trial: RecordKind<Trial> = {
  kind: 'trial',
  table: 'trial_record',
  columns: { ref: 'uuid', words: 'text', day: 'date', flag: 'boolean', number: 'integer', list: 'text[]', refs: 'uuid[]', data: 'jsonb' },
  sealed: false,
  person: () => null,
};

const FIELDS = Object.keys(trial.columns) as (keyof Trial)[];
const DAYS = ['2017-08-05', '2017-09-11', '2017-12-07', '2017-12-22', '2018-03-01'];
const RECORDS = 3;

const unknownOr = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 });
const someId = fc.constantFrom('018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002');
const word = fc.constantFrom('', 'a', '{b}', 'c,"d"', "e'\\", 'Пак', '김', 'null', '\n');
const values: { readonly [K in keyof Trial]: fc.Arbitrary<Json> } = {
  ref: unknownOr(someId),
  words: unknownOr(word),
  day: unknownOr(fc.constantFrom(...DAYS)),
  flag: unknownOr(fc.boolean()),
  number: unknownOr(fc.integer({ min: -2, max: 2 })),
  list: unknownOr(fc.array(word, { maxLength: 3 })),
  refs: unknownOr(fc.array(someId, { maxLength: 2 })),
  data: unknownOr(fc.oneof(word, fc.boolean(), fc.array(word), fc.record({ a: unknownOr(word), b: fc.integer() }))),
};

/** What happens to one record: of which day it speaks, and what it sets, often little or nothing. */
const anEvent = fc.record({
  record: fc.nat(RECORDS - 1),
  trueOn: fc.constantFrom(...DAYS),
  set: fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Readonly<Record<string, Json>>>,
});
type Told = typeof anEvent extends fc.Arbitrary<infer T> ? T : never;

/** Transactions of some events each. */
const histories = fc.array(fc.array(anEvent, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
const moments = fc.array(
  fc.record({ asOf: fc.option(fc.constantFrom(...DAYS), { nil: null }), known: fc.option(fc.nat(), { nil: null }) }),
  {
    minLength: 3,
    maxLength: 3,
  },
);

interface Known extends Told {
  readonly version: number;
  readonly knownAt: string;
}

/** The state by the rule and nothing else: of each field the value of the latest day, on one day the one that was entered last. */
function byTheRule(events: readonly Known[], id: string) {
  const [first] = events;
  if (first === undefined) return [];
  const winner = (name: string) =>
    events
      .filter(({ set }) => Object.hasOwn(set, name))
      .reduce<Known | null>((won, one) => (won !== null && one.trueOn < won.trueOn ? won : one), null);
  const state = Object.fromEntries(FIELDS.map((name) => [name, winner(name)?.set[name] ?? null]));
  const trueOn = events
    .map((event) => event.trueOn)
    .sort()
    .at(-1);
  return [{ id, version: Math.max(...events.map(({ version }) => version)), trueOn, ...state }];
}

/** Does what a use case does: each record is read under its lock and written with its event; many at once where that is allowed. */
async function record(desk: Desk, events: readonly Told[], ids: readonly string[], made: Set<string>): Promise<void> {
  const idOf = ({ record: at }: Told): string => ids[at] as string;
  const fresh = events.filter((event) => !made.has(idOf(event)));
  const isNew = fresh.length === events.length && new Set(fresh.map(idOf)).size === fresh.length;
  if (isNew)
    await desk.createMany(
      trial,
      fresh.map((event) => ({ event: 'made', trueOn: event.trueOn, set: event.set, id: idOf(event) })),
    );
  else
    for (const event of events) {
      const happening = { event: 'told', trueOn: event.trueOn, set: event.set };
      if (made.has(idOf(event))) await desk.change(await desk.held(trial, idOf(event)), happening);
      else await desk.create(trial, happening, idOf(event));
      made.add(idOf(event));
    }
  for (const event of events) made.add(idOf(event));
}

async function rowsOf({ office }: TestOffice, from: ReturnType<typeof rowsAt>, ids: readonly string[]) {
  const columns = sql.join(['id', 'version', 'trueOn', ...FIELDS].map((name) => sql.ref(name)));
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select ${columns} from ${from} as r where id = any(${[...ids]}::uuid[]) order by id`.execute(office.store.db);
  return rows;
}

describe.each(ENGINES)('a state and its events, %s', (engine) => {
  test('what is written event by event is what the rule says, what the fold makes, and what the database folds, at every moment', async (context) => {
    const given = await anOffice(context, engine);
    const { office, somebody } = given;
    const { db } = office.store;
    await sql`create table trial_record (id uuid primary key, version integer not null, "trueOn" date not null,
      ref uuid, words text, day date, flag boolean, number integer, list text[], refs uuid[], data jsonb)`.execute(db);
    await fc.assert(
      fc.asyncProperty(histories, moments, fc.infiniteStream(fc.nat()), async (history, asked, dice) => {
        const ids = Array.from({ length: RECORDS }, () => newId()).sort();
        const made = new Set<string>();
        const all: Known[] = [];
        for (const events of history) {
          await transact(office, somebody('permit-officer'), { key: null, name: 'tell', input: null }, (desk) =>
            record(desk, events, ids, made),
          );
          const { rows } = await sql<{ at: string }>`select known_at as at from log_head`.execute(db);
          for (const event of events) {
            const version = all.filter((one) => one.record === event.record).length + 1;
            all.push({ ...event, version, knownAt: rows[0]?.at ?? '' });
          }
        }
        const ruled = ({ asOf, knownAt }: Moment) =>
          ids.flatMap((id, at) =>
            byTheRule(
              all.filter(
                (event) => event.record === at && (asOf === null || event.trueOn <= asOf) && (knownAt === null || event.knownAt <= knownAt),
              ),
              id,
            ),
          );
        expect(await rowsOf(given, rowsAt(trial, NOW), ids), 'the table').toEqual(ruled(NOW));
        expect(await rowsOf(given, sql`(${foldedRows(trial, NOW)})`, ids), 'the rebuild').toEqual(ruled(NOW));
        for (const { asOf, known } of asked) {
          const moment = { asOf, knownAt: known === null ? null : (all[known % all.length]?.knownAt ?? null) };
          expect(await rowsOf(given, sql`(${foldedRows(trial, moment)})`, ids), JSON.stringify(moment)).toEqual(ruled(moment));
          const one = ids[(known ?? 0) % RECORDS] as string;
          expect(await rowsOf(given, rowsAt(trial, moment, one), [one])).toEqual(ruled(moment).filter(({ id }) => id === one));
        }
        for (const [at, { id, ...state }] of ruled(NOW).entries()) {
          const events = await eventsOf(db, { kind: trial.kind, id });
          const shuffled = events
            .map(({ trueOn, leaf, data }) => ({ trueOn, leaf, set: setOf(data) }))
            .map((change) => ({ change, by: dice.next().value ?? 0 }))
            .sort((a, b) => a.by - b.by);
          expect(
            {
              version: events.length,
              trueOn: state.trueOn,
              ...fold(
                trial,
                shuffled.map(({ change }) => change),
              ),
            },
            `record ${at}`,
          ).toEqual(state);
        }
      }),
      { numRuns: 40 },
    );
  });
});
