import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { resolute } from '../../../test/support/cli.ts';
import { TRIAL } from '../../../test/support/trial-law.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The trial law on disk, with one text replaced. */
function onDisk(file = '', from = '', to = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'law-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(TRIAL)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path === file ? text.replace(from, to) : text);
  }
  return folder;
}

describe('law check', () => {
  test('finds no error in the law that comes with Resolute', async () => {
    const { code, out } = await resolute(['law', 'check', '--json']);
    const { findings, regimes } = JSON.parse(out);
    expect(findings.filter(({ severity }: { severity: string }) => severity !== 'note')).toEqual([]);
    expect(regimes.length).toBeGreaterThan(1);
    expect(code).toBe(0);
  });
  test('shows the line with a caret, the remedy and a count, and exits 2', async () => {
    const folder = onDisk('trial/provisions/mng.yaml', 'when: prk\n', 'when: prk && worker.returnProhibted\n');
    const { code, out } = await resolute(['law', 'check', '--law', folder]);
    const lines = out.split('\n');
    const head = lines.findIndex((line) => line.includes('/trial/provisions/mng.yaml:8:16: error'));
    expect(lines[head]).toContain('Did you mean `worker.returnProhibited`?');
    expect(lines[head + 1]).toBe('    8 |   when: prk && worker.returnProhibted');
    expect(lines[head + 2]).toBe(`      | ${' '.repeat(15)}^`);
    expect(lines[head + 3]).toMatch(/^ {4}remedy: \S/);
    expect(out).toContain('1 regime, 2 provisions, 8 cases: 1 error, no warnings, no notes.');
    expect(code).toBe(2);
  });
  test('a warning stops nothing', async () => {
    const folder = onDisk(
      'trial/cases/all.yaml',
      '  - name: May stay\n    given: { act: remain, worker: { returnProhibited: true } }\n    expect: { mng.leave: false, mng.leave.protected: true, protected: true }\n',
      '',
    );
    const { code, out } = await resolute(['law', 'check', '--law', folder]);
    expect(out).toContain('warning No case shows the provision `mng.leave` false.');
    expect(out).toContain('case:   {"host": "MNG"');
    expect(code).toBe(0);
  });
  test('the caret of a long line stays on the screen', async () => {
    const long = `when: ${'prk && '.repeat(30)}worker.returnProhibted\n`;
    const { out } = await resolute(['law', 'check', '--law', onDisk('trial/provisions/mng.yaml', 'when: prk\n', long)]);
    const lines = out.split('\n');
    const at = lines.findIndex((line) => line.includes(':8:')) + 1;
    const caret = (lines[at + 1] ?? '').indexOf('^');
    expect(lines[at]?.length).toBeLessThanOrEqual(80);
    expect(lines[at]?.slice(caret)).toMatch(/^worker\.returnProhibted/);
  });
  test('an unknown regime names the nearest', async () => {
    const { code, err } = await resolute(['law', 'check', '--regime', 'dprk-labor']);
    expect(err).toContain('Did you mean `dprk-labour`?');
    expect(code).toBe(2);
  });
});

describe('law test', () => {
  test('the shipped cases hold, and the table shows each provision', async () => {
    const { code, out } = await resolute(['law', 'test']);
    expect(out).toMatch(/cases: all as expected\.\n$/);
    expect(out).toMatch(/^un\.2375\.17 +\d+ +\d+ +\d+$/m);
    expect(code).toBe(0);
  });
  test('a failure has its place, what was expected and found, and the words', async () => {
    const folder = onDisk('trial/cases/all.yaml', 'outcome: needs-approval', 'outcome: clear');
    const { code, out } = await resolute(['law', 'test', '--law', folder, '--quiet']);
    expect(out).toMatch(/trial\/cases\/all\.yaml:3: failed A younger contract\n/);
    expect(out).toContain('outcome: expected clear, found needs-approval');
    expect(out).toContain('• Needs approval:');
    expect(out).toContain('8 cases: 1 not as expected.');
    expect(code).toBe(2);
  });
});

