import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { askFor } from '../support/ask.ts';
import { skipBecause } from '../support/skip.ts';
import { aWebExampleOfThisTest } from '../support/visitor.ts';
import { axeFindings, contextAs, layoutShift, NARROWEST, tooWide, tourOf, WIDTHS } from './tour.ts';

test('no page has an accessibility violation, moves, or is wider than its window, at desktop and at phone width', async (context) => {
  const answer = await askFor('chromium');
  if ('why' in answer) return skipBecause(context, answer.why);
  const example = await aWebExampleOfThisTest();
  const tour = await tourOf(example);
  const browser = await chromium.connect(answer.url);
  const found: string[] = [];
  try {
    for (const [name, viewport] of Object.entries(WIDTHS)) {
      for (const by of new Set(tour.stops.map((stop) => stop.by))) {
        const signedIn = await contextAs(browser, example, tour, by, viewport);
        const page = await signedIn.newPage();
        let where = '';
        page.on('pageerror', (error) => found.push(`${where}: script: ${error.message}`));
        page.on('console', (message) => {
          if (message.type() === 'error') found.push(`${where}: console: ${message.text()}`);
        });
        for (const { address } of tour.stops.filter((stop) => stop.by === by)) {
          where = `${name} ${by ?? 'nobody'} ${address}`;
          await page.goto(example.url + address);
          const shift = await layoutShift(page);
          if (shift > 0.01) found.push(`${where}: moves by ${shift.toFixed(3)}`);
          found.push(...(await axeFindings(page)).map((finding) => `${where}: ${finding}`));
          if (name === 'phone') await page.setViewportSize(NARROWEST);
          const wide = await tooWide(page);
          if (wide !== null) found.push(`${where}: too wide: ${wide}`);
          if (name === 'phone') await page.setViewportSize(viewport);
        }
        await signedIn.close();
      }
    }
  } finally {
    await browser.close();
  }
  expect(found).toEqual([]);
}, 600_000);
