import { type Actor, requireMay } from '../../access/actor.ts';
import { sentenceOf, type Verification, type VerifyOptions, verifyLog } from '../../audit/verify/verify.ts';
import type { Office } from '../../office/office.ts';
import { proofOf } from './sign.ts';

/** What a check of the whole log came to, for people and programs. */
export interface LogReport extends Verification {
  /** Each problem as a sentence: entry, place, what is wrong. */
  readonly sentences: readonly string[];
}

/**
 * Checks the whole log against every hash and every signature. Where anything is wrong the register is read-only from then on.
 * @throws NotAllowed, NothingSigns
 */
export async function verifyRegister(office: Office, actor: Actor, progress?: (checked: number, size: number) => void): Promise<LogReport> {
  requireMay(actor, 'audit.verify');
  return checkLog(office, progress === undefined ? {} : { progress });
}

/** The same for the service itself, which looks by and by without being asked. */
export async function checkLog(office: Office, how: Pick<VerifyOptions, 'progress' | 'gently' | 'signal'> = {}): Promise<LogReport> {
  const { signer, folder } = proofOf(office);
  const found = await verifyLog(office.store, {
    verifiers: [signer.verifier],
    now: office.clock.now(),
    ...(folder === null ? {} : { folder }),
    ...how,
  });
  return { ...found, sentences: found.problems.map(sentenceOf) };
}
