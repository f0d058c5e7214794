import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, describe, expect, type TestContext, test } from 'vitest';
import { caseloadSummary, emptySummary } from '../../test/support/caseload-summary.ts';
import { browserContext } from '../../test/support/chromium.ts';
import type { CaseloadSummary } from '../caseload/summary.ts';
import { reportHtml } from './report.ts';

const folder = mkdtempSync(join(tmpdir(), 'resolute-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

/** The report as a file in a browser, with everything that it asked for or complained of. */
async function opened(
  context: TestContext,
  summary: CaseloadSummary,
  options: BrowserContextOptions,
): Promise<{ page: Page; noise: string[] }> {
  const file = join(folder, 'report.html');
  writeFileSync(file, reportHtml(summary));
  const page = await (await browserContext(context, options)).newPage();
  const noise: string[] = [];
  page.on('request', (request) => request.url() === `file://${file}` || noise.push(`request of ${request.url()}`));
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(error.message));
  await page.goto(`file://${file}`);
  return { page, noise };
}

/** An expression for the page; these tests have no types of a browser. */
const ask = <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression);

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  'desktop, light': { viewport: DESKTOP },
  'desktop, dark': { viewport: DESKTOP, colorScheme: 'dark' },
  'phone, light': { viewport: PHONE },
  'phone, dark': { viewport: PHONE, colorScheme: 'dark' },
};

describe('the report in a browser', () => {
  for (const [name, options] of Object.entries(LOOKS)) {
    test(`${name}: no barrier that axe knows, no request, no complaint`, async (context) => {
      const { page, noise } = await opened(context, caseloadSummary, options);
      await ask(page, 'document.querySelectorAll("details").forEach((part) => { part.open = true })');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
      expect(noise).toEqual([]);
      // The policy lets the style sheet in by its hash; with another hash the page would have no ground of its own.
      expect(await ask<string>(page, 'getComputedStyle(document.documentElement).backgroundColor')).toBe(
        options.colorScheme === 'dark' ? 'rgb(20, 25, 27)' : 'rgb(253, 252, 249)',
      );
    });
  }

  test('at 320 pixels nothing runs out of the page, whatever the names', async (context) => {
    const long = {
      ...caseloadSummary,
      source: { ...caseloadSummary.source, file: `${'very-long-name-of-a-file'.repeat(9)}.csv` },
      unusedColumns: ['Ж'.repeat(200)],
      employers: caseloadSummary.employers.map((one, i) => ({ ...one, employer: `${'WWWWWWWWWW'.repeat(20)}${i}` })),
      samples: caseloadSummary.samples.map((one) => ({ ...one, id: 'x'.repeat(300) })),
    };
    for (const summary of [caseloadSummary, emptySummary, long]) {
      const { page } = await opened(context, summary, { viewport: { width: 320, height: 640 } });
      await ask(page, 'document.querySelectorAll("details").forEach((part) => { part.open = true })');
      expect(await ask<number>(page, 'document.documentElement.scrollWidth')).toBe(320);
    }
  });

  test('a wide table scrolls in a region of its own that the keyboard reaches', async (context) => {
    const { page } = await opened(context, caseloadSummary, { viewport: PHONE });
    const reached = 'document.querySelectorAll(".scroll:not([tabindex=\'0\']), .scroll:not([aria-label])").length';
    expect(await ask<number>(page, reached)).toBe(0);
    expect(await ask<number>(page, 'document.querySelectorAll(".scroll").length')).toBeGreaterThan(8);
  });

  test('one drawing of each chart is shown: the wide one on a desktop and on paper, the narrow one on a phone', async (context) => {
    const { page } = await opened(context, caseloadSummary, { viewport: DESKTOP });
    const shown =
      'Array.from(document.querySelectorAll("figure"), (figure) => Array.from(figure.querySelectorAll(".drawing")).filter((one) => one.checkVisibility()).map((one) => one.classList[1]).join())';
    expect(new Set(await ask<string[]>(page, shown))).toEqual(new Set(['wide']));
    await page.setViewportSize(PHONE);
    expect(new Set(await ask<string[]>(page, shown))).toEqual(new Set(['narrow']));
    await page.emulateMedia({ media: 'print' });
    expect(new Set(await ask<string[]>(page, shown))).toEqual(new Set(['wide']));
  });

  test('on paper the short tables stand open and no links are in the way', async (context) => {
    const { page } = await opened(context, caseloadSummary, { viewport: { width: 680, height: 900 } });
    await page.emulateMedia({ media: 'print' });
    expect(await ask<boolean>(page, 'document.querySelector("nav").checkVisibility()')).toBe(false);
    expect(await ask<boolean>(page, 'document.querySelector("details.short table").checkVisibility({ contentVisibilityAuto: true })')).toBe(
      true,
    );
    expect(await ask<number>(page, 'document.documentElement.scrollWidth')).toBe(680);
  });

  test('the skip link is the first stop and leads past the contents', async (context) => {
    const { page } = await opened(context, caseloadSummary, { viewport: DESKTOP });
    await page.keyboard.press('Tab');
    expect(await ask<string>(page, 'document.activeElement.textContent')).toBe('Skip to the report');
    await page.keyboard.press('Enter');
    expect(await ask<string>(page, 'document.activeElement.id')).toBe('report');
  });

  test('the parser adds and drops nothing: every tag written is an element', async (context) => {
    const { page } = await opened(context, caseloadSummary, { viewport: DESKTOP });
    const written = (reportHtml(caseloadSummary).match(/<[a-zA-Z]/g) ?? []).length;
    expect(await ask<number>(page, 'document.querySelectorAll("*").length')).toBe(written);
    expect(await ask<string>(page, 'document.compatMode + document.documentElement.lang + document.title')).toBe(
      'CSS1CompatenWork permits, Mongolia, QAT, 1 June 2018 to 4 June 2018: Resolute report',
    );
  });
});

describe('a hostile file', () => {
  const ATTACK = `</style></title><script>document.title='owned'</script><img src=x onerror="document.title='owned'">"'&\u202E`;
  const CODES =
    /^(barred|clear|undecided|needs-approval|none|required-by-un|refused-though-allowed|national-only|open|authorise|renew|contract|employ|remain|un|national|act|report|statement|name|recognised|mapping file|constant|csv|permit number|[\d-]+)$/;

  /** Every text that is not a code of ours, led by an attack. */
  function attacked<T>(value: T): T {
    if (typeof value === 'string') return (CODES.test(value) ? value : `${ATTACK}${value}`) as T;
    if (Array.isArray(value)) return value.map(attacked) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, attacked(item)])) as T;
  }

  test('no text of the summary becomes a tag, a script or a request', async (context) => {
    const { page, noise } = await opened(context, attacked(caseloadSummary), { viewport: DESKTOP });
    expect(await ask<number>(page, 'document.querySelectorAll("script, img, style ~ style, [onerror]").length')).toBe(0);
    expect(await ask<string>(page, 'document.title')).not.toBe('owned');
    const benign = await opened(context, caseloadSummary, { viewport: DESKTOP });
    const elements = 'document.querySelectorAll("main *:not(svg *):not(wbr)").length';
    expect(await ask<number>(page, elements)).toBe(await ask<number>(benign.page, elements));
    expect(await ask<string>(page, 'document.body.textContent')).toContain("<script>document.title='owned'</script>");
    expect(noise).toEqual([]);
  });
});
