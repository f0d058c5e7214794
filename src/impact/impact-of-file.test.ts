/** A whole file under the law in force and under a draft: what is counted, what is written, and what is said when nothing changes. */
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Compiled, compile } from '../decide/compile.ts';
import { CaseRefused } from '../decide/problems.ts';
import { programmeOf } from '../decide/programme.ts';
import { settleBy } from '../decide/settle.ts';
import { loadRegimes } from '../files/law/load.ts';
import { Interrupted } from '../files/table/errors.ts';
import { isDraftHash, overlay, UnknownDraft } from '../law/draft.ts';
import type { Law } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import { changesBetween } from './changes.ts';
import { impactOf } from './compare.ts';
import { type ComparedFile, type ImpactWishes, impactOfFile } from './impact-of-file.ts';
import { ledeOf } from './lede.ts';
import type { ImpactSummary } from './summary.ts';

const REGISTER = 'examples/mongolia-2017/december-2017.csv';
const DRAFT = 'un-2397-12-months';
/** A person whom nothing spares, at work in Qatar. */
const WORKER = 'PRK,true,false,false,none,false';
const HEAD =
  'id,host,act,asOf,worker.nationalities,worker.earnsIncome,worker.safetyOverseer,worker.returnProhibited,worker.protectionAssessment,worker.immunity,employer,permit.validTo';

let law: Law;
let compiled: Compiled;
let folder = '';
beforeAll(async () => {
  law = await loadRegimes();
  compiled = compile(law);
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolute-impact-'));
  return () => rm(folder, { recursive: true });
});

async function compared(file: string, wishes: Partial<ImpactWishes> = {}): Promise<ComparedFile> {
  return await impactOfFile(law, { file, draft: DRAFT, mapping: {}, threads: 2, ...wishes });
}
async function of(...rows: readonly string[]): Promise<ImpactSummary> {
  await writeFile(join(folder, 'cases.csv'), [HEAD, ...rows, ''].join('\n'));
  return (await compared(join(folder, 'cases.csv'))).summary;
}
function counts({ classes }: ImpactSummary): Record<string, number> {
  return Object.fromEntries(classes.filter(({ cases }) => cases > 0).map(({ class: kind, cases }) => [kind, cases]));
}

describe('story 31: remain, host QAT, 2019-03-01, under the draft with 12 months', () => {
  test('in force: return by 2019-12-22; draft: by 2018-12-22, already past; so newly barred', async () => {
    const summary = await of(`A-1,QAT,remain,2019-03-01,${WORKER},Acme,2020-01-31`);
    expect(counts(summary)).toEqual({ 'newly-barred': 1 });
    expect(summary.lastDays).toEqual([{ before: '2019-12-22', after: '2018-12-22', cases: 1 }]);
    expect(summary.examples).toMatchObject([
      { id: 'A-1', outcomeBefore: 'clear', outcomeAfter: 'barred', provisions: ['un.2397.8.workers'], protected: false },
    ]);
  });
  test('compared, never decided: the output says so, and no decision carries the hash of the draft', async () => {
    const summary = await of(`A-1,QAT,remain,2019-03-01,${WORKER},Acme,`);
    expect(summary.notice).toContain('A draft decides nothing.');
    expect(summary.law.map(({ underDraft }) => isDraftHash(underDraft))).toEqual([true]);
    const decision = compiled.decide(
      compiled.admit({
        host: 'QAT',
        act: 'remain',
        asOf: '2019-03-01',
        worker: {
          nationalities: ['PRK'],
          earnsIncome: true,
          safetyOverseer: false,
          returnProhibited: false,
          protectionAssessment: 'none',
          immunity: false,
        },
      }),
    );
    expect([decision.outcome, decision.returnBy]).toEqual(['clear', '2019-12-22']);
    expect(decision.law.some(({ sha256 }) => isDraftHash(sha256))).toBe(false);
  });
});

