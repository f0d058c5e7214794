import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Io } from '../io.ts';
import { run } from '../run.ts';
import { decide } from './decide.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolute-cli-decide-'));
  return () => rm(folder, { recursive: true });
});

async function resolute(...argv: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const said = { out: '', err: '' };
  const io: Io = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    stdin: async () => '',
    outIsTerminal: false,
    errIsTerminal: false,
    inIsTerminal: false,
    columns: 80,
    colour: false,
  };
  return { code: await run(argv, io), ...said };
}
const REGISTER = 'examples/mongolia-2017';

describe('resolute decide', () => {
  test.each(decide.examples)('%s', async (example) => {
    const argv = example.split(' ').slice(1);
    argv[argv.indexOf('--out') + 1] = join(folder, 'out');
    const { code, out, err } = await resolute(...argv);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(argv.includes('--json') ? '"rows":{"read":30,"decided":30,"rejected":0}' : 'rows decided');
    for (const file of ['decisions.csv', 'rejects.csv', 'summary.json', 'report.html'])
      expect(existsSync(join(folder, 'out', file))).toBe(true);
  });

  test('says how it read the columns, and nothing of that where they have their own names', async () => {
    const own = await resolute(
      'decide',
      join(REGISTER, 'zuvshuurul.csv'),
      '--host',
      'MNG',
      '--act',
      'renew',
      '--as-of',
      '2017-12-07',
      '--out',
      folder,
    );
    expect(own.out).toContain('Иргэншил                → worker.nationalities');
    expect(own.out).toContain('MNG                     → host  (the same for all rows)');
    const plain = await resolute('decide', join(REGISTER, 'december-2017.csv'), '--out', folder);
    expect(plain.out).not.toContain('→');
  });

  test('without a column for host, act and day it names the flags, and exits 2', async () => {
    const { code, err } = await resolute('decide', join(REGISTER, 'zuvshuurul.csv'), '--out', join(folder, 'out'));
    expect(code).toBe(2);
    expect(err).toContain('`--host MNG` `--act remain` `--as-of 2017-12-07`');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test.each([
    [['decide', 'x.csv'], "option '--out"],
    [['decide', 'x.csv', '--out', 'y', '--format', 'xlsx'], '`xlsx` is no format'],
    [['decide', 'x.csv', '--out', 'y', '--ambiguous', 'guess'], 'guess'],
    [['decide', 'x.csv', '--out', 'y'], 'There is no file x.csv'],
    [['decide', '--out', 'y'], 'argument'],
  ])('%j is bad usage', async (argv, words) => {
    const { code, err } = await resolute(...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in the middle leaves no file that looks whole, and ends the process by that signal',
  async (signal) => {
    const big = join(folder, 'big.csv');
    const [header = '', ...rows] = (await readFile(join(REGISTER, 'december-2017.csv'), 'utf8')).trimEnd().split('\n');
    const out = createWriteStream(big);
    out.write(`${header}\n`);
    for (let i = 0; i < 90; i++) out.write(`${rows.join('\n')}\n`);
    out.end();
    await once(out, 'finish');
    const child = spawn(process.execPath, ['src/cli/main.ts', 'decide', big, '--out', join(folder, 'out')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: Buffer[] = [];
    child.stderr.on('data', (piece: Buffer) => said.push(piece));
    const exit = once(child, 'exit');
    // The work has begun once its folder is there; some of it is then still to do.
    for (let i = 0; i < 2000 && !existsSync(join(folder, 'out')); i++) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill(signal);
    expect(await exit).toEqual([null, signal]);
    expect(Buffer.concat(said).toString()).toContain('Interrupted. No result was written.');
    expect(existsSync(join(folder, 'out')) ? readdirSync(join(folder, 'out')) : []).toEqual([]);
  },
);