describe('law show', () => {
  test.each([
    'un.2375.17',
    'un.2375.17.contract',
    'S/RES/2397 (2017)',
    'renewal-is-new-authorisation',
    'dprkNational',
    'un-2397-12-months',
    'un.2397.8.midterm',
  ])('%s', async (id) => {
    const { code, out } = await resolute(['law', 'show', id]);
    expect(code).toBe(0);
    expect(out).toContain(id);
    expect(out).toMatch(/file {10}regimes\/dprk-labour\/\S+:\d+/);
    expect(out).not.toMatch(/undefined|\[object|NaN/);
  });
  test('a question has its positions with day, answer and source', async () => {
    const { out } = await resolute(['law', 'show', 'renewal-is-new-authorisation'], { columns: 100 });
    expect(out).toMatch(/Mongolia, 3 December 2017, answers yes for MNG from that day/);
  });
  test('an unknown id names the nearest; an id of another regime names the regime', async () => {
    expect((await resolute(['law', 'show', 'un.2375.71'])).err).toContain('Did you mean `un.23');
    const other = await resolute(['law', 'show', 'un.1718.8d.listed-worker']);
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining('--regime asset-freeze') });
  });
});

describe('law words', () => {
  test('the whole law has no words but plain ones', async () => {
    const { code, out } = await resolute(['law', 'words']);
    expect(code).toBe(0);
    expect(out).not.toMatch(/&&|\|\||worker\.|contract\.|undefined/);
  });
  test('an instrument has none', async () => {
    const { code, err } = await resolute(['law', 'words', 'S/RES/2397 (2017)']);
    expect(code).toBe(2);
    expect(err).toContain('is an instrument and has no condition');
  });
});

describe('law diff', () => {
  test('the draft against the law in force', async () => {
    const { out } = await resolute(['law', 'diff', 'now', 'un-2397-12-months']);
    expect(out).toContain('~ provision un.2397.8.workers is changed');
    expect(out).toMatch(/− 2019-12-22\n +\+ 2018-12-22/);
    expect(out).toContain('no parts added, no parts removed, 2 parts changed.');
  });
  test('a folder with another version', async () => {
    const [before, after] = [onDisk(), onDisk('trial/provisions/mng.yaml', 'by: 2018-06-02', 'by: 2018-06-03')];
    const { out } = await resolute(['law', 'diff', 'now', after, '--law', before, '--regime', 'trial', '--json']);
    expect(JSON.parse(out).changes).toMatchObject([{ change: 'changed', id: 'mng.leave' }]);
  });
  test.each([
    ['un-2397-12-month', 'Did you mean `un-2397-12-months`?'],
    ['2017-02-30', 'is not a day that exists'],
    ['nowhere', 'is no day, no draft and no folder'],
  ])('%s is refused with a remedy', async (side, message) => {
    const { code, err } = await resolute(['law', 'diff', 'now', side]);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('law deadlines', () => {
  test('says what is past, today and ahead', async () => {
    const { out } = await resolute(['law', 'deadlines', '--as-of', '2019-12-22'], { columns: 100 });
    expect(out).toMatch(/2019-12-22 Sunday, 22 December 2019 · last lawful day of a duty · today/);
    expect(out).toMatch(/2020-03-22 .*91 days ahead/);
    expect(out).toMatch(/2017-12-31 .*announced, required by nobody · past for 721 days/);
  });
  test('iCalendar has all days but the announced ones, no clock, and the same bytes each time', async () => {
    const first = await resolute(['law', 'deadlines', '--ics', '-']);
    const days = JSON.parse((await resolute(['law', 'deadlines', '--json'])).out).days as { kind: string }[];
    expect(first.out).toBe((await resolute(['law', 'deadlines', '--ics', '-'])).out);
    expect(first.out.match(/BEGIN:VEVENT/g)).toHaveLength(days.filter(({ kind }) => kind !== 'announced').length);
    expect(first.out).toMatch(
      /UID:dprk-labour\.un\.2397\.8\.workers@resolute\r\nSEQUENCE:0\r\nDTSTAMP:20171222T000000Z\r\nDTSTART;VALUE=DATE:20191222\r\n/,
    );
    expect(first.out).not.toContain('mng.leave-by-year-end');
    expect(first.out.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
  test('a day that does not exist, a folder that is not there', async () => {
    expect((await resolute(['law', 'deadlines', '--as-of', '2019-02-29'])).code).toBe(2);
    expect(await resolute(['law', 'deadlines', '--ics', join(onDisk(), 'none', 'x.ics')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('x.ics'),
    });
  });
});

test('law list names what is not law', async () => {
  const { out } = await resolute(['law', 'list']);
  expect(out).toContain('Drafts: not law, for comparison only');
  expect(out).toContain('un-2397-12-months');
  const { regimes } = JSON.parse((await resolute(['law', 'list', '--json', '--regime', 'dprk-labour'])).out);
  expect(regimes[0].drafts[0]).toMatchObject({ id: 'un-2397-12-months', isLaw: false });
});