describe('one case of each', () => {
  test('on the first day everyone whom the paragraph reaches must leave a year earlier, the protected are named to nobody', async () => {
    const summary = await of(
      `reached,QAT,remain,2017-12-22,${WORKER},Acme,2018-05-31`,
      'prohibited,QAT,remain,2017-12-22,PRK,true,false,true,upheld,false,Acme,2018-05-31',
      'pending,QAT,remain,2017-12-22,PRK,true,false,,pending,false,Acme,2018-05-31',
      'other,QAT,remain,2017-12-22,KOR,true,false,false,none,false,Acme,2018-06-30',
      `open,QAT,employ,2017-12-22,PRK,,false,false,none,false,Other,`,
    );
    expect(counts(summary)).toEqual({ 'must-leave-earlier': 1, undecided: 2, unaffected: 2 });
    expect(summary.protected).toBe(2);
    expect(summary.examples.map(({ id, class: kind, detail }) => [id, kind, detail])).toEqual([
      ['reached', 'must-leave-earlier', 'earlier-day'],
      ['pending', 'undecided', 'duty-open'],
      ['open', 'undecided', 'duty-open'],
    ]);
    for (const example of summary.examples)
      if (example.protected) expect([example.returnByBefore, example.returnByAfter]).toEqual([null, null]);
    expect(summary.byNewDay.map(({ month, cases }) => [month, cases])).toEqual([['2018-12', 1]]);
    expect(summary.byEnding.map(({ month, cases }) => [month, cases])).toEqual([['2018-05', 2]]);
    expect(summary.employers.map(({ employer, affected, cases }) => [employer, affected, cases])).toEqual([
      ['Acme', 2, 4],
      ['Other', 1, 1],
    ]);
    expect(summary.why).toEqual([]);
    expect(ledeOf(summary)[0]).toBe(
      'Read on 22 December 2017, 1 of 5 cases has to end earlier under the draft, with 22 December 2018 as the last day instead of 22 December 2019.',
    );
  });
});

describe('the register of Mongolia', () => {
  test.each([{ asOf: '2017-12-22' }, { asOf: '2019-03-01' }, { asOf: '2019-03-01', host: 'QAT' }, {}])(
    'read with %j: the classes part all rows, each as both answers to that case alone say',
    async (flags) => {
      const out = join(folder, 'out');
      const { summary } = await compared(REGISTER, { out, mapping: { flags } });
      const drafted = overlay(law, DRAFT);
      const changes = changesBetween(law, drafted);
      const [inForce, underDraft] = [settleBy(programmeOf(law)), settleBy(programmeOf(drafted))];
      const rows = parse(await readFile(REGISTER, 'utf8'), { columns: true }) as Record<string, string>[];
      const expected: Record<string, number> = {};
      const list: string[][] = [];
      let admitted = 0;
      rows.forEach((cells, at) => {
        const input = caseOf({ ...cells, ...flags });
        if (input === null) return;
        admitted++;
        const [before, after] = [inForce(input), underDraft(input)];
        const impact = impactOf(changes, input.values[1] as Act, before, after);
        expected[impact.class] = (expected[impact.class] ?? 0) + 1;
        if (impact.class !== 'unaffected' && impact.detail !== 'untouched')
          list.push([
            String(at + 1),
            cells.id ?? '',
            impact.class,
            impact.detail,
            before.outcome,
            after.outcome,
            before.returnBy ?? '',
            after.returnBy ?? '',
            impact.provisions.join('|'),
            before.missing.join('|'),
            after.missing.join('|'),
          ]);
      });
      expect(counts(summary)).toEqual(expected);
      expect(summary.rows).toEqual({ read: rows.length, compared: admitted, rejected: rows.length - admitted });
      expect(summary.byAct.reduce((sum, { cases }) => sum + cases, 0)).toBe(admitted);
      const written = parse(await readFile(join(out, 'impact.csv'), 'utf8'), { columns: true }) as Record<string, string>[];
      const columns = [
        'row',
        'id',
        'class',
        'detail',
        'outcomeBefore',
        'outcomeAfter',
        'returnByBefore',
        'returnByAfter',
        'provisions',
        'missingBefore',
        'missingAfter',
      ];
      expect(written.map((row) => columns.map((name) => row[name]))).toEqual(list);
    },
  );

  test('on 22 December 2017 more than two thousand cases end a year earlier, and the law itself bars nobody more', async () => {
    const { summary } = await compared(REGISTER, { mapping: { flags: { asOf: '2017-12-22' } } });
    expect(summary.lastDays).toEqual([{ before: '2019-12-22', after: '2018-12-22', cases: counts(summary)['must-leave-earlier'] }]);
    expect(summary.outcomes.after).toEqual(summary.outcomes.before);
    expect(summary.changes.map(({ provision, cite }) => [provision, cite.instrument, cite.paragraph])).toEqual([
      ['un.2397.8.workers', 'S/RES/2397 (2017)', '8'],
      ['un.2397.8.attaches', 'S/RES/2397 (2017)', '8'],
    ]);
  });

  test("on 1 March 2019 the state's own measures already ask as much: said, with the Council's own share", async () => {
    const { summary } = await compared(REGISTER, { mapping: { flags: { asOf: '2019-03-01' } } });
    expect(counts(summary)['newly-barred']).toBeUndefined();
    expect(summary.heldBy.map(({ provision, outcome }) => [provision, outcome])).toEqual([
      ['mng.work-until-june', 'barred'],
      ['mng.leave-before-3-june', 'barred'],
    ]);
    expect(summary.why).toHaveLength(2);
    expect(summary.un.after.barred).toBeGreaterThan(summary.un.before.barred);
    expect(ledeOf(summary).at(-1)).toMatch(/^The Council itself would bar 2,\d{3} more than it does/);
  });

  test('as written, on 7 December 2017, it says from which day the draft would matter', async () => {
    const { summary } = await compared(REGISTER);
    expect(summary.why).toEqual([
      'S/RES/2397 (2017), paragraph 8 is in force from 22 December 2017, and the file is read at 7 December 2017. From 22 December 2017 the two name different last days. From 23 December 2018 whoever has not left is barred under the draft alone. From 23 December 2019 whoever has not left is barred under both. Try --as-of 2017-12-22 or 2018-12-23.',
    ]);
  });
});

