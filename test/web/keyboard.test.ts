import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { askFor } from '../support/ask.ts';
import { browserContext } from '../support/chromium.ts';
import { skipBecause } from '../support/skip.ts';
import { aWebExampleOfThisTest } from '../support/visitor.ts';
import { contextAs, tourOf, WIDTHS } from './tour.ts';

/** Listens from the first moment on; how often one must press Tab to have been everywhere. */
const BEGIN = `(() => {
  document.addEventListener('focusin', ({ target }) => target.setAttribute('data-reached', ''));
  document.activeElement?.blur();
  return document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]').length + 5;
})()`;
/** What can be pressed or filled in and was never reached; of a group of radios one is, and arrows lead to the others. */
const MISSED = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.hasAttribute('data-reached'))
  .filter((one) => one.type !== 'radio' || document.querySelector('input[type=radio][name="' + one.name + '"][data-reached]') === null)
  .map((one) => one.outerHTML.slice(0, 120))`;

test('whatever can be pressed or filled in on any page is reached by Tab alone', async (context) => {
  const answer = await askFor('chromium');
  if ('why' in answer) return skipBecause(context, answer.why);
  const example = await aWebExampleOfThisTest();
  const tour = await tourOf(example);
  const browser = await chromium.connect(answer.url);
  const missed: string[] = [];
  let pressed = 0;
  try {
    for (const by of new Set(tour.stops.map((stop) => stop.by))) {
      const page = await (await contextAs(browser, example, tour, by, WIDTHS.desktop)).newPage();
      for (const { address } of tour.stops.filter((stop) => stop.by === by)) {
        await page.goto(example.url + address);
        const times: unknown = await page.evaluate(BEGIN);
        for (let at = 0; at < Number(times); at++) await page.keyboard.press('Tab');
        pressed += Number(times);
        missed.push(...((await page.evaluate(MISSED)) as string[]).map((one) => `${by ?? 'nobody'} ${address}: ${one}`));
      }
    }
  } finally {
    await browser.close();
  }
  expect(pressed).toBeGreaterThan(tour.stops.length * 10);
  expect(missed).toEqual([]);
}, 600_000);

test('an officer signs in and declines a renewal by keyboard alone', async (context) => {
  const page = await (await browserContext(context, { viewport: WIDTHS.desktop })).newPage();
  const { url } = await aWebExampleOfThisTest();
  const pressAt = async (selector: string): Promise<void> => {
    for (let at = 0; at < 150; at++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) === true)
        return page.keyboard.press('Enter');
    }
    throw new Error(`Tab never came to ${selector} on ${page.url()}`);
  };
  await page.goto(`${url}/sign-in`);
  await pressAt('button[name=login][value=officer]');
  await page.waitForURL('**/today');
  await page.goto(`${url}/renewals?nationality=PRK`);
  await pressAt('main tbody th a');
  await page.waitForURL('**/permits/*');
  await pressAt('main a[href^="/renewals/decline"]');
  await page.waitForURL('**/renewals/decline?*');
  await pressAt('main textarea');
  await page.keyboard.type('Labour ministry, 3 December 2017');
  await pressAt('main form[action="/renewals/decline"] button');
  await page.waitForURL('**/proposals/*');
  expect(await page.locator('main').textContent()).toContain('you cannot approve it');
}, 120_000);
