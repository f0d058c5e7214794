import { type Actor, requireMay } from '../../access/actor.ts';
import { RegisterNotReadOnly } from '../../audit/errors.ts';
import { clearReadOnly, type ReadOnly, readOnlyState } from '../../audit/read-only.ts';
import { newId } from '../../office/ids.ts';
import { type Office, transact } from '../../office/office.ts';
import { RegisterStillDamaged } from './errors.ts';
import { checkLog } from './verify.ts';

/** The register as it was before it was opened again. */
export interface OpenedAgain extends ReadOnly {
  /** Entries that were checked. */
  readonly entries: number;
}

/**
 * Lets the register write again after a break of integrity was mended.
 * There is no second person here: what waits for one is itself an entry, and the log takes none. In its place stands the check of the
 * whole log, right before: nobody opens a register that is not whole, and whoever opens one that is can hide nothing by it. The entry
 * says who it was, why, and for what the register had stood still.
 * @param reason what was found and how it was mended, naming nobody
 * @throws NotAllowed, RegisterNotReadOnly, RegisterStillDamaged, NothingSigns
 */
export async function openAgain(office: Office, actor: Actor, reason: string): Promise<OpenedAgain> {
  requireMay(actor, 'register.read-only-clear');
  const was = await readOnlyState(office.store.db);
  if (was === null) throw new RegisterNotReadOnly();
  // Outside of the transaction, for it may take minutes. What is not whole afterwards was changed by hand, and the next check finds it.
  const { ok, count, sentences, size } = await checkLog(office);
  if (!ok) throw new RegisterStillDamaged(count, sentences[0] ?? '');
  await transact(office, actor, { key: null, name: 'register.open-again', input: null }, ({ tx }) =>
    clearReadOnly(tx, { id: newId(), actor: actor.account, reason }, office.clock.now()),
  );
  return { ...was, entries: size };
}
