import type { TestContext } from 'vitest';

/**
 * The one way to leave a test out: it says why, and with RESOLUTE_NO_SKIP=1 (as in CI) it fails instead, so that a machine that
 * lacks a server cannot pass for one that tested it.
 */
export function skipBecause(context: TestContext, why: string): never {
  if (process.env.RESOLUTE_NO_SKIP === '1') throw new Error(`RESOLUTE_NO_SKIP=1 and this test cannot run: ${why}`);
  return context.skip(why);
}
