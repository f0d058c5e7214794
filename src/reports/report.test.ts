import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseloadSummary, emptySummary, outcomes } from '../../test/support/caseload-summary.ts';
import type { CaseloadSummary } from '../caseload/summary.ts';
import { isIsoDate, spokenDate } from '../values/dates.ts';
import { count } from './figures.ts';
import { reportHtml } from './report.ts';

/** What a reader sees: without tags, entities read. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf('<body>')).replace(/<svg[\s\S]*?<\/svg>/g, ' ');
  return body
    .replace(/<wbr>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** Every leaf with its path, and what `replace` makes of the whole. */
function mapped(value: unknown, replace: (leaf: unknown, path: string) => unknown, path = ''): unknown {
  if (Array.isArray(value)) return value.map((item, i) => mapped(item, replace, `${path}.${i}`));
  if (typeof value !== 'object' || value === null) return replace(value, path);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, replace, `${path}.${key}`)]));
}

const withLeaves = (replace: (leaf: unknown, path: string) => unknown): CaseloadSummary =>
  mapped(caseloadSummary, replace) as CaseloadSummary;

describe('the whole summary stands on the page', () => {
  test('every number, in figures of its own', () => {
    // Each number is made one that stands nowhere else, so that none can be found by chance.
    const numbers = new Map<number, string>();
    const page = textOf(
      reportHtml(
        withLeaves((leaf, path) => {
          if (typeof leaf !== 'number') return leaf;
          const number = 1_000_003 + 7_001 * numbers.size;
          numbers.set(number, path);
          return number;
        }),
      ),
    );
    expect(numbers.size).toBeGreaterThan(300);
    expect([...numbers].filter(([number]) => !page.includes(count(number))).map(([, path]) => path)).toEqual([]);
  });

  test('every word and day', () => {
    const page = textOf(reportHtml(caseloadSummary)).replace(/ ([,.])/g, '$1');
    // Codes that have words of their own, checked below; a hash is shown by its beginning; months and facts by their words.
    const CODES = /\.(gap|outcome|act|layer|basis|how|by|format)$|\.counted\.by$|\.missing\.\d+\.words$|\.law\.\d+\.sha256$|\.month$/;
    const lost: string[] = [];
    mapped(caseloadSummary, (leaf, path) => {
      if (typeof leaf !== 'string' || (CODES.test(path) && !isIsoDate(leaf))) return leaf;
      const said = isIsoDate(leaf) ? spokenDate(leaf) : /^\d[a-z]?/.test(leaf) && path.endsWith('.paragraph') ? `¶${leaf}` : leaf;
      if (!page.includes(said)) lost.push(`${path}: ${said}`);
      return leaf;
    });
    expect(lost).toEqual([]);
    for (const words of [
      'Barred',
      'Needs approval',
      'Undecided',
      'Clear',
      "the state's own report",
      "an official's statement",
      'decision of the Council',
    ])
      expect(page).toContain(words);
  });

  test('the sentence that matters is composed of the numbers', () => {
    expect(textOf(reportHtml(caseloadSummary))).toContain(
      'Of 3,211 cases of 1 June 2018 to 4 June 2018, 1,214 are barred, 88 need the Committee’s approval in advance, 161 are undecided while something is not known and 1,748 are clear. In 2,460 cases somebody must leave or stop work, the first by 1 June 2018',
    );
  });

  test('each chart has a sentence, and each table a name of its own', () => {
    const page = reportHtml(caseloadSummary);
    const images = [...page.matchAll(/<svg (?=[^>]*role="img")[^>]*aria-label="([^"]*)"/g)].map(([, label]) => label ?? '');
    const captions = [...page.matchAll(/<figcaption>([\s\S]*?)<\/figcaption>/g)].map(([, words]) => (words ?? '').replace(/&#39;/g, "'"));
    expect(captions.length).toBe(8);
    expect(images).toHaveLength(2 * captions.length);
    expect([...new Set(images)].map((label) => label.replace(/&#39;/g, "'"))).toEqual(captions);
    const tables = [...page.matchAll(/aria-label="Table: ([^"]*)"/g)].map(([, name]) => name);
    expect(new Set(tables).size).toBe(tables.length);
  });
});

describe('nobody is told to leave who need not', () => {
  test('a statement alone obliges nobody, in the first lines and beside the paragraph', () => {
    const page = textOf(reportHtml({ ...caseloadSummary, departures: [] }));
    expect(page).toContain('No provision in force obliges anybody to leave.');
    expect(page).toContain('A departure by 31 December 2017 was announced for 2,319 cases: it obliges nobody.');
    expect(page).toContain('Against it: It is known only from a statement');
  });

  test('protected people are named as such', () => {
    expect(textOf(reportHtml(caseloadSummary))).toContain('12 cases concern people whose return is prohibited');
    expect(textOf(reportHtml({ ...caseloadSummary, protected: 1 }))).toContain('1 case concerns a person whom nobody may order to leave.');
  });
});

describe('edges', () => {
  const one = outcomes(1, 0, 0, 0);
  const cases: Readonly<Record<string, CaseloadSummary>> = {
    'nothing decided': emptySummary,
    'an empty file': { ...emptySummary, rows: { read: 0, decided: 0, rejected: 0 }, rejects: [], law: [] },
    'one case': {
      ...emptySummary,
      rows: { read: 1, decided: 1, rejected: 0 },
      asOf: { first: '2017-12-07', last: '2017-12-07' },
      outcomes: one,
      byAct: [{ act: 'renew', outcomes: one }],
      byLayer: { un: outcomes(0, 0, 0, 1), national: one },
      byGap: [{ gap: 'national-only', cases: 1 }],
      employers: [{ employer: null, sector: null, cases: 1, outcomes: one, mustLeave: 0 }],
      endings: [{ month: '2018-01', cases: 1, outcomes: one }],
      employerMonths: [{ employer: null, month: '2018-01', cases: 1, barred: 1 }],
    },
    'no national measure': { ...caseloadSummary, byLayer: { ...caseloadSummary.byLayer, national: outcomes(0, 0, 0, 3211) } },
    'huge numbers': withLeaves((leaf) => (typeof leaf === 'number' ? leaf * 1_000_000_007 : leaf)),
    'a cap of one day': {
      ...caseloadSummary,
      caps: caseloadSummary.caps.map((cap) => ({ ...cap, baseline: [0, 0] as const, days: cap.days.slice(0, 1) })),
    },
    'a cap of no day': { ...caseloadSummary, caps: caseloadSummary.caps.map((cap) => ({ ...cap, days: [], firstCertain: null })) },
    'years of months': {
      ...caseloadSummary,
      endings: Array.from({ length: 600 }, (_, i) => ({
        month: `${1990 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
        cases: 1,
        outcomes: one,
      })),
    },
  };
  test.each(Object.entries(cases))('%s', (_name, summary) => {
    const page = reportHtml(summary);
    expect(page.match(/NaN|Infinity|undefined|\[object/g) ?? []).toEqual([]);
    expect(unbalanced(page)).toEqual([]);
  });

  test('one case is spoken of as one', () => {
    expect(textOf(reportHtml(cases['one case'] ?? emptySummary))).toContain('The one case of 7 December 2017 is barred.');
    expect(textOf(reportHtml(emptySummary))).toContain('Of 3 rows read, none could be decided.');
  });
});

/** Tags that are not closed in the order in which they were opened, ids given twice, and links within the page that lead nowhere. */
function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [tag, slash, name = '', , isClosed] of page.matchAll(/<(\/?)([a-zA-Z]+)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    if (['meta', 'wbr', 'br'].includes(name) || isClosed === '/') continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(`${tag} closes another tag`);
  }
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`);
  const nowhere = [...page.matchAll(/(?:href="#|labelledby="|url\(#)([\w-]+)/g)]
    .filter(([, id]) => !ids.includes(id))
    .map(([link]) => link);
  return [...wrong, ...open, ...twice, ...nowhere];
}

describe('the same summary gives the same bytes', () => {
  const hash = (page: string): string => createHash('sha256').update(page).digest('hex');

  test.each([
    ['Asia/Ulaanbaatar', 'mn_MN.UTF-8'],
    ['America/New_York', 'de_DE.UTF-8'],
  ])('in the zone %s and the locale %s', (TZ, LANG) => {
    const file = (path: string): string => JSON.stringify(join(import.meta.dirname, path));
    const script = `const [{ reportHtml }, { caseloadSummary }] = await Promise.all([import(${file('report.ts')}), import(${file('../../test/support/caseload-summary.ts')})]);
process.stdout.write(reportHtml(caseloadSummary));`;
    const page = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ, LANG, LC_ALL: LANG },
      maxBuffer: 1e8,
    });
    expect(hash(page)).toBe(hash(reportHtml(caseloadSummary)));
  });
});
