import { describe, expect, test } from 'vitest';
import { moduleOf, packageOf } from './modules.ts';
import { product, type Source, tree } from './tree.ts';

type Manifest = { dependencies?: Names; devDependencies?: Names; optionalDependencies?: Names };
type Names = Record<string, string>;
type Locked = { license?: string; dev?: boolean; integrity?: string; link?: boolean; resolved?: string; hasInstallScript?: boolean };
type Lock = { packages: Record<string, Locked> };
type Row = { name: string; licence: string; why: string; replaces: string };

const PAGE = 'docs/DEPENDENCIES.md';
const SHIPPED = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  '0BSD',
  'Unlicense',
  '(Apache-2.0 AND BSD-3-Clause)',
  'MIT AND OFL-1.1', // fonts: the OFL lets a font travel with software, and asks no more than its notice
];
const IN_TOOLS = [...SHIPPED, 'MPL-2.0', 'CC-BY-4.0', 'MIT OR Apache-2.0'];
/** Tools that are called by their command or found by name, and the types they bring: no code imports them. */
const CALLED_BY_NAME = /^(@biomejs\/biome|typescript|@types\/.+|@stryker-mutator\/.+|@vitest\/coverage-v8|node-.+)$/;

const namesOf = ({ dependencies, devDependencies, optionalDependencies }: Manifest): string[] =>
  Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });

/** The rows of the one table on the page. */
function rowsOf(page: string): Row[] {
  return page.split('\n').flatMap((line) => {
    const [, name, licence, why, replaces] = /^\| `([^`]+)` \|([^|]*)\|([^|]*)\|([^|]*)\|$/.exec(line) ?? [];
    if (name === undefined || licence === undefined || why === undefined || replaces === undefined) return [];
    return [{ name, licence: licence.trim(), why: why.trim(), replaces: replaces.trim() }];
  });
}

/** Where the page and the manifests, or the page and the locks, say different things. */
function unexplained(rows: readonly Row[], manifests: readonly Manifest[], locks: readonly Lock[]): string[] {
  const wanted = new Set(manifests.flatMap(namesOf));
  const explained = new Set(rows.map(({ name }) => name));
  const licenceOf = (name: string) =>
    locks.map((lock) => lock.packages[`node_modules/${name}`]?.license).find((licence) => licence !== undefined);
  return [
    ...[...wanted]
      .filter((name) => !explained.has(name))
      .map((name) => `${name} has no row in ${PAGE}. Say why it is there, or take it out.`),
    ...[...explained]
      .filter((name) => !wanted.has(name))
      .map((name) => `${PAGE} explains ${name}, which no package.json names. Delete the row.`),
    ...rows
      .filter(({ name, licence }) => wanted.has(name) && licence !== licenceOf(name))
      .map(({ name, licence }) => `${PAGE} gives ${name} the licence ${licence}, the lock ${licenceOf(name)}. Write what the lock says.`),
    ...rows.filter(({ why, replaces }) => why.length < 20 || replaces.length < 10).map(({ name }) => `${PAGE} has no reason for ${name}.`),
    ...rows.filter(({ name }, at) => rows.findIndex((row) => row.name === name) < at).map(({ name }) => `${PAGE} explains ${name} twice.`),
  ];
}

/** What a lock must not hold. */
function lockBreaches(path: string, { packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, locked]) => {
    if (place === '') return [];
    const allowed = locked.dev ? IN_TOOLS : SHIPPED;
    const faults = [
      locked.hasInstallScript === true && 'runs a script when it is installed. Find another, or name the package that it would fetch',
      locked.resolved !== undefined && 'names the host it came from. Install with the .npmrc of this repository, which leaves hosts out',
      locked.integrity === undefined && 'has no hash. Install it from a registry',
      !allowed.includes(locked.license ?? '') &&
        `has the licence ${locked.license}, which is not on the list in test/house/dependencies.test.ts`,
    ];
    return faults.filter((fault) => fault !== false).map((fault) => `${path}: ${place} ${fault}.`);
  });
}

/** Versions that npm might read as a range. */
const ranges = (manifest: Manifest): string[] =>
  Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is asked for as ${version}. Pin the exact version: npm i -E.`);

/** Packages of src that a user's install would not bring, and packages nobody asks for. */
function strayPackages(manifest: Manifest, inProduct: ReadonlySet<string>, anywhere: ReadonlySet<string>): string[] {
  const shipped = Object.keys(manifest.dependencies ?? {});
  const idle = [
    ...shipped.filter((name) => !inProduct.has(name)),
    ...Object.keys(manifest.devDependencies ?? {}).filter((name) => !anywhere.has(name)),
  ];
  return [
    ...[...inProduct]
      .filter((name) => !shipped.includes(name))
      .map((name) => `src imports ${name}, which is no dependency. Move it there.`),
    ...idle
      .filter((name) => !CALLED_BY_NAME.test(name))
      .map((name) => `Nothing imports ${name}. Take it out, or move it to where it is used.`),
  ];
}

