import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import { notesOutside, readCheckpoint } from '../checkpoint.ts';
import type { Hash } from '../merkle.ts';
import { type NoteVerifier, openNote } from '../note.ts';
import type { Problems } from './problem.ts';

/** A size and root that somebody signed, and where the note stands. */
export interface Signed {
  readonly where: string;
  readonly size: number;
  readonly root: Hash;
}

/**
 * Reads all checkpoints, of the database and of the file outside of it, and says which are not as they were signed.
 * @returns those whose signature holds: the log has to agree with each
 */
export async function signedSizes(
  db: Db,
  verifiers: readonly NoteVerifier[],
  folder: string | undefined,
  problems: Problems,
): Promise<Signed[]> {
  // The file first: what stands in it stood in the database before, so a checkpoint that is signed meanwhile is missed nowhere.
  const notes = folder === undefined ? [] : await notesOutside(folder);
  const { rows } = await sql<{
    size: number;
    root: Hash;
    note: string;
  }>`select size, encode(root, 'hex') as root, note from log_checkpoint order by size`.execute(db);
  const inside = rows.flatMap(({ size, root, note }): Signed[] => {
    const where = `log_checkpoint of ${size}`;
    const said = openedBy(note, verifiers);
    if (said === null) problems.add(`${where}: note`, 'none of the known keys signed this note');
    else if (said.size !== size) problems.add(`${where}: size`, `the signed note says ${said.size}`);
    else if (said.root !== root) problems.add(`${where}: root`, 'the signed note says another root');
    return said === null ? [] : [{ where, ...said }];
  });
  const outside = notes.flatMap((note, i): Signed[] => {
    const where = `line ${i + 1} of the file of checkpoints`;
    const said = openedBy(note, verifiers);
    if (said === null) problems.add(where, 'none of the known keys signed this note');
    return said === null ? [] : [{ where, ...said }];
  });
  const known = new Set([...rows, ...inside].map(({ size }) => size));
  for (const { size } of outside)
    if (!known.has(size)) problems.add(`log_checkpoint of ${size}`, 'it stands in the file of checkpoints and is gone from the database');
  return [...inside, ...outside];
}

function openedBy(note: string, verifiers: readonly NoteVerifier[]): { readonly size: number; readonly root: Hash } | null {
  const text = openNote(note, verifiers);
  const said = text === null ? null : readCheckpoint(text);
  return said === null || !verifiers.some(({ name }) => name === said.origin) ? null : { size: said.size, root: said.root };
}
