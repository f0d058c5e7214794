import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { paths, type Source, tree } from './tree.ts';

const START = 'README.md';

/** The files a page of Markdown leads to, as paths of the repository, with the line of each link. */
function links({ path, text }: Source): { target: string; line: number }[] {
  let isFenced = false;
  return text.split('\n').flatMap((line, index) => {
    if (line.startsWith('```')) isFenced = !isFenced;
    if (isFenced) return [];
    const written = [...line.matchAll(/\]\(([^)\s]+)[^)]*\)/g), ...line.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, address]) => address ?? '',
    );
    return written
      .filter((address) => !/^([a-z]+:|#)/.test(address))
      .map((address) => ({ target: posix.join(posix.dirname(path), decodeURI(address.split('#')[0] ?? '')), line: index + 1 }));
  });
}

/** Links that lead nowhere. */
function broken(pages: readonly Source[], known: ReadonlySet<string>): string[] {
  const exists = (target: string) => known.has(target) || [...known].some((path) => path.startsWith(`${target.replace(/\/$/, '')}/`));
  return pages.flatMap((page) =>
    links(page).flatMap(({ target, line }) => (exists(target) ? [] : [`${page.path}:${line} links to ${target}, which is not there.`])),
  );
}

/** Files of docs/ that nobody comes to from the README. */
function unlinked(pages: readonly Source[], known: ReadonlySet<string>): string[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const seen = new Set<string>();
  const waiting = [START];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const page = byPath.get(path);
    if (page) waiting.push(...links(page).map(({ target }) => target));
  }
  const lost = [...known].filter((path) => path.startsWith('docs/') && !seen.has(path));
  return lost.map((path) => `${path}: no way leads here from ${START}. Link it from a page, or delete it.`);
}

/** What a file of regimes/ may be; anything else is read by nobody. */
const OF_REGIMES = [
  /^regimes\/(facts\.yaml|README\.md)$/,
  /^regimes\/schema\/[a-z-]+\.schema\.json$/,
  /^regimes\/[a-z-]+\/([a-z-]+\/)?[a-z0-9-]+\.yaml$/, // the loader reads every one of these and says what it cannot place
  /^regimes\/[a-z-]+\/README\.md$/,
];

const unknownLaw = (known: Iterable<string>): string[] =>
  [...known]
    .filter((path) => path.startsWith('regimes/') && !OF_REGIMES.some((shape) => shape.test(path)))
    .map((path) => `${path}: no reader knows a file of this name. Name it like the others, or teach test/house/documents.test.ts.`);

describe('the house as it stands', () => {
  const known = new Set(paths());
  const pages = tree().filter(({ path }) => path.endsWith('.md'));

  test('every link of every page leads to a file', () => {
    expect(broken(pages, known)).toEqual([]);
  });

  test('every file of docs/ is reached from the README', () => {
    expect(unlinked(pages, known)).toEqual([]);
  });

  test('every file of regimes/ is of a kind that is read', () => {
    expect(unknownLaw(known)).toEqual([]);
  });
});

describe('the rules can fail', () => {
  const readme: Source = {
    path: 'README.md',
    text: 'See [the map](docs/MAP.md#floors), [gone](docs/GONE.md) and <img src="docs/a.png">.\n',
  };
  const map: Source = {
    path: 'docs/MAP.md',
    text: '[back](../README.md) [web](https://example.org) [folder](../src)\n```\n[not a link](x)\n```\n',
  };
  const known = new Set(['README.md', 'docs/MAP.md', 'docs/LOST.md', 'docs/a.png', 'src/a.ts']);

  test('a broken link', () => {
    expect(broken([readme, map], known)).toEqual(['README.md:1 links to docs/GONE.md, which is not there.']);
  });

  test('a lost page', () => {
    expect(unlinked([readme, map], known)).toEqual(['docs/LOST.md: no way leads here from README.md. Link it from a page, or delete it.']);
  });

  test('a file of law that nobody reads', () => {
    expect(unknownLaw(['regimes/dprk-labour/provisions.yml', 'regimes/dprk-labour/cases/a.yaml'])).toEqual([
      'regimes/dprk-labour/provisions.yml: no reader knows a file of this name. Name it like the others, or teach test/house/documents.test.ts.',
    ]);
  });
});
