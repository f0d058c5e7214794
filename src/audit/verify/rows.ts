import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import type { Hash } from '../merkle.ts';

/** An entry with everything that stands beside its body, as text. */
export interface Row {
  readonly leaf: number;
  readonly id: string;
  readonly record_kind: string;
  readonly record_id: string;
  readonly version: number;
  readonly kind: string;
  readonly true_on: string;
  readonly known_at: string;
  readonly actor: string;
  readonly person: string | null;
  /** SHA-256 of the sealed bytes. */
  readonly seal: Hash | null;
  readonly leaf_hash: Hash;
  readonly body: string;
}

/** The entries of the leaves [from, to), each column by itself: to name what is wrong. */
export async function readRows(db: Db, from: number, to: number): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select leaf, id, record_kind, record_id, version, kind, true_on, known_at, actor, person,
      encode(sha256(sealed), 'hex') as seal, encode(leaf_hash, 'hex') as leaf_hash, body
    from log_event where leaf >= ${from} and leaf < ${to} order by leaf`.execute(db);
  return rows;
}

/** What a run of leaves comes down to when nothing in it is wrong. */
export interface Sound {
  readonly hashes: readonly Hash[];
  readonly firstKnownAt: string;
  readonly lastKnownAt: string;
}

/** The body of an entry after its data, written from the columns: its form is that of `bodyOf`. The session's zone is UTC. */
const AFTER_DATA = sql.raw(`concat(',"id":"', id, '","kind":"', kind, '","knownAt":"', to_char(known_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
  '","person":', coalesce('"' || person || '"', 'null'), ',"record":{"id":"', record_id, '","kind":"', record_kind,
  '"},"sealed":', coalesce('"' || encode(sha256(sealed), 'hex') || '"', 'null'), ',"trueOn":"', true_on, '","version":', version, '}')`);

/**
 * The hashes of the leaves [from, to), when every one is there, its body has the hash that stands beside it and says what the columns
 * say, and no instant lies before the one above. `null` when anything at all is otherwise, or cannot be read: what, is then to be
 * found entry by entry.
 *
 * The database compares, for it takes longer to hand over a million rows than to check them: a million entries of 600 bytes are
 * compared there in 4 seconds on one core, and take 7 to be read and compared here. Their hashes are put together here.
 * No name of a kind may hold a quotation mark: with one, another division of the same text would pass.
 */
export async function readSound(db: Db, from: number, to: number): Promise<Sound | null> {
  const query = sql<{ n: number; ok: boolean; hashes: string; first: string; last: string }>`
    select count(*) as n, bool_and(ok) as ok, string_agg(hash, '') as hashes, min(known_at) as first, max(known_at) as last
    from (
      select known_at, encode(leaf_hash, 'hex') as hash,
        leaf_hash = sha256(decode('00', 'hex') || bytes)
        and substr(bytes, length(bytes) - length(tail) + 1) = tail
        and starts_with(body, '{"actor":"' || actor || '","data":')
        and strpos(kind, '"') = 0 and strpos(record_kind, '"') = 0
        and known_at >= coalesce(lag(known_at) over (order by leaf), '-infinity') as ok
      from (
        select leaf, known_at, leaf_hash, actor, kind, record_kind, body, convert_to(body, 'UTF8') as bytes, convert_to(${AFTER_DATA}, 'UTF8') as tail
        from log_event where leaf >= ${from} and leaf < ${to} order by leaf offset 0
      ) as entry
    ) as compared`;
  // A body that is no text any more makes the statement fail; that is found entry by entry too.
  const [found] = await query.execute(db).then(
    ({ rows }) => rows,
    (error: unknown) => (isDamage(error) ? [] : Promise.reject(error)),
  );
  if (found?.ok !== true || found.n !== to - from) return null;
  return { hashes: found.hashes.match(/.{64}/g) ?? [], firstKnownAt: found.first, lastKnownAt: found.last };
}

/** Text that is none (22), data that cannot be read (XX). */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(22|XX)/.test(String(error.code));
}
