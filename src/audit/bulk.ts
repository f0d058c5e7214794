import { copyIn } from '../store/copy.ts';
import type { Db } from '../store/db.ts';
import type { Store } from '../store/open.ts';
import { bodyOf, type EventDraft, instantAfter } from './event.ts';
import { type Appended, keepTiles, lockHead, moveHead, TILE_LEVELS } from './log.ts';
import { leafHash, type Subtree } from './merkle.ts';

/** Lines that go to the database at once. */
const PART = 2000;

/**
 * Adds any number of events to the log by COPY, in their order and at one instant, inside the transaction `tx`, at its end like
 * `appendEvents`. The head is locked for as long as the events come: read them from a file or a table, not from a person.
 * @param now the clock, ISO 8601 in UTC
 * @returns with how many there were
 * @throws RegisterReadOnly `audit.register-read-only`
 */
export async function appendBulk(
  store: Store,
  tx: Db,
  drafts: AsyncIterable<EventDraft> | Iterable<EventDraft>,
  now: string,
): Promise<Appended & { readonly count: number }> {
  const { size, frontier, knownAt: last } = await lockHead(tx);
  const knownAt = instantAfter(last, now);
  const tiles: Subtree[] = [];
  const keep = (subtree: Subtree): void => {
    if (TILE_LEVELS.includes(subtree.level)) tiles.push(subtree);
  };
  async function* lines(): AsyncGenerator<string> {
    let part = '';
    let waiting = 0;
    for await (const draft of drafts) {
      const body = bodyOf(draft, knownAt);
      const hashed = leafHash(body);
      part += lineOf(frontier.size, draft, knownAt, body, hashed);
      frontier.add(hashed, keep);
      if (++waiting < PART) continue;
      yield part;
      [part, waiting] = ['', 0];
    }
    yield part;
  }
  await copyIn(store, tx, INTO, lines());
  if (frontier.size === size) return { knownAt: last ?? knownAt, firstLeaf: size, count: 0 };
  await keepTiles(tx, tiles);
  await moveHead(tx, frontier, knownAt);
  return { knownAt, firstLeaf: size, count: frontier.size - size };
}

const INTO = 'log_event (leaf, id, record_kind, record_id, version, kind, true_on, known_at, actor, person, body, sealed, leaf_hash)';

/** A row of COPY's text form. Of all columns only the body can hold a backslash: the others passed `bodyOf`, which lets no other form through. */
function lineOf(leaf: number, draft: EventDraft, knownAt: string, body: string, hashed: string): string {
  const { id, record, version, kind, trueOn, actor, person, sealed } = draft;
  const seal = sealed === null ? '\\N' : `\\\\x${Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).toString('hex')}`;
  const text = body.includes('\\') ? body.replaceAll('\\', '\\\\') : body;
  return `${leaf}\t${id}\t${record.kind}\t${record.id}\t${version}\t${kind}\t${trueOn}\t${knownAt}\t${actor}\t${person ?? '\\N'}\t${text}\t${seal}\t\\\\x${hashed}\n`;
}
