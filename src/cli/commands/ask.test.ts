import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Ran, resolute } from '../../../test/support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'resolute-ask-'));
let files = 0;
function file(content: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}
interface Told {
  readonly asked: readonly { readonly name: string; readonly value: unknown }[];
  readonly next: { readonly name: string; readonly answers: readonly { readonly label: string; readonly leadsTo: string }[] } | null;
  readonly case: { readonly [field: string]: unknown };
  readonly decision: { readonly outcome: string; readonly protected: boolean; readonly assumed: readonly unknown[] } | null;
}
async function told(...argv: string[]): Promise<Told & { readonly code: number }> {
  const { out, code } = await resolute(['ask', ...argv, '--json']);
  return { ...(JSON.parse(out) as Told), code };
}
const START = { host: 'RUS', act: 'renew', asOf: '2018-03-01' };
const ANSWERS = {
  'worker.nationalities': ['PRK'],
  worker: { residesOnOtherTitle: false },
  approvals: [],
  'contract.written': false,
};

describe('with answers written down', () => {
  test('asks until it is settled and ends like `check` on the whole case', async () => {
    const { code, out } = await resolute([
      'ask',
      file(START),
      '--answers',
      file({ ...ANSWERS, 'interpretation.renewal-is-new-authorisation': true }),
    ]);
    expect(code).toBe(11);
    expect(out).toContain('1. Which nationalities does the worker hold?');
    expect(out).toContain('not PRK: clear');
    expect(out).toContain('Answer: PRK');
    expect(out).toMatch(/An open question of law; an answer is an assumption of yours\./);
    expect(out).toContain('Needs approval:');
    expect(out).toContain('On the assumption that the open question');
  });

  test('a fact that is asked and not in the file stops it with 12 and its name', async () => {
    const answers = file({ 'worker.nationalities': ['PRK'] });
    const { code, out } = await resolute(['ask', file(START), '--answers', answers]);
    expect(code).toBe(12);
    expect(out.replace(/\s+/g, ' ')).toContain(`Undecided: \`approvals\` was asked and is not in ${answers}.`);
  });

  test('null is "not known": it goes on without that fact', async () => {
    const { code, asked, next } = await told(
      file(START),
      '--answers',
      file({ ...ANSWERS, approvals: null, 'contract.finalisedOn': null, 'interpretation.renewal-is-new-authorisation': false }),
    );
    expect(code).toBe(0);
    expect(next).toBeNull();
    expect(asked).toContainEqual({ name: 'approvals', value: null });
  });

  test('a whole case serves as answers, host, act and day among them', async () => {
    const { code, asked, decision } = await told('--answers', 'examples/cases/renewal.json');
    expect(asked.map(({ name }) => name)).toEqual(['host', 'act', 'asOf', 'worker.nationalities']);
    expect([code, decision?.outcome]).toEqual([10, 'barred']);
  });

  test('a pending procedure travels with its answer, so that the end says "protected"', async () => {
    const {
      decision,
      asked,
      case: made,
    } = await told(
      file({ host: 'CHE', act: 'remain', asOf: '2020-01-01' }),
      '--answers',
      file({
        worker: { nationalities: ['PRK'], earnsIncome: true, safetyOverseer: false, immunity: false, protectionAssessment: 'pending' },
      }),
    );
    expect(asked.map(({ name }) => name)).toContain('worker.protectionAssessment');
    expect(decision).toMatchObject({ outcome: 'undecided', protected: true });
    expect(made.worker).toMatchObject({ protectionAssessment: 'pending' });
  });

  test('what the case knows already is not asked, whatever the answers say', async () => {
    const { asked, case: made } = await told(file({ ...START, worker: { nationalities: ['KOR'] } }), '--answers', file(ANSWERS));
    expect(asked).toEqual([]);
    expect(made.worker).toEqual({ nationalities: ['KOR'] });
  });

  test.each([
    [{ 'worker.earnsIncme': true }, 'worker.earnsIncome'],
    [{ 'worker.nationalities': ['Korea'] }, 'either of two states'],
    [{ 'interpretation.renewal': true }, 'renewal-is-new-authorisation'],
    [{ asOf: '2017-13-01' }, 'not a day that exists'],
  ])('%j is refused with its remedy before anything is asked', async (answers, said) => {
    const { code, err } = await resolute(['ask', file(START), '--answers', file(answers)]);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe('for another program', () => {
  test('shows the next question with its answers, and takes the answer with the next call', async () => {
    let input: Record<string, unknown> = {};
    const given: Record<string, unknown> = {
      host: 'MNG',
      act: 'contract',
      asOf: '2018-01-01',
      'worker.nationalities': ['PRK'],
      'employer.private': true,
    };
    const asked: string[] = [];
    for (;;) {
      const { next, case: made, decision, code } = await told(file(input));
      if (next === null) {
        expect([code, decision?.outcome]).toEqual([10, 'barred']);
        break;
      }
      expect(code).toBe(12);
      asked.push(next.name);
      const [head = '', field] = next.name.split('.');
      input =
        field === undefined
          ? { ...made, [head]: given[next.name] }
          : { ...made, [head]: { ...(made[head] as object), [field]: given[next.name] } };
    }
    expect(asked).toEqual(['host', 'act', 'asOf', 'worker.nationalities', 'employer.private']);
  });

  test('as text it says what to do with the question', async () => {
    const { code, out } = await resolute(['ask']);
    expect(code).toBe(12);
    expect(out).toContain('In which state is the work done?');
    expect(out.replace(/\s+/g, ' ')).toContain('Put "host" into the case or into a file for --answers.');
  });

  test('reads standard input only for `-`', async () => {
    const { code, out } = await resolute(['ask', '-', '--json'], {
      stdin: JSON.stringify({ ...START, worker: { nationalities: ['KOR'] } }),
    });
    expect(code).toBe(0);
    expect((JSON.parse(out) as Told).decision?.outcome).toBe('clear');
  });
});

test('--departure goes on to the day by which somebody must leave', async () => {
  const stay = file({ host: 'CHE', act: 'remain', asOf: '2018-03-01', worker: { nationalities: ['PRK'], earnsIncome: true } });
  expect((await told(stay)).next).toBeNull();
  expect((await told(stay, '--departure')).next?.name).toBe('worker.returnProhibited');
});

test('--save writes the case as far as it is known; a folder that cannot be made is named', async () => {
  const saved = join(folder, 'new', 'case.json');
  await resolute(['ask', file(START), '--answers', file(ANSWERS), '--save', saved]);
  const made = JSON.parse(readFileSync(saved, 'utf8')) as Record<string, unknown>;
  expect(made).toEqual({
    ...START,
    worker: { nationalities: ['PRK'], residesOnOtherTitle: false },
    approvals: [],
    contract: { written: false },
  });
  const { code, err }: Ran = await resolute(['ask', file(START), '--save', join(folder, 'a', 'b', 'c.json')]);
  expect(code).toBe(2);
  expect(err).toContain('There is no folder');
});

test.each([
  ['[]', 'one JSON object is needed'],
  ['{"host":', 'is no JSON'],
  ['{"hots":"MNG"}', 'Did you mean `host`?'],
])('a case that is none (%s) is refused with exit code 2', async (text, said) => {
  const { code, err } = await resolute(['ask', '-'], { stdin: text });
  expect(code).toBe(2);
  expect(err).toContain(said);
});
