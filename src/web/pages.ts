import type { WebOptions } from './options.ts';
import type { Page } from './page.ts';
import { signInPages } from './pages/access/sign-in.ts';
import { checkPages } from './pages/check/check.ts';
import { frontPages } from './pages/front/landing.ts';
import { helpPages } from './pages/help/help.ts';
import { watchPages } from './pages/watch.ts';

/** Every page of the office, area by area. */
export function pagesOf(options: WebOptions): readonly Page[] {
  return [...frontPages(options), ...signInPages(options), ...checkPages, ...helpPages, ...watchPages];
}
