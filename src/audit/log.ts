import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { RegisterReadOnly } from './errors.ts';
import { bodyOf, type EventDraft, instantAfter } from './event.ts';
import { Frontier, leafHash, type Subtree } from './merkle.ts';

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
  const { size, frontier, knownAt: last } = await lockHead(tx);
  const knownAt = instantAfter(last, now);
  if (drafts.length === 0) return { knownAt: last ?? knownAt, firstLeaf: size };
  const bodies = drafts.map((draft) => bodyOf(draft, knownAt));
  const hashes = bodies.map(leafHash);
  const tiles: Subtree[] = [];
  for (const hash of hashes) frontier.add(hash, (subtree) => TILE_LEVELS.includes(subtree.level) && tiles.push(subtree));
  const column = <T>(of: (draft: EventDraft) => T): T[] => drafts.map(of);
  await sql`insert into log_event (leaf, id, record_kind, record_id, version, kind, true_on, known_at, actor, person, body, sealed, leaf_hash)
    select ${size}::bigint + nth - 1, id, record_kind, record_id, version, kind, true_on, ${knownAt}::timestamptz, actor, person, body,
           decode(sealed, 'hex'), decode(leaf_hash, 'hex')
    from unnest(${column((d) => d.id)}::uuid[], ${column((d) => d.record.kind)}::text[], ${column((d) => d.record.id)}::uuid[],
                ${column((d) => d.version)}::integer[], ${column((d) => d.kind)}::text[], ${column((d) => d.trueOn)}::date[],
                ${column((d) => d.actor)}::uuid[], ${column((d) => d.person)}::uuid[], ${bodies}::text[],
                ${column((d) => hexOf(d.sealed))}::text[], ${hashes}::text[])
      with ordinality as given (id, record_kind, record_id, version, kind, true_on, actor, person, body, sealed, leaf_hash, nth)`.execute(
    tx,
  );
  await keepTiles(tx, tiles);
  await moveHead(tx, frontier, knownAt);
  return { knownAt, firstLeaf: size };
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

function hexOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
