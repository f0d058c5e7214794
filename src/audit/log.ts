import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { sayLast } from '../store/transaction.ts';
import { RegisterReadOnly } from './errors.ts';
import { bodyAround, checkedInstant, type EventDraft } from './event.ts';
import { Frontier, type Subtree } from './merkle.ts';

/** The levels whose complete subtrees are kept: a proof reads at most 255 hashes of each. */
export const TILE_LEVELS: readonly number[] = [8, 16, 24];

/** The end of the log. */
export interface Head {
  readonly size: number;
  readonly frontier: Frontier;
  /** The instant of the last entry. */
  readonly knownAt: string | null;
}

/** Where the log put what it was given. */
export interface Appended {
  readonly knownAt: string;
  readonly firstLeaf: number;
}

/**
 * Adds events to the log, in their order, at one instant. It belongs at the very end of a writing transaction: the head is locked
 * here and until the commit, so that the order of leaves, the order of instants and the order of commits are one.
 * @param now the clock, ISO 8601 in UTC; the events are known from then on, or a microsecond after the last entry if that is later
 * @throws RegisterReadOnly `audit.register-read-only`
 */
export async function appendEvents(tx: Db, drafts: readonly EventDraft[], now: string): Promise<Appended> {
  const { rows } = await appending(drafts, now)
    .execute(tx)
    .catch((error: unknown) => Promise.reject(asReadOnly(error)));
  const [appended] = rows;
  // INVARIANT: the function gives one row or an error.
  if (appended === undefined) throw new TypeError('The log gave no answer.');
  return appended;
}

/** The same as the last statement of the transaction, for whoever need not know where in the log the events came to stand. */
export function appendLast(tx: Db, drafts: readonly EventDraft[], now: string): void {
  sayLast(tx, appending(drafts, now).compile(tx), asReadOnly);
}

function appending(drafts: readonly EventDraft[], now: string): RawBuilder<Appended> {
  const around = drafts.map(bodyAround);
  const column = <T>(of: (draft: EventDraft) => T): T[] => drafts.map(of);
  return sql<Appended>`select first_leaf as "firstLeaf", instant as "knownAt" from log_append(${checkedInstant(now)}::timestamptz,
    ${column((d) => d.id)}::uuid[], ${column((d) => d.record.kind)}::text[], ${column((d) => d.record.id)}::uuid[],
    ${column((d) => d.version)}::integer[], ${column((d) => d.kind)}::text[], ${column((d) => d.trueOn)}::date[],
    ${column((d) => d.actor)}::uuid[], ${column((d) => d.person)}::uuid[], ${around.map(([before]) => before)}::text[],
    ${around.map(([, after]) => after)}::text[], ${column((d) => d.sealed)}::bytea[])`;
}

/** What `log_append` raises when the log takes no entries. */
const TAKES_NOTHING = 'RL001';

function asReadOnly(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === TAKES_NOTHING)) return error;
  return new RegisterReadOnly('detail' in error && typeof error.detail === 'string' ? error.detail : 'an unknown time', error.message);
}

/** @throws RegisterReadOnly `audit.register-read-only` */
export async function lockHead(tx: Db): Promise<Head> {
  const { rows } =
    await sql<HeadRow>`select size, encode(frontier, 'hex') as edge, known_at, read_only_since, read_only_why from log_head for update`.execute(
      tx,
    );
  const [head] = rows;
  if (head === undefined) throw new RegisterReadOnly('an unknown time', 'the head of the log is gone');
  if (head.read_only_why !== null) throw new RegisterReadOnly(head.read_only_since ?? 'an unknown time', head.read_only_why);
  return { size: head.size, frontier: new Frontier(head.size, head.edge), knownAt: head.known_at };
}

interface HeadRow {
  readonly size: number;
  readonly edge: string;
  readonly known_at: string | null;
  readonly read_only_since: string | null;
  readonly read_only_why: string | null;
}

export async function keepTiles(tx: Db, tiles: readonly Subtree[]): Promise<void> {
  if (tiles.length === 0) return;
  await sql`insert into log_tile (level, at, hash)
    select level, at, decode(hash, 'hex') from unnest(${tiles.map((tile) => tile.level)}::smallint[], ${tiles.map((tile) => tile.at)}::bigint[],
      ${tiles.map((tile) => tile.hash)}::text[]) as given (level, at, hash)`.execute(tx);
}

export async function moveHead(tx: Db, frontier: Frontier, knownAt: string): Promise<void> {
  await sql`update log_head set size = ${frontier.size}, frontier = decode(${frontier.edge}, 'hex'), known_at = ${knownAt}::timestamptz`.execute(
    tx,
  );
}
