/** `resolute impact` as a person and as a program meets it. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { resolute } from '../../../test/support/cli.ts';
import type { ImpactSummary } from '../../impact/summary.ts';

const REGISTER = 'examples/mongolia-2017/december-2017.csv';
const ON_DRAFT = ['impact', REGISTER, '--draft', 'un-2397-12-months'];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolute-impact-'));
  return () => rm(folder, { recursive: true });
});

test('the sentence that matters comes first, then that a draft decides nothing, then the table', async () => {
  const { code, out, err } = await resolute([...ON_DRAFT, '--as-of', '2017-12-22']);
  expect([code, err]).toEqual([0, '']);
  const text = out.replace(/\s+/g, ' ');
  const places = [
    '2,282 of 3,200 cases have to end earlier',
    'A draft decides nothing.',
    'must leave earlier',
    'Ten examples',
    'Nothing was written',
  ];
  expect(places.map((sentence) => text.includes(sentence))).toEqual([true, true, true, true, true]);
  expect(places.map((sentence) => text.indexOf(sentence))).toEqual(places.map((sentence) => text.indexOf(sentence)).sort((a, b) => a - b));
  expect(text).toContain('S/RES/2397 (2017), paragraph 8: The last lawful day is 22 December 2018 instead of 22 December 2019.');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('on a day before the provision it says from which day the draft would matter, in place of zeros', async () => {
  const { out } = await resolute(ON_DRAFT);
  expect(out.replace(/\s+/g, ' ')).toContain('paragraph 8 is in force from 22 December 2017, and the file is read at 7 December 2017.');
  expect(out).toContain('--as-of 2017-12-22');
});

test('with a folder the results lie in it and are named, and the page with them', async () => {
  const out = join(folder, 'out');
  const ran = await resolute([...ON_DRAFT, '--as-of', '2019-03-01', '--host', 'QAT', '--out', out]);
  expect(ran.code).toBe(0);
  expect(readdirSync(out).sort()).toEqual(['impact.csv', 'impact.html', 'impact.json', 'rejects.csv']);
  for (const name of readdirSync(out)) expect(ran.out).toContain(join(out, name));
});

test('for a program: one JSON document, the classes summing to the rows compared', async () => {
  const { out, code } = await resolute([...ON_DRAFT, '--as-of', '2017-12-22', '--json']);
  const summary = JSON.parse(out) as ImpactSummary & { readonly files: readonly string[] };
  expect([code, summary.files]).toEqual([0, []]);
  expect(summary.classes.reduce((sum, { cases }) => sum + cases, 0)).toBe(summary.rows.compared);
  expect(summary.rows.compared + summary.rows.rejected).toBe(summary.rows.read);
});

test('progress is for a person who watches, and wiped at the end', async () => {
  const { err, out } = await resolute([...ON_DRAFT, '--json'], { errIsTerminal: true });
  expect(err).toContain('Under the draft');
  expect(err.endsWith('\r\u001b[K')).toBe(true);
  expect(() => JSON.parse(out)).not.toThrow();
});

test.each([
  [
    ['--draft', 'un-2397-12-mnths'],
    'There is no draft `un-2397-12-mnths`. Did you mean `un-2397-12-months`?\n  Use one of un-2397-12-months.\n',
  ],
  [[], 'No draft is named, so there is nothing to compare with.\n  Name one: --draft un-2397-12-months.\n'],
  [
    ['--draft', 'x', '--regime', 'asset-freeze'],
    'There is no draft `x`.\n  The chosen regimes hold no drafts: a draft is a file in drafts/ of a regime.\n',
  ],
  [['--draft', 'un-2397-12-months', '--as-of', '2017-02-30'], '`asOf`, the same for all rows:'],
])('a mistake is told with its remedy and exit code 2: %j', async (flags, said) => {
  const out = join(folder, 'out');
  const { code, err } = await resolute(['impact', REGISTER, ...flags, '--out', out]);
  expect(code).toBe(2);
  expect(err).toContain(said);
  expect(existsSync(out)).toBe(false);
});

test('a file that is not there', async () => {
  const { code, err } = await resolute(['impact', join(folder, 'none.csv'), '--draft', 'un-2397-12-months']);
  expect(code).toBe(2);
  expect(err).toContain('There is no file');
});
