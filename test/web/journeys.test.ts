import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { browserContext } from '../support/chromium.ts';
import { aWebExample, type WebExample } from '../support/visitor.ts';

let example: WebExample;
beforeAll(async () => {
  example = await aWebExample();
}, 60_000);
afterAll(() => example.stop());

/** A browser in which somebody of the example is signed in. @param login nobody unless given */
async function sit(context: TestContext, login?: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browserContext(context, { viewport: { width: 1280, height: 900 }, ...options })).newPage();
  page.setDefaultTimeout(10_000);
  if (login === undefined) {
    await page.goto(example.url);
    return page;
  }
  await page.goto(`${example.url}/sign-in`);
  await page.locator(`button[name=login][value=${login}]`).click();
  await page.waitForURL('**/today');
  return page;
}

const NO_SCRIPT = { javaScriptEnabled: false };
const main = (page: Page) => page.locator('main');
/** What an element says, as it is drawn. */
const said = async (of: Locator): Promise<string> => (await of.first().allInnerTexts())[0] ?? '';
const heading = (page: Page) => said(page.locator('h1'));
const press = (page: Page, name: string | RegExp) => main(page).getByRole('button', { name }).first().click();
const follow = (page: Page, name: string | RegExp) => main(page).getByRole('link', { name }).first().click();

/** The last lawful day or another term of a summary list. */
const row = (page: Page, key: string) => said(main(page).locator('.govuk-summary-list__row', { hasText: key }).first().locator('dd'));

test('an officer declines a renewal of December 2017 with its paragraph, and a second person approves it, without scripts', async (context) => {
  const officer = await sit(context, 'officer', NO_SCRIPT);
  await follow(officer, 'Renewals due');
  await officer.goto(`${example.url}/renewals?nationality=PRK`);
  const line = main(officer)
    .locator('tbody tr', { has: officer.locator('.res-tag--barred') })
    .first();
  const permit = await said(line.locator('th a'));
  await line.locator('th a').click();
  expect(await heading(officer)).toBe(permit);
  await expect.poll(() => said(main(officer).locator('.res-verdict'))).toContain('Barred');
  expect(await said(main(officer).locator('.res-verdict .res-cite').first())).toMatch(/\d{4}/);
  await follow(officer, 'Decline the renewal');
  await main(officer).locator('textarea').fill('Labour ministry, 3 December 2017');
  await press(officer, 'Send for approval');
  expect(await said(main(officer))).toContain('you cannot approve it');
  const proposal = officer.url().split('?')[0] ?? '';

  const supervisor = await sit(context, 'supervisor', NO_SCRIPT);
  await supervisor.goto(proposal);
  await press(supervisor, /^Approve$/);
  expect(await said(main(supervisor))).toContain('approved and done');

  await officer.goto(`${example.url}/permits?number=${permit}&all=yes`);
  await main(officer).locator('tbody th a').first().click();
  expect(await row(officer, 'Status')).toBe('Runs out, not renewed');
  await main(officer).locator('section', { hasText: 'Decisions' }).locator('tbody th a').first().click();
  const decision = await said(main(officer));
  expect(decision).toContain('Renewal declined');
  expect(decision).toContain('Labour ministry, 3 December 2017');
  await follow(officer, /Why/);
  const why = await said(main(officer));
  for (const part of ['Council', 'Mongolia', 'nationalities']) expect(why).toContain(part);
});

test('a missing contract date is asked for with what either answer gives, answered with its paper, and settles the case', async (context) => {
  const officer = await sit(context, 'officer', NO_SCRIPT);
  await officer.goto(`${example.url}/queues/missing-fact`);
  const links = await main(officer).locator('tbody th a').all();
  const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')));
  let asked = '';
  for (const href of hrefs) {
    await officer.goto(`${example.url}${href}/decide`);
    if ((await main(officer).locator('a[href$="contract.finalisedOn"]').count()) === 0) continue;
    asked = href ?? '';
    break;
  }
  expect(asked, 'an application of the example lacks the day of its contract').not.toBe('');
  await main(officer).locator('a[href$="contract.finalisedOn"]').click();
  expect(await said(main(officer).locator('.res-panel').first())).toMatch(/before .*2017: (Clear|at most)/);
  await officer.fill('[name="finalisedOn-day"]', '1');
  await officer.fill('[name="finalisedOn-month"]', '3');
  await officer.fill('[name="finalisedOn-year"]', '2017');
  await officer.fill('[name="evidence.kind"]', 'contract');
  await officer.fill('[name="evidence.reference"]', 'K-17/88');
  await press(officer, 'Record the answer');
  expect(await said(main(officer))).toContain('The fact is recorded.');
  expect(await main(officer).locator('a[href$="contract.finalisedOn"]').count()).toBe(0);
});

