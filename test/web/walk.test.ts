import { afterAll, beforeAll, expect, test } from 'vitest';
import { aWebExample, type WebExample } from '../support/visitor.ts';
import { type Found, patternOf, READ_PAGES, walkAll } from './walk.ts';

let example: WebExample;
let found: readonly Found[];

beforeAll(async () => {
  example = await aWebExample();
  found = await walkAll(example);
}, 300_000);
afterAll(() => example.stop());

const told = ({ by, address, from, seen }: Found): string => `${by ?? 'nobody'}: ${address} (linked from ${from}) gives ${seen.status}`;

test('no link of any page leads nowhere, or to what its reader may not open', () => {
  const broken = found.filter(({ seen }) => seen.status >= 400);
  expect(broken.map(told)).toEqual([]);
});

/** What the example holds nothing for, so that no link of it leads there: each is opened by a test of its own. */
const IN_OTHER_STATES = [
  '/administration/accounts/:account/enable',
  '/applications/:application/facts/:fact',
  '/applications/:application/reopen',
  '/departures/:departure/cancel',
  '/departures/:departure/confirm',
  '/law/versions/:version',
  '/notes/:kind/:record', // a form of every record; the page is for a note that was refused
  '/protection/holds/:hold/keep',
  '/protection/holds/:hold/lift',
  '/workers/:worker/tell-apart',
];

test('every page can be reached by links', () => {
  const reached = new Set([...IN_OTHER_STATES, ...found.map(({ pattern }) => pattern)]);
  expect(READ_PAGES.filter((path) => !reached.has(path))).toEqual([]);
});

test('every page has one first heading, a title of its own and a language', () => {
  const pages = found.filter(({ seen }) => seen.type.startsWith('text/html') && seen.document.querySelector('main') !== null);
  const without = pages.filter(({ seen: { document } }) => document.querySelectorAll('h1').length !== 1);
  expect(without.map(told)).toEqual([]);
  expect(pages.filter(({ seen: { document } }) => document.documentElement.getAttribute('lang') === null).map(told)).toEqual([]);
  const titles = new Map<string, Set<string>>();
  for (const { pattern, seen } of pages) {
    if ((patternOf(seen.path) ?? '') !== pattern) continue; // whoever was sent on reads a page that has its own address
    const title = seen.document.title;
    titles.set(title, (titles.get(title) ?? new Set()).add(pattern));
  }
  const shared = [...titles].filter(([title, patterns]) => patterns.size > 1 && !title.startsWith('May I sign'));
  expect(shared.map(([title, patterns]) => `${title}: ${[...patterns].join(', ')}`)).toEqual([]);
});

test('no page holds a script or a style of its own: the policy would refuse it', () => {
  const own = found.filter(
    ({ seen: { html, type } }) => type.startsWith('text/html') && /<style[\s>]|\sstyle="|<script(?![^>]*\ssrc=)|\son[a-z]+="/.test(html),
  );
  expect(own.filter(({ pattern }) => pattern !== '').map(told)).toEqual([]);
});

test('a page is small: well under 100 kB, with all that it loads', () => {
  const large = found.filter(({ pattern, seen }) => pattern !== '' && Buffer.byteLength(seen.html) > 300_000);
  expect(large.map((one) => `${told(one)}, ${Buffer.byteLength(one.seen.html)} bytes before compression`)).toEqual([]);
});
