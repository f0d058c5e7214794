import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { onTestFinished, type TestContext } from 'vitest';
import { askFor } from './ask.ts';
import { skipBecause } from './skip.ts';

let shared: Promise<Browser> | undefined;

/**
 * A fresh browser context in a headless Chromium, closed when the test ends. Make pages by `newPage()` of this context, not of a
 * browser: axe refuses those. Leaves the test out, saying why, if there is no Chromium on the machine.
 */
export async function browserContext(context: TestContext, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const answer = await askFor('chromium');
  if ('why' in answer) return skipBecause(context, answer.why);
  shared ??= chromium.connect(answer.url);
  const opened = await (await shared).newContext(options);
  onTestFinished(() => opened.close());
  return opened;
}
