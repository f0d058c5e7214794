import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { aWebExampleOfThisTest, type PageSeen } from '../../../../test/support/visitor.ts';

const link = ({ document }: PageSeen, to: string): string => document.querySelector(`main a[href^="${to}"]`)?.getAttribute('href') ?? '';

test('long work tells what came of it: whose answer changed by a corrected fact, and why', async () => {
  const example = await aWebExampleOfThisTest();
  const supervisor = await example.visitor('supervisor');
  const permit = await supervisor.get(
    link(await supervisor.get('/permits?nationality=PRK&standingOn=2017-12-07&status=granted'), '/permits/'),
  );
  const worker = link(permit, '/workers/');
  const officer = await example.visitor('officer');
  const form = await officer.get(`${worker}/correct`);
  const corrected = await officer.send(form, { 'facts.nationalities': ['CHN', '', ''] });
  expect(corrected.path, corrected.text).toMatch(new RegExp(`^${worker}`));
  let page = await supervisor.get('/administration/jobs');
  // The service decides again by itself, some seconds after the last time.
  for (let tries = 0; tries < 60 && !page.text.includes('Barred'); tries += 1) {
    await pause(500);
    page = await supervisor.get(link(await supervisor.get('/administration/jobs'), '/administration/jobs/01'));
  }
  expect(page.text).toContain('whom changed facts reach');
  expect(page.text).toContain('Started byResolute');
  const lines = [...page.document.querySelectorAll('main tbody tr')].map((line) => (line.textContent ?? '').replaceAll(/\s+/g, ' '));
  expect(lines.join('\n')).toMatch(/Barred.*Clear/);
  expect(link(page, '/permits/')).toBe(permit.path);
  const administrator = await example.visitor('admin');
  expect((await administrator.get(page.path)).document.querySelectorAll('main tbody tr')).toHaveLength(0);
}, 60_000);
