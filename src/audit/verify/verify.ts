import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import type { Store } from '../../store/open.ts';
import { Frontier, type Hash } from '../merkle.ts';
import type { NoteVerifier } from '../note.ts';
import { makeReadOnly } from '../read-only.ts';
import { BLOCK, examineBlock } from './examine.ts';
import { type Problem, Problems } from './problem.ts';
import { type Row, readRows, readSound, type Sound } from './rows.ts';
import { signedSizes } from './signed.ts';
import { readTiles } from './tiles.ts';

/** How a check goes through the log. */
interface Pace {
  /** Leaves that are looked at in one statement. */
  readonly chunk: number;
  /** Statements under way beside the one that is put together: a server has several cores. */
  readonly ahead: number;
  /** After each chunk a rest so many times as long as it took. */
  readonly restTimes: number;
}

const BRISK: Pace = { chunk: 32 * BLOCK, ahead: 3, restTimes: 0 };
/** Beside a service that answers meanwhile: a tenth of the time, a few milliseconds at once. */
const GENTLE: Pace = { chunk: 4 * BLOCK, ahead: 0, restTimes: 9 };

export interface Verification {
  /** Entries that were checked. */
  readonly size: number;
  /** The root over them; `null` where an entry is gone. */
  readonly root: Hash | null;
  /** Signed notes that agree with the log. */
  readonly checkpoints: number;
  readonly ok: boolean;
  /** The first thousand. */
  readonly problems: readonly Problem[];
  /** How many there are. */
  readonly count: number;
}

export interface VerifyOptions {
  /** Keys whose signatures count; a register that changed its key has several. */
  readonly verifiers: readonly NoteVerifier[];
  /** Where checkpoints are kept outside of the database. */
  readonly folder?: string;
  /** The clock, ISO 8601 in UTC. */
  readonly now: string;
  readonly progress?: (checked: number, size: number) => void;
  /** Takes ten times as long, and leaves the machine to others. */
  readonly gently?: boolean;
  /** Ends the check before its end, with the reason of the signal as the error. */
  readonly signal?: AbortSignal;
}

/**
 * Checks the whole log: every body against its hash, every column against its body, every hash against the tree, the tree against its
 * kept parts, its end and everything that was ever signed. It reads beside the register's work; what is appended meanwhile is not looked at.
 * Where anything is wrong, the register is read-only from then on.
 */
export async function verifyLog(store: Pick<Store, 'db' | 'transaction'>, options: VerifyOptions): Promise<Verification> {
  const { db } = store;
  const problems = new Problems();
  const signed = await signedSizes(db, options.verifiers, options.folder, problems);
  const end = await endOf(db); // after the signatures: the log is at least as long as what was signed by then
  const tiles = await readTiles(db, end.count);
  const sizes = new Set(signed.map(({ size }) => size));
  const roots = new Map<number, Hash>();
  const frontier = new Frontier();
  let isWhole = true;
  const pace = options.gently === true ? GENTLE : BRISK;
  let begun = performance.now();
  for await (const { from, hashes, knownAt } of chunks(db, end, tiles.above, problems, pace)) {
    for (const hash of hashes) {
      if (hash === null) isWhole = false;
      frontier.add(hash ?? '', isWhole ? (subtree) => tiles.check(subtree, problems) : undefined);
      if (sizes.has(frontier.size)) roots.set(frontier.size, frontier.root());
    }
    end.lastKnownAt = knownAt;
    options.progress?.(from + hashes.length, end.size);
    options.signal?.throwIfAborted();
    if (pace.restTimes > 0) await pause(pace.restTimes * (performance.now() - begun), undefined, { signal: options.signal });
    begun = performance.now();
  }
  if (isWhole) {
    tiles.reportLeft(problems);
    compareEnd(end, frontier, problems);
  }
  await lookBeyond(db, problems);
  let agreeing = 0;
  for (const { where, size, root } of signed) {
    if (size > frontier.size) problems.add(where, `it was signed over ${size} entries, and the log has ${frontier.size}`);
    else if (isWhole && roots.get(size) !== root) problems.add(where, 'it was signed over another log than this one');
    else if (isWhole) agreeing++;
  }
  const [first] = problems.named;
  if (first !== undefined) await store.transaction((tx) => makeReadOnly(tx, sentenceOf(first), options.now));
  return {
    size: frontier.size,
    root: isWhole ? frontier.root() : null,
    checkpoints: agreeing,
    ok: problems.count === 0,
    problems: problems.named,
    count: problems.count,
  };
}

/** A problem as a clause that can follow a colon. */
export function sentenceOf({ leaf, eventId, where, what }: Problem): string {
  const entry = leaf === null ? '' : `entry ${leaf}${eventId === null ? '' : ` (event ${eventId})`}, `;
  return `${entry}${where}: ${what}`;
}

