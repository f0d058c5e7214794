import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { resolute } from '../../../test/support/cli.ts';
import { onPath } from '../../../test/support/on-path.ts';
import { CATALOGUE } from '../catalogue.ts';
import { SHELLS } from '../completion/scripts.ts';

const scripts = new Map<string, string>();
beforeAll(async () => {
  for (const shell of SHELLS) scripts.set(shell, (await resolute(['completion', shell])).out);
});

/** What a real bash offers after these words, the last of which is being typed. */
function offered(bash: string, ...words: string[]): string[] {
  const ask = `${scripts.get('bash')}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _resolute; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const said = execFileSync(bash, ['--norc', '-c', ask, 'bash', 'resolute', ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said.split('\n').filter((line) => line !== '');
}

/** The same for many questions, in one bash: starting one for each takes a minute. */
function offeredEach(bash: string, questions: readonly (readonly string[])[]): string[][] {
  const asks = questions.map((words) => {
    const typed = ['resolute', ...words].map((word) => `'${word}'`);
    return `COMP_WORDS=(${typed.join(' ')}); COMP_CWORD=${typed.length - 1}; COMPREPLY=(); _resolute; printf '%s\\n' "\${COMPREPLY[@]}" '='`;
  });
  const said = execFileSync(bash, ['--norc', '-s'], {
    input: [scripts.get('bash'), ...asks].join('\n'),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return said
    .split('=\n')
    .slice(0, -1)
    .map((answer) => answer.split('\n').filter((line) => line !== ''));
}

describe('in a real bash', () => {
  test.each<[string[], string[]]>([
    [['che'], ['check']],
    [['law', 'di'], ['diff']],
    [['check', '--reg'], ['--regime']],
    [
      ['check', '--regime', ''],
      ['asset-freeze', 'dprk-labour'],
    ],
    [
      ['decide', 'x.csv', '--act', 're'],
      ['renew', 'remain'],
    ],
    [
      ['decide', 'x.csv', '--host', 'MN'],
      ['MNE', 'MNG', 'MNP'],
    ],
    [
      ['why', '--format', ''],
      ['tree', 'md', 'json'],
    ],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['check', 'examples/cases/renew'], ['examples/cases/renewal.json']],
    [['decide', 'x.csv', '--as-of', ''], []],
  ])('%j gives %j', (words, expected) => {
    const bash = onPath('bash');
    if (bash === undefined) throw new Error('A bash is needed on PATH: the completion for it is tested in it.');
    expect(offered(bash, ...words)).toEqual(expected);
  });

  test('every command and every flag is offered', async () => {
    const bash = onPath('bash') ?? 'bash';
    const names = CATALOGUE.map(({ name }) => name.split(' '));
    const asNames = offeredEach(
      bash,
      names.map((words) => [...words.slice(0, -1), words.at(-1) ?? '']),
    );
    const asFlags = offeredEach(
      bash,
      names.map((words) => [...words, '--']),
    );
    for (const [at, { load }] of CATALOGUE.entries()) {
      expect(asNames[at]).toContain(names[at]?.at(-1));
      const { flags } = await load();
      expect(asFlags[at]).toEqual([...flags.map((flag) => flag.flags.split(' ')[0]), '--help']);
    }
  });
});

describe.each(['zsh', 'fish'])('for %s', (shell) => {
  test('the script names every command and flag', async () => {
    const script = scripts.get(shell) ?? '';
    for (const { name, load } of CATALOGUE) {
      expect(script).toContain(name.split(' ').at(-1));
      for (const { flags } of (await load()).flags) expect(script).toContain((flags.split(' ')[0] ?? '').slice(2));
    }
  });
});

test('another shell is named with the nearest one', async () => {
  const { code, err } = await resolute(['completion', 'bsh']);
  expect(code).toBe(2);
  expect(err).toContain('Did you mean `bash`?');
});