test('a hold blocks a departure, says nobody why, and leaves no trace that an employer could see', async (context) => {
  const employer = await sit(context, 'employer', NO_SCRIPT);
  await employer.goto(`${example.url}/permits?all=yes&status=granted`);
  const permit = await main(employer).locator('tbody th a').last().getAttribute('href');
  await employer.goto(`${example.url}${permit}`);
  const before = await said(main(employer));
  const worker = await main(employer).locator('a[href^="/workers/"]').first().getAttribute('href');
  await employer.goto(`${example.url}${worker}`);
  const workerBefore = await said(main(employer));

  const protection = await sit(context, 'protection', NO_SCRIPT);
  await protection.goto(`${example.url}/protection${worker}/hold`);
  await protection.fill('[name=ground]', 'Counsel told us of a fear that has to be looked at.');
  await press(protection, 'Place the hold');

  const officer = await sit(context, 'officer', NO_SCRIPT);
  await officer.goto(`${example.url}/departures/new?worker=${worker?.split('/').at(-1)}`);
  await officer.fill('[name="ownAccord-day"]', '20');
  await officer.fill('[name="ownAccord-month"]', '12');
  await officer.fill('[name="ownAccord-year"]', '2017');
  await press(officer, 'Plan');
  const refusal = await said(officer.locator('.govuk-error-summary'));
  expect(refusal).not.toMatch(/hold|protect|assess/i);

  await employer.goto(`${example.url}${permit}`);
  expect(await said(main(employer))).toBe(before);
  await employer.goto(`${example.url}${worker}`);
  expect(await said(main(employer))).toBe(workerBefore);
  await employer.goto(`${example.url}/protection`);
  expect(await heading(employer)).toBe('You cannot do this');
});

test('a draft of 12 months is set beside the 24 of the law, and an error is named with its line as one types', async (context) => {
  const analyst = await sit(context, 'analyst');
  await follow(analyst, 'Compare a draft');
  await follow(analyst, /12 months/);
  const split = main(analyst).locator('#live');
  expect(await said(split)).toContain('22 December 2019');
  expect(await said(split)).toContain('22 December 2018');
  const text = await analyst.locator('#text').inputValue();
  await analyst.fill('#text', text.replaceAll('months: 12', 'months: 18'));
  await expect.poll(() => said(split), { timeout: 10_000 }).toContain('22 June 2019');
  await analyst.fill('#text', text.replace('un.2397.8.workers', 'un.2397.8.nobody'));
  await expect.poll(() => said(split), { timeout: 10_000 }).toMatch(/Error.*line \d+, column \d+/s);
});

test('the same draft is checked without scripts: an error with its line, then the split', async (context) => {
  const analyst = await sit(context, 'analyst', NO_SCRIPT);
  await analyst.goto(`${example.url}/law/drafts`);
  await follow(analyst, /12 months/);
  const text = await analyst.locator('#text').inputValue();
  const check = async (draft: string): Promise<string> => {
    await analyst.fill('#text', draft);
    await press(analyst, 'Check');
    return said(main(analyst));
  };
  expect(await check(text.replace('un.2397.8.workers', 'un.2397.8.nobody'))).toMatch(/line \d+, column \d+/);
  expect(await analyst.locator('#text').inputValue()).toContain('un.2397.8.nobody');
  const split = await check(text.replaceAll('months: 12', 'months: 18'));
  expect(split).toContain('22 June 2019');
  expect(split).not.toMatch(/line \d+, column \d+/);
});

test('an administrator who tries to approve his own act is refused, and the page says who can', async (context) => {
  const admin = await sit(context, 'admin', NO_SCRIPT);
  await admin.goto(`${example.url}/administration/accounts`);
  await follow(admin, 'Statistician');
  await follow(admin, 'Propose a role');
  await admin.selectOption('[name=role]', 'auditor');
  await press(admin, 'Propose');
  expect(await said(main(admin))).toContain('you cannot approve it');
  expect(await said(main(admin))).toContain('administrators too');
  // The button is there for whoever may; the rule itself stands in the office.
  const before = admin.url();
  await press(admin, /^Approve$/);
  expect(await said(admin.locator('.govuk-error-summary'))).toContain('you cannot approve it');
  const supervisor = await sit(context, 'supervisor', NO_SCRIPT);
  await supervisor.goto(before);
  await press(supervisor, /^Approve$/);
  expect(await said(main(supervisor))).toContain('approved and done');
});

