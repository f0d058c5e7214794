import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { WebExample } from '../support/visitor.ts';
import { type Found, WALKERS, type Walker, walk } from './walk.ts';

/** The widths at which pages are looked at; 320 pixels are what 400 % of zoom leaves of a common screen. */
export const WIDTHS = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;
export const NARROWEST = { width: 320, height: 640 } as const;

/** One address of each page, with somebody who may open it; a page that others see otherwise stands once for each of these. */
export interface Stop {
  readonly pattern: string;
  readonly address: string;
  readonly by: Walker;
}

/** Pages that look different to each role. */
const FOR_EACH = new Set(['/today']);

export interface Tour {
  readonly stops: readonly Stop[];
  /** The cookies of each walker, so that a browser need not sign in again. */
  readonly cookies: ReadonlyMap<Walker, ReadonlyMap<string, string>>;
}

export async function tourOf(example: WebExample): Promise<Tour> {
  const stops = new Map<string, Stop>();
  const cookies = new Map<Walker, ReadonlyMap<string, string>>();
  for (const by of WALKERS) {
    const visitor = await example.visitor(by ?? undefined);
    for (const { pattern, address, seen } of await walk(visitor, by)) {
      if (!isPage({ pattern, seen })) continue;
      const name = FOR_EACH.has(pattern) ? `${pattern} ${by}` : pattern;
      if (!stops.has(name)) stops.set(name, { pattern, address, by });
    }
    cookies.set(by, new Map(visitor.cookies));
  }
  return { stops: [...stops.values()], cookies };
}

const isPage = ({ pattern, seen }: Pick<Found, 'pattern' | 'seen'>): boolean =>
  pattern !== '' && pattern !== '/*' && seen.status === 200 && seen.type.startsWith('text/html');

/** A browser context that is signed in as this walker. */
export async function contextAs(
  browser: Browser,
  example: WebExample,
  tour: Tour,
  by: Walker,
  viewport: { readonly width: number; readonly height: number },
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const cookies = [...(tour.cookies.get(by) ?? [])].map(([name, value]) => ({ name, value, url: example.url }));
  await context.addCookies(cookies);
  return context;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a checker finds wrong with the page that is open, a line each. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ target }) => target.join(' '))
        .join(' | ')}`,
  );
}

/** Runs in the page, which has a document that these files do not know of. */
const WIDE = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return null;
  const wide = [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().right > clientWidth + 1);
  return scrollWidth + ' of ' + clientWidth + ' pixels, ' + (wide ? wide.tagName.toLowerCase() + '.' + wide.className : '');
})()`;

/** Whether the page is wider than its window, and by which element. */
export const tooWide = (page: Page): Promise<string | null> => page.evaluate(WIDE);

const SHIFT = `new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(sum), 60);
})`;

/** How much of the page moved after it was first painted; 0 is nothing. */
export const layoutShift = (page: Page): Promise<number> => page.evaluate(SHIFT);
