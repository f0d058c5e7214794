/**
 * `npm run bench [-- GROUP… [--rows N] [--many-rows N] [--rounds N]]`: measures and prints; a whole run at full size also
 * writes results.json and the tables of README.md. Each group runs in a process of its own, so that no heap is inherited.
 */
import { fork, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Context } from './context.ts';
import { goVersion } from './peers/cel-go.ts';
import { markdown, type Results, terminal } from './report.ts';
import type { Section } from './section.ts';

const HERE = import.meta.dirname;
const GROUPS = [
  'javascript',
  'proof',
  'duckdb',
  'parquet',
  'postgres',
  'csv',
  'cold',
  'register',
  'register-redecide',
  'service',
  'pages',
] as const;
const FULL: Context = { rows: 1_000_000, manyRows: 10_000_000, rounds: 7 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string' }, 'many-rows': { type: 'string' }, rounds: { type: 'string' }, help: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !(GROUPS as readonly string[]).includes(name));
if (values.help === true || unknown.length > 0) {
  console.error(`npm run bench [-- GROUP… [--rows N] [--many-rows N] [--rounds N]]\ngroups: ${GROUPS.join(' ')}`);
  process.exit(unknown.length > 0 ? 2 : 0);
}
const context: Context = {
  rows: number(values.rows, FULL.rows),
  manyRows: number(values['many-rows'], FULL.manyRows),
  rounds: number(values.rounds, FULL.rounds),
};

installPeers();
const chosen = positionals.length === 0 ? GROUPS : GROUPS.filter((name) => positionals.includes(name));
const loadBefore = Math.round((loadavg()[0] ?? 0) * 10) / 10;
if (loadBefore > 1) console.error(`Others are at work on this machine (load ${loadBefore}): ratios will be rough, rates too low.`);
const sections: Section[] = [];
for (const group of chosen) {
  console.error(`${group} …`);
  const section = await inItsOwnProcess(group);
  sections.push(section);
  console.log(terminal(section));
}
const failed = sections.flatMap((section) => section.checks).filter((check) => check.mustBe === 0 && check.differing > 0);
if (JSON.stringify(context) === JSON.stringify(FULL)) keep(sections);
else console.error('Not at full size: results.json and README.md are left as they were.');
if (failed.length > 0) {
  console.error(`${failed.length} comparisons must have no difference and have some: the figures above mean nothing until that is mended.`);
  process.exitCode = 1;
}

/** The groups just measured take the place of their older figures; the others stay. */
function keep(measured: Section[]): void {
  const file = join(HERE, 'results.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results).sections : [];
  const machine = {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${process.arch}`,
  };
  const stamp = {
    date: new Date().toISOString().slice(0, 10),
    command: `npm run bench${positionals.length > 0 ? ` -- ${positionals.join(' ')}` : ''}`,
    machine,
    loadBefore,
  };
  const fresh = measured.map((section) => ({ ...section, measured: stamp }));
  const results: Results = {
    versions: versions(),
    sections: GROUPS.flatMap((id) => fresh.find((section) => section.id === id) ?? before.find((section) => section.id === id) ?? []),
  };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  const readme = join(HERE, 'README.md');
  const [above, below] = readFileSync(readme, 'utf8').split(/(?<=<!-- results -->\n)[\s\S]*(?=<!-- end of results -->)/);
  writeFileSync(readme, `${above}\n${markdown(results)}\n${below}`);
}

function inItsOwnProcess(group: string): Promise<Section> {
  return new Promise((resolve, reject) => {
    // A million nested cases and their answers take a few gigabytes.
    const child = fork(join(HERE, 'group.ts'), [group, JSON.stringify(context)], {
      execArgv: ['--expose-gc', '--max-old-space-size=8192'],
      serialization: 'advanced',
    });
    let section: Section | undefined;
    child.on('message', (message) => {
      section = message as Section;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      section !== undefined && code === 0 ? resolve(section) : reject(new Error(`the group ${group} ended with ${code}`)),
    );
  });
}

/** The peers stand in a package of their own and come when first asked for, by the npm that runs this. */
function installPeers(): void {
  if (existsSync(join(HERE, 'node_modules', '.package-lock.json'))) return;
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const done =
    npm !== undefined && node !== undefined
      ? spawnSync(node, [npm, ...args], { cwd: HERE, stdio: 'inherit' })
      : spawnSync('npm', args, { cwd: HERE, stdio: 'inherit' });
  if (done.status !== 0) {
    console.error('The peers could not be installed. Run `npm ci` in bench/ and see what it says.');
    process.exit(1);
  }
}

function versions(): Record<string, string> {
  const locked = (folder: string, name: string): string => {
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version?: string }> };
    return lock.packages[`node_modules/${name}`]?.version ?? 'not locked';
  };
  const root = join(HERE, '..');
  const celGo = readFileSync(join(HERE, 'cel-go', 'go.mod'), 'utf8').match(/cel-go v(\S+)/)?.[1] ?? 'unknown';
  return {
    Node: process.versions.node,
    DuckDB: locked(root, '@duckdb/node-api'),
    PGlite: locked(root, '@electric-sql/pglite'),
    '@marcbachmann/cel-js': locked(root, '@marcbachmann/cel-js'),
    '@gorules/zen-engine': locked(HERE, '@gorules/zen-engine'),
    'json-rules-engine': locked(HERE, 'json-rules-engine'),
    'cel-go': celGo,
    Go: goVersion() ?? 'not installed',
  };
}

function number(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text.replaceAll('_', ''));
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`${text} is not a number of rows or rounds.`);
  process.exit(2);
}
