import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolute } from '../../test/support/cli.ts';
import { QUERIES, USE_CASES } from '../register/catalogue.ts';
import { CATALOGUE } from './catalogue.ts';
import { PARTS } from './parts.ts';
import { DERIVED } from './register/commands.ts';
import { FLAG_WORDS } from './register/flag-words.ts';

const commands = await Promise.all(CATALOGUE.map(async (entry) => ({ entry, command: await entry.load() })));
/** Text as it is read, wherever its lines break. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe.each(commands)('$entry.name', ({ entry, command }) => {
  test('the list of commands says of it what it says itself', () => {
    expect({ name: entry.name, summary: entry.summary }).toEqual({ name: command.name, summary: command.summary });
    expect(command.summary).toMatch(/^[a-z].*[^.]$/);
  });

  test('each flag has its summary and stands once', () => {
    for (const { flags, summary } of command.flags) {
      expect(flags).toMatch(/^--[a-z][a-z-]*( <[a-z]+>)?$/);
      expect(summary, flags).toMatch(/^\S.{8,}[^.]$/);
    }
    const names = command.flags.map(({ flags }) => flags.split(' ')[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('its help names its flags and examples, in 80 columns', async () => {
    const { code, out } = await resolute([...command.name.split(' '), '--help']);
    expect(code).toBe(0);
    for (const { flags, summary } of command.flags) {
      expect(out).toContain(flags);
      expect(flat(out)).toContain(flat(summary));
    }
    for (const example of command.examples) expect(out).toContain(example);
    const wide = out.split('\n').filter((line) => line.length > 80 && !line.startsWith('  resolute ') && line.includes(' '));
    expect(wide).toEqual([]);
  });

  test('a flag that it does not know is named, with exit code 2 and no stack', async () => {
    const { code, err } = await resolute([...command.name.split(' '), '--sideways']);
    expect(code).toBe(2);
    // A required flag that is missing is told first.
    if (!command.flags.some((flag) => flag.required)) expect(err).toContain('--sideways');
    expect(err).not.toMatch(/\n\s+at /);
  });
});

test('no two commands share a name', () => {
  expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
});

test('the list of commands has every command under its heading, and fits 80 columns', async () => {
  const { out } = await resolute(['--help']);
  for (const heading of Object.values(PARTS)) expect(out).toContain(`\n${heading}\n`);
  for (const { name } of CATALOGUE) {
    const [noun = '', verb] = name.split(' ');
    expect(out).toMatch(new RegExp(verb === undefined ? `\\n  ${noun} ` : `\\n  ${noun} … [^…]*\\b${verb}\\b`));
  }
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('a noun lists its verbs, with or without help', async () => {
  const { out } = await resolute(['help', 'permit']);
  for (const { name, summary } of CATALOGUE.filter((entry) => entry.name.startsWith('permit '))) {
    expect(out).toContain(name);
    expect(flat(out)).toContain(summary);
  }
  expect((await resolute(['permit'])).out).toBe(out);
  expect((await resolute(['help', 'permitt'])).code).toBe(2);
});

describe('the register', () => {
  /** What is done by a command that is written by hand, since it does more than ask one thing. */
  const BY_HAND: Readonly<Record<string, string>> = {
    'proposal.approve': 'approve', // shows what would be approved, and asks
    'law.propose': 'law propose', // reads a folder of files
  };

  test('every use case and every query has its command, and every command its use case', () => {
    const names = [...USE_CASES, ...QUERIES].map(({ name }) => name);
    const done = [...DERIVED.map(({ does }) => does), ...Object.keys(BY_HAND)];
    expect(
      names.filter((name) => !done.includes(name)),
      'Give each a line in src/cli/register/commands/.',
    ).toEqual([]);
    expect(done.filter((name) => !names.includes(name))).toEqual([]);
    for (const name of Object.values(BY_HAND)) expect(CATALOGUE.map((entry) => entry.name)).toContain(name);
  });

  test('the words of flags are of fields that there are', () => {
    const used = new Set(commands.flatMap(({ command }) => command.flags.map(({ summary }) => summary)));
    const unused = Object.entries(FLAG_WORDS).filter(([, words]) => ![...used].some((summary) => summary.startsWith(words)));
    expect(unused.map(([field]) => field)).toEqual([]);
  });

  test('every write ends with a sentence, and every list with the columns that people want', () => {
    const writes = DERIVED.filter(({ does }) => USE_CASES.some(({ name }) => name === does));
    expect(writes.filter(({ done }) => done === undefined).map(({ name }) => name)).toEqual([]);
    const lists = DERIVED.filter(({ does }) => /\.(list|due)$/.test(does));
    expect(lists.filter(({ columns, print }) => columns === undefined && print === undefined).map(({ name }) => name)).toEqual([]);
  });
});

test('the list of commands loads nothing of the register: `resolute check` stays quick', () => {
  expect(loadedBy('src/cli/catalogue.ts').filter((path) => !path.startsWith('src/cli/register/commands'))).toEqual([
    'src/cli/catalogue.ts',
  ]);
});

/** The files that come with one, by what they import at once and not for its types alone. */
function loadedBy(path: string, seen = new Set<string>()): string[] {
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  for (const [, from = ''] of text.matchAll(/^import (?!type\b)[^;]*?from '([^']+)';/gm)) {
    const next = from.startsWith('.') ? join(dirname(path), from) : from;
    if (!seen.has(next)) next.endsWith('.ts') ? loadedBy(next, seen) : seen.add(next);
  }
  return [...seen];
}
