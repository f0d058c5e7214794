import { ALL_ROLES, type Role } from '../../src/access/roles.ts';
import { pagesOf } from '../../src/web/pages.ts';
import type { PageSeen, Visitor, WebExample } from '../support/visitor.ts';

/** Who walks: an account of the example for each role, and somebody without one. */
export const WALKERS = [
  null,
  'officer',
  'supervisor',
  'analyst',
  'desk',
  'protection',
  'statistician',
  'auditor',
  'employer',
  'admin',
] as const;
export type Walker = (typeof WALKERS)[number];

/** A page as one of them found it. */
export interface Found {
  /** As the page is registered: `/permits/:permit`. */
  readonly pattern: string;
  readonly address: string;
  readonly by: Walker;
  readonly seen: PageSeen;
  /** The address of the page with the link. */
  readonly from: string;
}

const DEMO = ALL_ROLES.map((role: Role) => ({ login: role, password: 'x', roles: [role] }));

/** Every page that is read, by its pattern. */
export const READ_PAGES: readonly string[] = pagesOf({ zone: 'UTC', demo: DEMO })
  // What a page asks by itself is no page.
  .filter(({ method, path }) => method === 'GET' && !path.startsWith('/watch/'))
  .map(({ path }) => path);

const PATTERNS = READ_PAGES.map((path) => ({
  path,
  regex: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
})).sort(
  // What is spelt out comes before what any word fits.
  (a, b) => holes(a.path) - holes(b.path),
);

function holes(path: string): number {
  return (path.match(/:/g) ?? []).length;
}

export const patternOf = (address: string): string | null =>
  PATTERNS.find(({ regex }) => regex.test(address.split(/[?#]/)[0] ?? ''))?.path ?? null;

/** How many addresses of one pattern a walker looks at: the second may be of another state. */
const EACH = 2;

/**
 * Follows every link that the pages of one person show, from the first page on, to at most two addresses of each pattern. What is not
 * a page (a file, the API's documents) is followed as well and given with an empty pattern.
 */
export async function walk(visitor: Visitor, by: Walker): Promise<readonly Found[]> {
  const found: Found[] = [];
  const met = new Set<string>();
  const counts = new Map<string, number>();
  const queue: { readonly address: string; readonly from: string }[] = [{ address: by === null ? '/' : '/today', from: '' }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { address, from } = next;
    const pattern = patternOf(address) ?? '';
    const count = counts.get(pattern) ?? 0;
    if (pattern === '' ? met.has(`other ${address}`) : count >= EACH) continue;
    counts.set(pattern, count + 1);
    met.add(`other ${address}`);
    const seen = await visitor.get(address);
    found.push({ pattern, address, by, seen, from });
    if (!seen.type.startsWith('text/html') || pattern === '') continue;
    for (const link of linksOf(seen, address)) {
      if (met.has(link)) continue;
      met.add(link);
      queue.push({ address: link, from: address });
    }
  }
  return found;
}

/** Addresses of this service that a page links to, without what only jumps within the page. */
function linksOf({ document }: PageSeen, address: string): readonly string[] {
  const here = new URL(address, 'http://here.invalid');
  return [...document.querySelectorAll('a[href]')].flatMap((link) => {
    const href = link.getAttribute('href') ?? '';
    if (href.startsWith('#')) return [];
    const to = new URL(href, here);
    return to.origin === here.origin ? [`${to.pathname}${to.search}`] : [];
  });
}

/** Everybody's walk, one after the other. */
export async function walkAll(example: WebExample): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (const by of WALKERS) all.push(...(await walk(await example.visitor(by ?? undefined), by)));
  return all;
}
