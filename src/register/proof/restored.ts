import { sentenceOf, verifyLog } from '../../audit/verify/verify.ts';
import type { Office } from '../../office/office.ts';
import { replaySample } from '../decisions/replay.ts';
import { proofOf } from './sign.ts';

/** What was looked at in a register that was restored. */
export interface Restored {
  readonly ok: boolean;
  readonly entries: number;
  readonly checkpoints: number;
  /** Decisions that were decided again: to the same bytes, otherwise, and of persons who were erased. */
  readonly replayed: { readonly same: number; readonly different: number; readonly erased: number };
  readonly problems: readonly string[];
}

const SAMPLE = 200;

/**
 * Checks the whole log of a register that was just restored, and decides a sample of its decisions again. Checkpoints kept outside of the
 * database may be later than the backup, so they are not asked for here; `audit verify` does.
 * @throws NothingSigns
 */
export async function checkRestored(office: Office, sample = SAMPLE): Promise<Restored> {
  const log = await verifyLog(office.store, { verifiers: [proofOf(office).signer.verifier], now: office.clock.now() });
  const replays = await replaySample(office, sample);
  const count = (result: string): number => replays.filter((replay) => replay.result === result).length;
  const different = replays.filter(({ result, hashHolds }) => result === 'different' || hashHolds === false);
  return {
    ok: log.ok && different.length === 0,
    entries: log.size,
    checkpoints: log.checkpoints,
    replayed: { same: count('same'), different: count('different'), erased: count('erased') },
    problems: [
      ...log.problems.map(sentenceOf),
      ...different.map(({ decision }) => `decision ${decision}: decided again it comes out otherwise`),
    ],
  };
}
