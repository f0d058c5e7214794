import { type Module, packageOf } from './modules.ts';

/**
 * The floors of the house. A module imports from its own folder and from floors below. On floor 0 the order within is
 * values, then law and names beside each other, then decide. A store keeps its data in a folder, so it stands on files; the pages
 * are served beside the API and take its limits and its words for trouble; the command line starts both.
 */
export const FLOORS: Readonly<Record<string, number>> = {
  values: 0,
  law: 0.1,
  names: 0.1,
  decide: 0.2,
  files: 1,
  store: 1.1,
  audit: 2,
  access: 2,
  privacy: 2,
  jobs: 2,
  office: 2.5,
  protection: 3,
  register: 4,
  winddown: 5,
  impact: 5,
  statistics: 5,
  evidence: 5,
  engagement: 5,
  screening: 5,
  caseload: 5,
  reports: 6,
  api: 7,
  web: 7.05,
  cli: 7.1,
};

/** The library's front door stands outside of the floors: it may show what lies on floors 0 and 1. */
export const FRONT_DOOR = 'src/resolute.ts';

const folderOf = (path: string): string => (/^src\/([^/]+)\//.exec(path) ?? [])[1] ?? '';

/** What breaks the order of the floors, one sentence with its remedy for each import. */
export function floorBreaches(modules: readonly Module[]): string[] {
  return modules.flatMap((module) => {
    const folder = folderOf(module.path);
    const floor = module.path === FRONT_DOOR ? 2 : FLOORS[folder];
    if (floor === undefined) return [`${module.path}: no floor is known for this place. Give its folder a floor in test/house/floors.ts.`];
    return module.imports.flatMap(({ target, specifier, line }) => {
      const at = `${module.path}:${line}`;
      if (packageOf(specifier) === 'resolute') return [`${at} imports its own package by name. Import the file it needs.`];
      if (target === undefined || folderOf(target) === folder) return [];
      if (!target.startsWith('src/')) return outside(at, target);
      const below = FLOORS[folderOf(target)];
      if (below === undefined) return [`${at} imports ${target}, which stands on no floor. Import the file of a room.`];
      if (below < floor) return [];
      return [`${at} (${name(folder, floor)}) imports ${target} (${name(folderOf(target), below)}). Move what both need to a floor below.`];
    });
  });
}

/** Data beside the code may be imported; code outside of src may not. */
const outside = (at: string, target: string): string[] =>
  target.endsWith('.json') ? [] : [`${at} imports ${target}, outside of src. The product cannot lean on tests, scripts or examples.`];

const name = (folder: string, floor: number): string => (folder === '' ? 'the front door, floors 0 and 1' : `${folder}, floor ${floor}`);

/** Every ring of imports, once, as the path round it. */
export function circles(modules: readonly Module[]): string[] {
  const next = new Map(modules.map((module) => [module.path, module.imports.flatMap(({ target }) => target ?? [])]));
  const done = new Set<string>();
  const found: string[] = [];
  const follow = (path: string, way: string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) found.push(`${[...way.slice(start), path].join(' → ')} is a circle. Move what they share to a file of its own.`);
    if (start >= 0 || done.has(path)) return;
    for (const target of next.get(path) ?? []) follow(target, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) follow(path, []);
  return found;
}

/** The modules that nothing leads to from these doors. */
export function unreached(modules: readonly Module[], doors: readonly string[]): string[] {
  const next = new Map(modules.map((module) => [module.path, module.imports.flatMap(({ target }) => target ?? [])]));
  const seen = new Set<string>();
  const waiting = [...doors];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    waiting.push(...(next.get(path) ?? []));
  }
  return [...next.keys()].filter((path) => !seen.has(path));
}
