import { expect, test } from 'vitest';
import { browserContext } from '../support/chromium.ts';
import { aWebExampleOfThisTest } from '../support/visitor.ts';

test('on paper stands what was read: no navigation, no button, no address behind a link, and the list that has a form around it', async (context) => {
  const officer = await (await browserContext(context)).newPage();
  const { url } = await aWebExampleOfThisTest();
  await officer.goto(`${url}/sign-in`);
  await officer.locator('button[name=login][value=officer]').click();
  await officer.waitForURL('**/today');
  await officer.goto(`${url}/renewals?nationality=PRK`);
  const shown = (selector: string) => officer.locator(selector).first().isVisible();
  const around = async () => [await shown('nav.res-nav'), await shown('main form:has(table) button'), await shown('footer')];
  expect(await around()).toEqual([true, true, true]);
  await officer.emulateMedia({ media: 'print' });
  expect(await around()).toEqual([false, false, false]);
  expect(await shown('main tbody th a')).toBe(true);
  const after: unknown = await officer.evaluate(
    "[...document.querySelectorAll('main a[href]')].map((link) => getComputedStyle(link, '::after').content)",
  );
  expect(new Set(after as string[])).toEqual(new Set(['none']));
}, 120_000);
