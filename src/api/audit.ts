import { z } from 'zod';
import { BUNDLE_FORMAT, type Bundle, bundleText } from '../audit/bundle.ts';
import { Id, Words } from '../register/fields.ts';
import { bundleOfDecision } from '../register/proof/bundle.ts';
import { openAgain } from '../register/proof/open-again.ts';
import { verifyRegister } from '../register/proof/verify.ts';
import { rebuildAndCompare } from '../register/rebuild/compare.ts';
import { ownAct } from './own/act.ts';
import { whoAsks } from './who.ts';

/** A log of many millions of entries takes minutes, and whoever asks waits for all of it. */
const VERIFY_MS_MAX = 60 * 60_000;

const Hash = z.string().describe('SHA-256 in hexadecimal');

const Verification = z.object({
  ok: z.boolean(),
  size: z.int().describe('Entries that were checked'),
  root: Hash.nullable().describe('Of the tree over them; null where an entry is gone'),
  checkpoints: z.int().describe('Signed notes that agree with the log'),
  count: z.int().describe('How much is wrong'),
  problems: z.array(z.object({ leaf: z.int().nullable(), eventId: Id.nullable(), where: z.string(), what: z.string() })),
  sentences: z.array(z.string()).describe('The same for people; the first thousand'),
});

/** It changes nothing of the register but to stop it where something is wrong, and it is done anew each time it is asked for. */
export const verifyLog = ownAct({
  route: { does: 'audit.verify', method: 'POST', path: '/v1/audit/verifications' },
  example: {},
  summary: 'Check the whole log against every hash and every signature; where anything is wrong the register is read-only from then on',
  action: 'audit.verify',
  by: 'account',
  timeout_ms: VERIFY_MS_MAX,
  input: z.strictObject({}),
  output: Verification,
  run: async ({ office, request }) => {
    const { problems, sentences, ...report } = await verifyRegister(office, whoAsks(request));
    return { ...report, problems: [...problems], sentences: [...sentences] };
  },
});

/** It only reads: what to do about a table that says otherwise is for people. */
export const comparison = ownAct({
  route: { does: 'register.compare', method: 'POST', path: '/v1/register/comparisons' },
  example: {},
  summary: 'Make the state of every record anew from the log and name where a table says otherwise, without any value',
  action: 'register.rebuild',
  by: 'account',
  timeout_ms: VERIFY_MS_MAX,
  input: z.strictObject({}),
  output: z.object({
    records: z.int().describe('Records whose states were made anew'),
    sealed: z.int().describe('Sealed parts that were opened and compared'),
    erased: z.int().describe('Sealed parts of persons who were erased, which nobody can open'),
    count: z.int().describe('How many differences there are'),
    differences: z
      .array(
        z.object({
          kind: z.string(),
          id: Id,
          what: z.enum(['field', 'missing', 'too-many', 'sealed', 'standing']),
          field: z.string().nullable(),
        }),
      )
      .describe('The first thousand'),
  }),
  run: async ({ office, request }) => {
    const { differences, ...rest } = await rebuildAndCompare(office, whoAsks(request));
    return { ...rest, differences: [...differences] };
  },
});

const Proof = z.object({
  format: z.literal(BUNDLE_FORMAT),
  entry: z.object({ leaf: z.int(), body: z.string() }),
  sealed: z.string().nullable().describe('The sealed bytes in base 64'),
  key: z.string().nullable().describe('The key of this one entry in base 64; null where the person was erased'),
  inclusion: z.array(Hash),
  checkpoint: z.string().describe('The signed note that covers the entry'),
  earlier: z.object({ checkpoint: z.string(), consistency: z.array(Hash) }).nullable(),
  signer: z.string().describe('The public key'),
  law: z.array(z.object({ regime: z.string(), sha256: Hash, json: z.string() })),
});

/** A bundle has one text, and the verifier takes no other: what is saved from here is checked as it is. */
export const bundle = ownAct({
  route: { does: 'decision.bundle', method: 'GET', path: '/v1/decisions/:decision/bundle' },
  example: { decision: '0193f3c1-7d5a-7c3e-8f21-5a4b3c2d1e0f' },
  summary: 'The proof of a decision, to be saved as it comes and checked offline by `node verifier/verify.mjs FILE`',
  action: 'audit.bundle',
  by: 'account',
  input: z.strictObject({ decision: Id }),
  output: Proof,
  text: (made) => bundleText(made as Bundle),
  run: async ({ office, request, reply }, { decision }) => {
    const { inclusion, earlier, law, ...rest } = await bundleOfDecision(office, whoAsks(request), decision);
    reply.header('content-disposition', `attachment; filename="${decision}.bundle"`);
    return {
      ...rest,
      inclusion: [...inclusion],
      earlier: earlier === null ? null : { ...earlier, consistency: [...earlier.consistency] },
      law: [...law],
    };
  },
});

export const clearance = ownAct({
  route: { does: 'register.open-again', method: 'POST', path: '/v1/audit/read-only/clearance' },
  example: { reason: 'A disk had lost a page; restored from the backup of the night before.' },
  summary: 'Let the register write again after a break of integrity was mended; the whole log is checked first',
  action: 'register.read-only-clear',
  by: 'account',
  timeout_ms: VERIFY_MS_MAX, // it checks the log as well
  input: z.strictObject({ reason: Words.describe('What was found and how it was mended, naming nobody: it stands in the log for good') }),
  output: z.object({
    since: z.string().describe('Since when it had taken no entries'),
    why: z.string(),
    entries: z.int().describe('Entries that were checked'),
  }),
  run: ({ office, request }, { reason }) => openAgain(office, whoAsks(request), reason),
});