const importedBy = (sources: readonly Source[]): Set<string> =>
  new Set(sources.flatMap((source) => moduleOf(source).imports.flatMap(({ specifier }) => packageOf(specifier) ?? [])));

/** Packages whose files are found by name, not imported: style sheets, fonts, templates, and modules that the browser loads. */
const foundBy = (sources: readonly Source[], names: readonly string[]): string[] =>
  names.filter((name) => sources.some(({ text }) => text.includes(`'${name}'`) || text.includes(`'${name}/`)));

describe('the house as it stands', () => {
  const json = <T>(name: RegExp): [path: string, T][] =>
    tree()
      .filter(({ path }) => name.test(path))
      .map(({ path, text }) => [path, JSON.parse(text) as T]);
  const manifests = json<Manifest>(/(^|\/)package\.json$/);
  const locks = json<Lock>(/(^|\/)package-lock\.json$/);
  const page = tree().find(({ path }) => path === PAGE)?.text ?? '';

  test('every package has its reason, and every reason its package', () => {
    expect(
      unexplained(
        rowsOf(page),
        manifests.map(([, manifest]) => manifest),
        locks.map(([, lock]) => lock),
      ),
    ).toEqual([]);
  });

  test('no package runs a script on install, names its host, lacks its hash or has a licence of its own kind', () => {
    expect(locks.length).toBeGreaterThan(0);
    expect(locks.flatMap(([path, lock]) => lockBreaches(path, lock))).toEqual([]);
  });

  test('every version is exact', () => {
    expect(manifests.flatMap(([, manifest]) => ranges(manifest))).toEqual([]);
  });

  test('the product imports its dependencies, all of them and no others', () => {
    const [, manifest] = manifests.find(([path]) => path === 'package.json') ?? [];
    const code = tree().filter(({ path }) => path.endsWith('.ts') && !path.startsWith('bench/'));
    const shipped = tree().filter(({ path }) => path.startsWith('src/') && /\.(ts|js)$/.test(path));
    const found = foundBy(shipped, Object.keys(manifest?.dependencies ?? {}));
    expect(strayPackages(manifest ?? {}, new Set([...importedBy(product(tree())), ...found]), importedBy(code))).toEqual([]);
  });
});

describe('the rules can fail', () => {
  const row = (name: string, licence = 'MIT'): Row => ({ name, licence, why: 'a reason of some length', replaces: 'something else' });
  const hash = 'sha512-x';
  const lock: Lock = { packages: { '': {}, 'node_modules/a': { license: 'MIT', integrity: hash } } };

  test('a package without a row, a row without a package, a wrong licence, no reason, twice', () => {
    const manifest = { dependencies: { a: '1.0.0' }, devDependencies: { b: '1.0.0' } };
    const rows = [row('a', 'ISC'), row('c'), { ...row('a'), why: '' }];
    expect(unexplained(rows, [manifest], [lock])).toHaveLength(5);
    expect(unexplained([row('a')], [{ dependencies: { a: '1.0.0' } }], [lock])).toEqual([]);
  });

  test.each<[string, Locked]>([
    ['an install script', { license: 'MIT', integrity: hash, hasInstallScript: true }],
    ['a host', { license: 'MIT', integrity: hash, resolved: 'https://registry.example/a.tgz' }],
    ['no hash', { license: 'MIT' }],
    ['a licence not on the list', { license: 'GPL-3.0', integrity: hash }],
    ['a licence allowed in tools alone', { license: 'MPL-2.0', integrity: hash }],
    ['no licence', { integrity: hash }],
  ])('%s', (_what, locked) => {
    expect(lockBreaches('package-lock.json', { packages: { 'node_modules/a': locked } })).toHaveLength(1);
  });

  test('a tool may have a licence that the product may not', () => {
    expect(lockBreaches('l', { packages: { 'node_modules/a': { license: 'MPL-2.0', integrity: hash, dev: true } } })).toEqual([]);
  });

  test('a range', () => {
    expect(ranges({ dependencies: { a: '^1.0.0', b: '1.5.6-r.1' } })).toEqual([
      'a is asked for as ^1.0.0. Pin the exact version: npm i -E.',
    ]);
  });

  test('a package that is not brought, and one that nobody imports', () => {
    const manifest = { dependencies: { idle: '1.0.0' }, devDependencies: { pg: '1.0.0', typescript: '1.0.0', unused: '1.0.0' } };
    expect(strayPackages(manifest, new Set(['pg']), new Set(['pg']))).toEqual([
      'src imports pg, which is no dependency. Move it there.',
      'Nothing imports idle. Take it out, or move it to where it is used.',
      'Nothing imports unused. Take it out, or move it to where it is used.',
    ]);
  });

  test('a row is read as it is written', () => {
    expect(rowsOf('| name | licence |\n| `@a/b` | MIT | why it is | what else |')).toEqual([
      { name: '@a/b', licence: 'MIT', why: 'why it is', replaces: 'what else' },
    ]);
  });
});
