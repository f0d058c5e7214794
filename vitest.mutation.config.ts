import { defineConfig } from 'vitest/config';

/**
 * The tests that a mutant meets: the quick ones of `law/` and `decide/`, the cases of the regimes and the hand-written oracle. Those
 * that start databases, browsers or the command line, or search long, are left out: a thousand mutants would run them a thousand
 * times. The score is therefore a lower bound.
 */
export default defineConfig({
  test: {
    include: [
      'src/law/**/*.test.ts',
      'src/decide/*.test.ts',
      'src/decide/checking/cases.test.ts',
      'test/law/*.test.ts',
      'bench/hand/oracle.test.ts',
    ],
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    setupFiles: ['test/support/seed.ts'],
  },
});
