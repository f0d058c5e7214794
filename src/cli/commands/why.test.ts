import { describe, expect, test } from 'vitest';
import { type Ran, resolute } from '../../../test/support/cli.ts';

const why = (input: object, ...flags: string[]): Promise<Ran> => resolute(['why', '-', ...flags], { stdin: JSON.stringify(input) });
const RENEWAL = {
  host: 'MNG',
  act: 'renew',
  asOf: '2017-12-07',
  worker: { nationalities: ['PRK'], residesOnOtherTitle: false },
  contract: { finalisedOn: '2017-09-01', written: true },
  approvals: [],
};
const STAY = {
  host: 'QAT',
  act: 'remain',
  asOf: '2019-06-01',
  worker: { nationalities: ['PRK'], earnsIncome: true, safetyOverseer: false },
};
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('as a tree', () => {
  test('goes from the verdict to what was given, with the paragraph of each rule', async () => {
    const { code, out } = await why(RENEWAL);
    const said = flat(out);
    expect(code).toBe(10);
    expect(said).toMatch(/^ Barred: /);
    expect(said).toContain('✗ false: un.2375.17 (S/RES/2375 (2017), paragraph 17)');
    expect(said).toContain('It is lifted by the exception un.2375.17.contract, S/RES/2375 (2017), paragraph 17.');
    expect(said).toContain('✓ true: the contract is in writing contract.written: true');
    expect(said).toContain('contract.finalisedOn: 2017-09-01');
    expect(said).toContain('approvals: none');
    expect(said).toContain('✓ true: mng.no-renewal');
  });

  test('says whose answer to an open question holds, and what others hold', async () => {
    const said = flat((await why(RENEWAL)).out);
    expect(said).toContain('Answered yes here by Mongolia, from 3 December 2017 on.');
    expect(said).toContain('Russian Federation: It had permits extended');
    const assumed = flat((await why({ ...RENEWAL, host: 'RUS', interpretation: { 'renewal-is-new-authorisation': false } })).out);
    expect(assumed).toContain('✗ false: it governs the renewal of a work authorisation where');
    expect(assumed).toContain('Answered no by the caller, as an assumption.');
    expect(flat((await why({ ...RENEWAL, host: 'RUS' })).out)).toContain('Nobody has answered it for this host on this day.');
  });

  test('names what does not apply in a line, with its reason', async () => {
    const said = flat((await why(RENEWAL)).out);
    expect(said).toContain('un.2371.11 (S/RES/2371 (2017), paragraph 11) It does not govern the renewal of a work authorisation.');
    const early = flat((await why({ ...RENEWAL, act: 'remain' })).out);
    expect(early).toContain('It was not in force yet: it begins on 22 December 2017.');
    const late = flat((await why({ ...RENEWAL, host: 'GBR', asOf: '2021-03-01' })).out);
    expect(late).toContain('It no longer bound this host: its last day was 31 December 2020.');
  });

  test('an unknown shows the open parts alone, each as not given', async () => {
    const { code, out } = await why(STAY);
    const said = flat(out);
    expect(code).toBe(0);
    expect(said).toContain('? unknown: return is prohibited by law that binds the host state worker.returnProhibited: not given');
    expect(said).toContain('Whether it applies is not known.');
  });

  test('what does not reach the case shows the part that keeps it away, and with --all every part', async () => {
    const brief = flat((await why(STAY)).out);
    const attaches = (said: string): string => said.slice(said.indexOf('un.2397.8.attaches'), said.indexOf('In words'));
    expect(attaches(brief)).toContain('It does not reach this case.');
    expect(attaches(brief)).toContain('one more part does not decide');
    expect(attaches(brief)).toContain('worker.safetyOverseer: false');
    expect(attaches(brief)).not.toContain('worker.nationalities');
    const all = flat((await why(STAY, '--all')).out);
    expect(attaches(all)).toContain('worker.nationalities: PRK');
    expect(all).not.toContain('does not decide');
    expect(all).toContain('? unknown: the number of authorisations still free under the number of 5 August 2017 is less than 1');
  });

  test('draws branches on a terminal, indents in a pipe, and says truth in words without colour', async () => {
    const stdin = JSON.stringify(RENEWAL);
    const drawn = await resolute(['why', '-'], { stdin, outIsTerminal: true });
    expect(drawn.out).toMatch(/^├─ ✗ false: un\.2375\.17/m);
    expect(drawn.out).not.toContain('\u001B[');
    const coloured = await resolute(['why', '-'], { stdin, outIsTerminal: true, colour: true });
    expect(coloured.out).toContain('\u001B[32m✓ true\u001B[39m');
    expect((await why(RENEWAL)).out).not.toContain('├');
  });
});

test('as Markdown: a heading, a table of the provisions and nested lists; text stays text', async () => {
  const { out } = await why(RENEWAL, '--format', 'md');
  expect(out).toMatch(/^# Barred: /);
  expect(out).toContain('| `un.2375.17` | S/RES/2375 (2017), paragraph 17 | ✗ false |');
  expect(out).toContain('### `mng.no-renewal`: ✓ true');
  expect(out).toMatch(/^ {4}- \*\*✓ true\*\*: the contract is in writing \(contract\.written: true\)$/m);
  expect(out.match(/^\| /gm)?.length).toBeGreaterThan(8);
});

test('as JSON: the verdict, and every provision with its reason and its proof', async () => {
  const { code, out } = await why(RENEWAL, '--json');
  const { verdict, provisions } = JSON.parse(out) as {
    verdict: { outcome: string };
    provisions: { id: string; reason: string; why: string; proof: { when?: unknown } }[];
  };
  expect(code).toBe(10);
  expect(verdict.outcome).toBe('barred');
  const contract = provisions.find(({ id }) => id === 'un.2375.17');
  expect(contract).toMatchObject({ reason: 'lifted', proof: { when: { value: 'true' } } });
  expect(provisions.find(({ id }) => id === 'un.2371.11')?.why).toBe('It does not govern the renewal of a work authorisation.');
});

test('what is wrong with the case is said as `check` says it', async () => {
  const { code, err } = await why({ ...RENEWAL, asOf: '2017-02-30' });
  expect(code).toBe(2);
  expect(err).toContain('asOf: `2017-02-30` is not a day that exists.');
});