test('anybody asks whether they may sign, by keyboard alone', async (context) => {
  const page = await sit(context);
  await page.goto(`${example.url}/check`);
  await page.locator('#act').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('DPRK');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('input[name=answer]');
  await page.locator('#answer').focus();
  await page.keyboard.press('Space');
  for (let at = 0; at < 4 && !(await page.evaluate('document.activeElement.tagName === "BUTTON"')); at++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.res-verdict');
  expect(await said(main(page).locator('.res-verdict h2'))).toBe('No: the law bars it');
  expect(page.url()).toBe(`${example.url}/check`);
});

test('what was written survives the end of a sign-in', async (context) => {
  const officer = await sit(context, 'officer', NO_SCRIPT);
  await officer.goto(`${example.url}/employers/new`);
  await officer.fill('[name=name]', 'Ulaan Zaan HHK');
  await officer.selectOption('[name=sector]', '41');
  await example.expireSessions();
  await press(officer, 'Register');
  expect(await heading(officer)).toBe('Sign in');
  await officer.locator('button[name=login][value=officer]').click();
  expect(await officer.locator('[name=name]').inputValue()).toBe('Ulaan Zaan HHK');
  expect(await said(main(officer))).toContain('What you had filled in is here again');
  await press(officer, 'Register');
  expect(await heading(officer)).toBe('Ulaan Zaan HHK');
  await officer.goto(`${example.url}/employers/new`);
  expect(await officer.locator('[name=name]').inputValue()).toBe('');
});

test('two people on one record: the second is told what changed, and the first sees that somebody did', async (context) => {
  const one = await sit(context, 'officer');
  await one.goto(`${example.url}/employers?status=active&all=yes`);
  await main(one).locator('tbody th a').nth(3).click();
  await one.waitForSelector('[data-watch]', { state: 'attached' });
  const employer = one.url();
  const other = await sit(context, 'supervisor', NO_SCRIPT);
  const third = await sit(context, 'officer', NO_SCRIPT);
  await other.goto(`${employer}/correct`);
  await third.goto(`${employer}/correct`);
  await other.fill('[name=number]', 'E-2017-1');
  await press(other, 'Record the correction');
  await third.fill('[name=number]', 'E-2017-2');
  await press(third, 'Record the correction');
  expect(await said(third.locator('.govuk-error-summary'))).toMatch(/version \d+; you acted on version \d+/);
  expect(await third.locator('[name=number]').inputValue()).toBe('E-2017-2');
  await one.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
  await one.waitForSelector('[data-watch-says]:not([hidden])');
  expect(await said(one.locator('[data-watch-says]'))).toContain('Somebody changed this record');
});

test('an auditor verifies the log, and the proof of a decision checks itself in the browser; a changed sign is named', async (context) => {
  const auditor = await sit(context, 'auditor');
  await follow(auditor, 'Verify the log');
  await press(auditor, 'Verify the log now');
  expect(await said(main(auditor).locator('.res-verdict'))).toContain('Nothing was altered');
  await auditor.goto(`${example.url}/decisions`);
  await main(auditor).locator('tbody th a').first().click();
  const [download] = await Promise.all([auditor.waitForEvent('download'), follow(auditor, 'Download the proof')]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const bundle = Buffer.concat(chunks);

  const anybody = await sit(context);
  await anybody.goto(`${example.url}/verifier`);
  await anybody.context().setOffline(true);
  await anybody.setInputFiles('input[name=bundle]', { name: 'decision.bundle.json', mimeType: 'application/json', buffer: bundle });
  await anybody.waitForSelector('[data-verify-result]:not([hidden])');
  expect(await said(anybody.locator('[data-verify-result]'))).toContain('Nothing is refused');
  expect(await said(anybody.locator('[data-verify-result]'))).toContain('to the same bytes');
  const altered = Buffer.from(
    bundle.toString().replace(/"inclusion":\["(.)/, (_, first: string) => `"inclusion":["${first === 'a' ? 'b' : 'a'}`),
  );
  await anybody.setInputFiles('input[name=bundle]', { name: 'altered.bundle.json', mimeType: 'application/json', buffer: altered });
  await expect.poll(() => said(anybody.locator('[data-verify-result] h2'))).toBe('Something is wrong');
  expect(await anybody.locator('[data-verify-result] .res-tag--barred').count()).toBeGreaterThan(0);
});

test('a sheet is tried first: each bad row comes back with its reason, and the good ones are taken in', async (context) => {
  const officer = await sit(context, 'officer', NO_SCRIPT);
  const sheet = [
    'Permit No,Worker No,Name,Year of birth,Nationality,Employer,Sector,Valid from,Valid to',
    'INV-90-0001,INV-W-90001,Ri Yong Su,1980,PRK,Khar Yast Barilga,Construction,2017-03-01,2018-02-28',
    'INV-90-0002,INV-W-90002,Kim In Ho,1981,PRK,Khar Yast Barilga,Construction,2017-03-01,2016-02-28',
    '',
  ].join('\n');
  const send = async (mode: string): Promise<string> => {
    await officer.goto(`${example.url}/import`);
    await officer.check(`[name=mode][value=${mode}]`);
    await officer.setInputFiles('[name=sheet]', { name: 'permits.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
    await press(officer, 'Go on');
    return said(main(officer));
  };
  const tried = await send('try');
  expect(tried).toContain('permits.csv was tried');
  expect(tried).toContain('Nothing was written');
  expect(tried).toMatch(/Rejected\s+1/);
  expect(await send('take')).toContain('permits.csv was taken in');
});

test('the language is chosen once and stays with the person; names of states and days follow it', async (context) => {
  const officer = await sit(context, 'officer', NO_SCRIPT);
  await officer.locator('button[name=language][value=ko]').click();
  expect(await officer.locator('html').getAttribute('lang')).toBe('ko');
  expect(await said(main(officer))).toContain('2017년 12월 7일');
  const elsewhere = await sit(context, 'officer', NO_SCRIPT);
  expect(await elsewhere.locator('html').getAttribute('lang')).toBe('ko');
  await elsewhere.locator('button[name=language][value=en]').click();
  expect(await elsewhere.locator('html').getAttribute('lang')).toBe('en');
});
