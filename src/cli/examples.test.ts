import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolute, runLine } from '../../test/support/cli.ts';
import { anExampleFolder, copyOfFolder, type RunningExample, runExample } from '../../test/support/example.ts';
import { CATALOGUE } from './catalogue.ts';

/*
 * Every example of every command, on the example register: through a service that has it open, as most people will; and some of them
 * again in the register itself. All of it in folders of this file's own.
 */

const VARIABLES = ['RESOLUTE_DATA', 'RESOLUTE_URL', 'RESOLUTE_LOG', 'RESOLUTE_MASTER_KEY_FILE', 'DATABASE_URL'] as const;
const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
let running: RunningExample;
/** A copy that no service has open. */
let apart: string;

function setting(values: Partial<Record<(typeof VARIABLES)[number], string>>): void {
  for (const name of VARIABLES) {
    const value = name in values ? values[name] : name === 'RESOLUTE_LOG' ? 'silent' : undefined;
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

beforeAll(async () => {
  mkdirSync('out', { recursive: true });
  for (const file of ['out/example.backup', 'out/example.keys']) rmSync(file, { force: true }); // a backup is written over nothing
  setting({});
  const folder = await anExampleFolder();
  apart = copyOfFolder(folder);
  running = await runExample(folder);
}, 240_000);

afterAll(async () => {
  await running.stop();
  for (const folder of [running.folder, apart]) rmSync(folder, { recursive: true, force: true });
  for (const name of VARIABLES) {
    const value = before[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

/** Those that open the data themselves, and so run on the copy. */
const ALONE = new Set(['start', 'serve', 'backup', 'key rotate', 'user first']);
/** Examples that show the usual call, where the register of the example has nothing to do it on. The register says so. */
const NOTHING_TO_DO: Readonly<Record<string, string>> = {
  'depart many': 'This departure cannot be ordered now.', // on 7 December 2017 the law obliges nobody to leave by a day
  'worker tell-apart': 'is recognised as nobody else', // nobody has recognised anybody there
  'job cancel': 'has ended', // the register was decided before anybody could type this
};
const CODES = { outcome: [0, 10, 11, 12], 'second-person': [0, 5], integrity: [0], none: [0] } as const;

const commands = await Promise.all(CATALOGUE.map(({ load }) => load()));

describe.each(commands)('$name', (command) => {
  test('its examples run with the exit code that its help speaks of', { timeout: 240_000 }, async () => {
    expect(command.examples.length).toBeGreaterThan(0);
    for (const example of command.examples) {
      expect(example).toMatch(new RegExp(`^resolute ${command.name}( |$)`));
      setting(surroundings(command.name));
      const { code, out, err } = await runLine(example);
      const excuse = NOTHING_TO_DO[command.name];
      if (excuse !== undefined) expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(excuse) });
      else expect(CODES[command.exit ?? 'none'], `${example}\n${err}`).toContain(code);
      if (!/ (--json|--format (md|json))/.test(example) && !command.name.startsWith('completion'))
        expect(tooWide(out), example).toEqual([]);
    }
  });
});

function surroundings(name: string): Partial<Record<(typeof VARIABLES)[number], string>> {
  if (ALONE.has(name)) return { RESOLUTE_DATA: apart };
  if (name === 'restore')
    return { RESOLUTE_DATA: mkdtempSync(join(tmpdir(), 'resolute-restored-')), RESOLUTE_MASTER_KEY_FILE: join(apart, 'master.key') };
  return { RESOLUTE_DATA: running.folder, RESOLUTE_URL: running.url };
}

/** Lines that a terminal of 80 columns breaks; a word that is longer than that cannot be helped. */
function tooWide(out: string): string[] {
  return out.split('\n').filter((line) => line.length > 80 && line.trim().includes(' ') && !/resolute |--cursor |[0-9a-f]{64}/.test(line));
}

test('the proof that an example wrote is good, says the verifier, which knows nothing of Resolute', () => {
  const file = 'out/R-INV-17-0044.bundle';
  expect(existsSync(file)).toBe(true);
  expect(execFileSync(process.execPath, ['verifier/verify.mjs', file], { encoding: 'utf8' })).toContain('Nothing is refused.');
});

test('whoever proposed may not approve: exit code 5, through a service too', async () => {
  setting({ RESOLUTE_DATA: running.folder, RESOLUTE_URL: running.url });
  expect((await runLine('resolute decision propose R-INV-17-0061 --taken decline-renewal --reason Why --as supervisor')).code).toBe(5);
  const { contentHash } = JSON.parse((await runLine('resolute approve show R-INV-17-0061 --as supervisor --json')).out) as {
    contentHash: string;
  };
  const own = await resolute(['approve', 'R-INV-17-0061', '--as', 'supervisor', '--hash', contentHash]);
  expect(own).toMatchObject({ code: 5, out: '' });
  expect((await resolute(['approve', 'R-INV-17-0061', '--as', 'supervisor2', '--hash', contentHash])).code).toBe(0);
});

describe('without a service', () => {
  test.each([
    ['worker show INV-W-00050 --as officer', 0, 'INV-W-00050'],
    ['case R-INV-17-0059 --as officer', 0, 'Barred'],
    ['note list application R-INV-17-0059 --as officer', 0, 'stamp of the notary'],
    ['decision propose R-INV-17-0059 --taken decline-renewal --reason Why --as officer --dry-run', 5, 'waits for a second person'],
    ['user list --as admin', 0, 'protection2'],
    ['permit list --limit 2 --as officer', 0, '--cursor'],
  ])('resolute %s', async (line, code, says) => {
    setting({ RESOLUTE_DATA: apart });
    const ran = await runLine(`resolute ${line}`);
    expect({ code: ran.code, err: ran.err }).toEqual({ code, err: '' });
    expect(ran.out).toContain(says);
  });

  test('a decision goes from the officer to the supervisor, who is asked on a terminal or names what was read', async () => {
    setting({ RESOLUTE_DATA: apart });
    const proposed = await runLine('resolute decision propose R-INV-17-0060 --taken decline-renewal --reason "As announced" --as officer');
    expect(proposed).toMatchObject({ code: 5, err: '' });
    expect(proposed.out).toContain('resolute approve ');
    const unasked = await runLine('resolute approve R-INV-17-0060 --as supervisor');
    expect(unasked.code).toBe(2);
    expect(unasked.out).toContain('Non-renewal on decision R-INV-17-0060');
    const hash = /--hash ([0-9a-f]{64})/.exec(unasked.err)?.[1] ?? '';
    const own = await resolute(['approve', 'R-INV-17-0060', '--as', 'officer', '--hash', hash]);
    expect(own.code).toBe(2); // an officer may not approve at all; the author among supervisors gets 5
    expect(await resolute(['approve', 'R-INV-17-0060', '--as', 'supervisor', '--hash', hash])).toMatchObject({ code: 0, err: '' });
    expect((await runLine('resolute decision show R-INV-17-0060 --as officer')).out).toMatch(/status +approved/);
  });
});
