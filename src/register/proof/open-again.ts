import { z } from 'zod';
import { RegisterNotReadOnly } from '../../audit/errors.ts';
import { clearReadOnly, readOnlyState } from '../../audit/read-only.ts';
import { sentenceOf, verifyLog } from '../../audit/verify/verify.ts';
import { newId } from '../../office/ids.ts';
import { useCase } from '../../office/use-case.ts';
import { Words } from '../fields.ts';
import { RegisterStillDamaged } from './errors.ts';
import { proofOf } from './sign.ts';

/**
 * There is no second person here: what waits for one is itself an entry, and the log takes none. In its place stands the check of the
 * whole log, in this very transaction: nobody opens a register that is not whole, and whoever opens one that is can hide nothing by it.
 * The entry says who it was, why, and for what the register had stood still.
 */
export const openAgain = useCase({
  name: 'register.open-again',
  action: 'register.read-only-clear',
  summary: 'Let the register write again after a break of integrity was mended; the whole log is checked first',
  input: z.strictObject({ reason: Words.describe('What was found and how it was mended, naming nobody: it stands in the log for good') }),
  output: z.object({
    since: z.string().describe('How long it had taken no entries'),
    why: z.string(),
    entries: z.int().describe('Entries that were checked'),
  }),
  run: async ({ tx, office, actor }, { reason }) => {
    const was = await readOnlyState(tx);
    if (was === null) throw new RegisterNotReadOnly();
    const { signer, folder } = proofOf(office);
    const found = await verifyLog(
      { db: tx, transaction: (act) => act(tx) },
      { verifiers: [signer.verifier], now: office.clock.now(), ...(folder === null ? {} : { folder }) },
    );
    if (!found.ok) throw new RegisterStillDamaged(found.count, found.problems.slice(0, 1).map(sentenceOf).join());
    await clearReadOnly(tx, { id: newId(), actor: actor.account, reason }, office.clock.now());
    return { ...was, entries: found.size };
  },
});
