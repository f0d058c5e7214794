import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import type { Store } from '../store/open.ts';
import { sessionName } from '../store/session-name.ts';
import { MasterKeyUnusable, MasterKeyWrong, RegisterInUse } from './errors.ts';
import { openKeyring } from './keyring.ts';
import { isOwnKey, type MasterKeyPlace, makeNextKey, nextKey, readKeyFile, readMasterKey, takeNextKey } from './master-key.ts';
import { rewrap } from './rewrap.ts';

export interface Rotated {
  /** How many keys were wrapped anew. */
  readonly keys: number;
  /** The key is the register's own file and in use already; else whoever gave it puts it in the place of the old one. */
  readonly inUse: boolean;
}

/**
 * Puts another master key in the place of the one in use. Names and papers stay as they are: only the wrapping of each key is made anew,
 * in one transaction.
 *
 * A register's own key is replaced in three steps, of which each can be the last before a power cut: the new key lies on the disk; the
 * keys are wrapped under it; it takes the place of the old. Between the second and the third the old key opens nothing, and the next
 * start does the third (`finishRotation`).
 * @param nextFile where the new key is; required where the key is not the register's own file
 * @throws MasterKeyUnusable, RegisterInUse, PersonKeyDamaged; then nothing changed
 */
export async function rotateMasterKey(store: Store, place: MasterKeyPlace, nextFile: string | null): Promise<Rotated> {
  const old = await readMasterKey(place);
  const own = isOwnKey(place) && place.folder !== null ? place.folder : null;
  if (nextFile === null && own === null)
    throw new MasterKeyUnusable(
      'The master key of this register is not its own file, and no other was given.',
      'Make one with `openssl rand -base64 32`, put it into a file that only you can read, and name that file.',
    );
  if (nextFile !== null && own !== null)
    throw new MasterKeyUnusable(
      'The master key of this register is a file in its own folder, which it replaces itself.',
      'Leave the file out; or set RESOLUTE_MASTER_KEY_FILE to the key in use where it is to lie elsewhere from now on.',
    );
  await requireNobodyElse(store);
  const next = nextFile === null ? await makeNextKey(own as string) : await readKeyFile(nextFile);
  const keys = await store.transaction((tx) => rewrap(tx, old, next));
  if (own !== null) await takeNextKey(own);
  return { keys, inUse: own !== null };
}

/** Ends a rotation that was cut off after the keys were wrapped anew. A new key that opens nothing was never used, and is left to the next rotation. */
export async function finishRotation(db: Db, place: MasterKeyPlace): Promise<void> {
  if (!isOwnKey(place) || place.folder === null) return;
  const next = await nextKey(place.folder);
  if (next === null) return;
  try {
    await openKeyring(db, next);
  } catch (error) {
    if (error instanceof MasterKeyWrong) return;
    throw error;
  }
  await takeNextKey(place.folder);
}

/** A service that still has the old key would go on wrapping new persons under it. The lock of a folder keeps others out; a server is asked. */
async function requireNobodyElse({ engine, db, pool, schema }: Store): Promise<void> {
  if (engine === 'embedded') return;
  const { rows } = await sql<{ sessions: number }>`
    select count(*) as sessions from pg_stat_activity
    where datname = current_database() and application_name = ${sessionName(schema)}`.execute(db);
  if ((rows[0]?.sessions ?? 0) > pool.totalCount) throw new RegisterInUse();
}
