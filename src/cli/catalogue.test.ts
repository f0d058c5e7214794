import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { resolute, runLine } from '../../test/support/cli.ts';
import { CATALOGUE } from './catalogue.ts';

const commands = await Promise.all(CATALOGUE.map(async (entry) => ({ entry, command: await entry.load() })));

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

  test('its help names its flags and examples', async () => {
    const { code, out } = await resolute([...command.name.split(' '), '--help']);
    expect(code).toBe(0);
    for (const { flags, summary } of command.flags) {
      expect(out).toContain(flags);
      expect(out).toContain(summary);
    }
    for (const example of command.examples) expect(out).toContain(example);
  });

  test('it has examples, and each runs with the exit code that its help speaks of', { timeout: 240_000 }, async () => {
    expect(command.examples.length).toBeGreaterThan(0);
    mkdirSync('out', { recursive: true });
    for (const example of command.examples) {
      expect(example).toMatch(new RegExp(`^resolute ${command.name}( |$)`));
      const { code, err } = await runLine(example);
      expect(command.exit === 'outcome' ? [0, 10, 11, 12] : [0], `${example}\n${err}`).toContain(code);
    }
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
