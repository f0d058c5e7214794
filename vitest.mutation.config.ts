import { defineConfig } from 'vitest/config';

/**
 * The tests that a mutant meets: those of `law/` and `decide/`, the cases of the regimes and the hand-written oracle. Those that
 * start databases, browsers or the command line are left out: a thousand mutants would start them a thousand times.
 */
export default defineConfig({
  test: {
    include: [
      'src/law/**/*.test.ts',
      'src/decide/**/*.test.ts',
      'test/law/*.test.ts',
      'bench/hand/*.test.ts',
      'test/agreement/properties.test.ts',
    ],
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    setupFiles: ['test/support/seed.ts'],
  },
});
