import { byCodePoint } from '../../values/canonical.ts';
import { Frontier, type Hash, leafHash } from '../merkle.ts';
import { folded } from '../tree.ts';
import type { Problems } from './problem.ts';
import type { Row } from './rows.ts';

/** Leaves of the smallest subtree whose hash is kept. */
export const BLOCK = 256;

/** What stands above a block of leaves: the tile over it, or for the last, which is not full, the end of the frontier. */
export interface Above {
  /** The hash of the tile, the hashes of the frontier behind each other; `null` where it is gone. */
  readonly hash: string | null;
}

/**
 * Looks at a block of at most 256 leaves entry by entry and says of each what is wrong.
 * Of a body and a hash that do not fit, the tree above tells which one was changed.
 * @returns the hashes as they were when they were written, `null` for an entry that is gone
 */
export function examineBlock(rows: readonly Row[], from: number, to: number, above: Above, problems: Problems): (Hash | null)[] {
  const byLeaf = new Map(rows.map((row) => [row.leaf, row]));
  const places = Array.from({ length: to - from }, (_, i) => byLeaf.get(from + i));
  const stored = places.map((row) => row?.leaf_hash ?? null);
  const computed = places.map((row) => (row === undefined ? null : leafHash(row.body)));
  const wrong = isUnder(stored, above) ? 'body' : isUnder(computed, above) ? 'leaf_hash' : null;
  places.forEach((row, i) => {
    if (row === undefined) {
      problems.add('log_event', 'the entry is gone', from + i);
      return;
    }
    const fits = stored[i] === computed[i];
    if (!fits) {
      const where = wrong === null ? 'log_event.body or log_event.leaf_hash' : `log_event.${wrong}`;
      problems.add(
        where,
        `${wrong === 'leaf_hash' ? 'it is not the hash of the body' : 'it has not the hash that was kept of it'}`,
        row.leaf,
        row.id,
      );
    }
    if (fits || wrong === 'leaf_hash') compareColumns(row, problems);
  });
  return wrong === 'leaf_hash' ? computed : stored;
}

function isUnder(hashes: readonly (Hash | null)[], { hash }: Above): boolean {
  const whole = hashes.filter((each) => each !== null);
  if (hash === null || whole.length !== hashes.length) return false;
  if (whole.length === BLOCK) return folded(whole) === hash;
  const frontier = new Frontier();
  for (const each of whole) frontier.add(each);
  return frontier.edge === hash;
}

/** Every column beside a body that is as it was written. */
function compareColumns(row: Row, problems: Problems): void {
  const said = saidBy(row.body);
  if (said === null) {
    problems.add('log_event.body', 'it is not the text of an entry', row.leaf, row.id);
    return;
  }
  const columns = Object.entries(said).sort(([a], [b]) => byCodePoint(a, b));
  for (const [column, value] of columns) {
    if (value === row[column as keyof Row]) continue;
    const where = `log_event.${column === 'seal' ? 'sealed' : column}`;
    problems.add(where, 'it says something other than the body of the entry', row.leaf, row.id);
  }
}

type Said = Readonly<Record<Exclude<keyof Row, 'leaf' | 'leaf_hash' | 'body'>, unknown>>;
function saidBy(body: string): Said | null {
  try {
    const said = JSON.parse(body) as Readonly<Record<string, unknown>> & {
      readonly record: { readonly kind: unknown; readonly id: unknown };
    };
    const { id, record, version, kind, trueOn, knownAt, actor, person, sealed } = said;
    return {
      id,
      record_kind: record.kind,
      record_id: record.id,
      version,
      kind,
      true_on: trueOn,
      known_at: knownAt,
      actor,
      person,
      seal: sealed,
    };
  } catch {
    return null; // written over together with its hash: the tree says that too
  }
}
