import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

export type Counts = { passed: number; failed: number; skipped: number };

/** The line that a person and a program read last. */
export function plainLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Says little: each failure in full, each reason for a skip once, and one line for the run. A file that cannot be loaded, and an error
 * outside every test, count as a failure each: a run that broke must not look green for want of failed tests.
 */
export class PlainReporter implements Reporter {
  readonly counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  #vitest: Vitest | undefined;
  #started = 0;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    this.#started = performance.now();
  }

  onTestRunEnd(modules: readonly TestModule[], outsideErrors: readonly unknown[]): void {
    const skips = new Map<string, number>();
    for (const module of modules) {
      for (const error of module.errors()) this.#fail(this.#path(module), error);
      for (const suite of module.children.allSuites()) for (const error of suite.errors()) this.#fail(suite.fullName, error);
      for (const test of module.children.allTests()) this.#count(test, skips);
    }
    for (const error of outsideErrors) this.#fail('outside of every test', error);
    for (const [why, times] of skips) console.log(`skipped ${times}: ${why}`);
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1);
    console.log(`tests: ${plainLine(this.counts)} in ${modules.length} files, ${seconds} s`);
  }

  #count(test: TestCase, skips: Map<string, number>): void {
    const result = test.result();
    if (result.state === 'passed') this.counts.passed += 1;
    else if (result.state === 'skipped') {
      this.counts.skipped += 1;
      const why = result.note ?? 'no reason given (use test/support/skip.ts)';
      skips.set(why, (skips.get(why) ?? 0) + 1);
    } else {
      const errors = result.state === 'failed' ? result.errors : [new Error('The test never ended.')];
      this.#fail(`${this.#path(test.module)} > ${test.fullName}`, ...errors);
    }
  }

  #fail(where: string, ...errors: unknown[]): void {
    this.counts.failed += 1;
    console.log(`\nfailed: ${where}`);
    for (const error of errors) this.#vitest?.logger.printError(error);
  }

  #path(module: TestModule): string {
    return relative(process.cwd(), module.moduleId);
  }
}
