import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Threads that keep their modules: a PGlite or a loaded regime is made once a worker, and 1,600 small tests take a second. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts', 'bench/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
    // Each thread is given its files beforehand, so a few more than there are cores keep all of these busy to the end.
    maxWorkers: Math.max(3, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/services.ts'],
    setupFiles: ['test/support/seed.ts'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts'] },
  },
});