describe('why nothing changes', () => {
  test('an act that the paragraph does not govern', async () => {
    expect((await of(`A,QAT,renew,2018-02-05,${WORKER},,`)).why).toEqual([
      'S/RES/2397 (2017), paragraph 8 governs employ and remain; the file asks about renew.',
    ]);
  });
  test('nobody whom it reaches', async () => {
    expect((await of('A,QAT,remain,2018-02-05,KOR,true,false,false,none,false,,')).why).toEqual([
      'S/RES/2397 (2017), paragraph 8 reaches no case of the file: its conditions hold for none, or an exception of its own lifts it.',
    ]);
  });
});

describe('what is left behind', () => {
  test('without a folder nothing is written', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('.resolute-partial-'));
    const { files } = await compared(REGISTER);
    expect(files).toEqual([]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('.resolute-partial-') && !before.includes(name))).toEqual([]);
  });
  test('with a folder: the list, the summary and the rejects, and nothing half', async () => {
    const { files, summary } = await compared(REGISTER, { out: join(folder, 'out') });
    expect(files).toEqual(['impact.csv', 'impact.json', 'rejects.csv']);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([...files].sort());
    expect(JSON.parse(await readFile(join(folder, 'out', 'impact.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(summary)));
  });
  test('interrupted, nothing is left', async () => {
    const controller = new AbortController();
    const work = compared(REGISTER, {
      out: join(folder, 'out'),
      signal: controller.signal,
      onProgress: (stage) => {
        if (stage === 'draft') controller.abort();
      },
    });
    await expect(work).rejects.toThrow(Interrupted);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
  test('an unknown draft is refused before the file is read, with the nearest and the list', async () => {
    const work = compared('no such file.csv', { draft: 'un-2397-12-month' });
    await expect(work).rejects.toThrow(UnknownDraft);
    await expect(work).rejects.toThrow('There is no draft `un-2397-12-month`. Did you mean `un-2397-12-months`?');
    await expect(work).rejects.toMatchObject({ remedy: 'Use one of un-2397-12-months.' });
  });
});

/** A row of the register at the door of single cases; `null` where it is refused there. */
function caseOf(cells: Readonly<Record<string, string>>): ReturnType<Compiled['admit']> | null {
  const input: Record<string, unknown> = {};
  for (const { name, type } of law.vocabulary.facts) {
    const text = cells[name] ?? '';
    if (text === '') continue;
    const value =
      type === 'bool'
        ? text === 'true'
          ? true
          : text === 'false'
            ? false
            : text
        : type === 'integer'
          ? Number(text)
          : type === 'countries'
            ? text.split('|')
            : type === 'approvals'
              ? text === 'none'
                ? []
                : text.split('|').map((part) => ({ committee: part.split(':')[0], approvedOn: part.split(':')[1] ?? 'no day' }))
              : text;
    const [head = '', field] = name.split('.');
    input[head] = field === undefined ? value : { ...(input[head] as object | undefined), [field]: value };
  }
  try {
    return compiled.admit(input);
  } catch (error) {
    if (error instanceof CaseRefused) return null;
    throw error;
  }
}
