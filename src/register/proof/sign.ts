import { type Checkpoint, checkpoint } from '../../audit/checkpoint.ts';
import type { Office, Proof } from '../../office/office.ts';
import { NothingSigns } from './errors.ts';

/** @throws NothingSigns */
export function proofOf({ proof }: Office): Proof {
  if (proof === null) throw new NothingSigns();
  return proof;
}

/** Signs the log as it stands, where it grew since it was last signed. @throws NothingSigns, RegisterReadOnly */
export async function signLog(office: Office): Promise<Checkpoint | null> {
  const { signer, folder } = proofOf(office);
  return checkpoint(office.store, signer, office.clock.now(), folder ?? undefined);
}