interface End {
  readonly size: number;
  readonly edge: string;
  readonly knownAt: string | null;
  /** Leaves to look at: no more than there are, whatever the head says. */
  readonly count: number;
  /** Of the last entry, where it can be believed. */
  lastKnownAt: string | null;
}

async function endOf(db: Db): Promise<End> {
  const { rows } = await sql<{ size: number; edge: string; knownAt: string | null; beyond: number }>`
    select size, encode(frontier, 'hex') as edge, known_at as "knownAt",
           coalesce((select max(leaf) + 1 from log_event where leaf < size), 0) as beyond from log_head`.execute(db);
  const { size, edge, knownAt, beyond } = rows[0] ?? { size: 0, edge: '', knownAt: null, beyond: 0 };
  return { size, edge, knownAt, count: Math.min(size, beyond), lastKnownAt: null };
}

interface Chunk {
  readonly from: number;
  readonly hashes: readonly (Hash | null)[];
  readonly knownAt: string | null;
}

/** Every leaf in its order; the next chunks are looked at while one is put together. */
async function* chunks(
  db: Db,
  end: End,
  above: (block: number) => string | null,
  problems: Problems,
  { chunk, ahead }: Pace,
): AsyncGenerator<Chunk> {
  let last = '';
  const coming: Promise<Sound | null>[] = [];
  const ask = (from: number): void => {
    if (from >= end.count) return;
    const sound = readSound(db, from, Math.min(from + chunk, end.count));
    sound.catch(() => undefined); // heard where it is awaited
    coming.push(sound);
  };
  for (let next = 0; next < ahead; next++) ask(next * chunk);
  for (let from = 0; from < end.count; from += chunk) {
    const to = Math.min(from + chunk, end.count);
    if (ahead === 0) ask(from);
    const sound = await coming.shift();
    if (ahead > 0) ask(from + ahead * chunk);
    if (sound !== undefined && sound !== null && sound.firstKnownAt >= last) {
      last = sound.lastKnownAt;
      yield { from, hashes: sound.hashes, knownAt: last };
      continue;
    }
    const before = problems.count;
    const rows = await readRows(db, from, to);
    const hashes = examine(rows, from, to, end, above, problems);
    // Instants are compared where they can be believed; after a chunk that cannot, the order begins anew.
    const isSound = problems.count === before;
    for (const { leaf, id, known_at } of isSound ? rows : []) {
      if (known_at < last) problems.add('log_event.known_at', 'it was known before the entry before it', leaf, id);
      last = known_at;
    }
    if (!isSound) last = '';
    yield { from, hashes, knownAt: isSound ? last : null };
  }
}

function examine(
  rows: readonly Row[],
  from: number,
  to: number,
  end: End,
  above: (block: number) => string | null,
  problems: Problems,
): (Hash | null)[] {
  const hashes: (Hash | null)[] = [];
  for (let start = from; start < to; start += BLOCK) {
    const stop = Math.min(start + BLOCK, to);
    const within = rows.filter(({ leaf }) => leaf >= start && leaf < stop);
    const hash = stop - start === BLOCK ? above(start / BLOCK) : tailOf(end.edge, stop - start);
    hashes.push(...examineBlock(within, start, stop, { hash }, problems));
  }
  return hashes;
}

/** The end of the frontier that stands for the last leaves. */
function tailOf(edge: string, leaves: number): string {
  return edge.slice(-64 * leaves.toString(2).replaceAll('0', '').length);
}

function compareEnd({ size, edge, knownAt, count, lastKnownAt }: End, frontier: Frontier, problems: Problems): void {
  if (count < size && frontier.edge === edge) problems.add('log_head.size', `it says ${size}, and the log has ${count} entries`);
  else if (count < size) problems.add('log_event', `the entries from ${count} on are gone: the head counts ${size}`, count);
  else if (frontier.edge !== edge) problems.add('log_head.frontier', 'it is not that of the entries');
  if (count === size && lastKnownAt !== null && knownAt !== lastKnownAt)
    problems.add('log_head.known_at', 'it is not the instant of the last entry');
}

/** Entries past the end: one statement, so that an entry which arrives meanwhile is on the same side of it as the head. */
async function lookBeyond(db: Db, problems: Problems): Promise<void> {
  const { rows } = await sql<{ first: number | null; last: number | null; size: number }>`
    select (select min(leaf) from log_event) as first, (select max(leaf) from log_event) as last, size from log_head`.execute(db);
  const { first = null, last = null, size = 0 } = rows[0] ?? {};
  const stray = first !== null && first < 0 ? first : last !== null && last >= size ? last : null;
  if (stray === null) return;
  const { rows: entries } = await sql<{ id: string }>`select id from log_event where leaf = ${stray}`.execute(db);
  problems.add(
    'log_event.leaf or log_head.size',
    `an entry stands outside of the ${size} that the head counts`,
    stray,
    entries[0]?.id ?? null,
  );
}
