import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { doorOf } from '../../src/decide/door.ts';
import { readLaw, regimeIds, SHIPPED_LAW } from '../../src/files/law/load.ts';
import { CaseRefused, loadRegimes } from '../../src/resolute.ts';
import { tree } from './tree.ts';

const files = tree().filter(({ path }) => /^regimes\/.*\.yaml$/.test(path));

describe('the law as it is shipped', async () => {
  test.each(regimeIds(SHIPPED_LAW))('%s is understood without a finding', async (id) => {
    const { findings, cases } = await readLaw(SHIPPED_LAW, id);
    expect(findings).toEqual([]);
    expect(cases.length).toBeGreaterThan(10);
    for (const { name, because } of cases) expect(because, `${name}: why?`).not.toBeNull();
  });

  test('each file names its schema on its first line, so that editors complete it', () => {
    const schemas = new Set(
      tree().flatMap(({ path }) => (path.startsWith('regimes/schema/') ? [path.slice('regimes/schema/'.length)] : [])),
    );
    for (const { path, text } of files) {
      const [, steps, name = ''] = /^# yaml-language-server: \$schema=((?:\.\.\/)*)schema\/(\S+)\n/.exec(text) ?? [];
      expect(schemas, `${path} names \`${name}\``).toContain(name);
      expect(steps?.length, `${path}: steps up to regimes/`).toBe((path.split('/').length - 2) * 3);
    }
  });

  test('the schema of a case knows the facts of facts.yaml, each with its question, and no others', () => {
    interface Part {
      readonly description?: string;
      readonly properties?: Readonly<Record<string, Part>>;
    }
    const schema = JSON.parse(tree().find(({ path }) => path === 'regimes/schema/law.schema.json')?.text ?? '') as {
      readonly $defs: { readonly given: Part };
    };
    const { facts } = parse(files.find(({ path }) => path === 'regimes/facts.yaml')?.text ?? '') as {
      readonly facts: readonly { readonly name: string; readonly question: { readonly en: string } }[];
    };
    const known = Object.entries(schema.$defs.given.properties ?? {}).flatMap(([name, part]) =>
      part.properties === undefined
        ? [[name, part] as const]
        : Object.entries(part.properties).map(([field, inner]) => [`${name}.${field}`, inner] as const),
    );
    const ownWords = ['id', 'interpretation'];
    expect(
      known
        .map(([name]) => name)
        .filter((name) => !ownWords.includes(name))
        .sort(),
    ).toEqual(facts.map(({ name }) => name).sort());
    for (const { name, question } of facts) expect(known.find(([key]) => key === name)?.[1].description).toContain(question.en);
  });

  test('only Mongolia answers a question, and only two questions enter a condition', async () => {
    const { regimes } = await loadRegimes();
    const answering = regimes.flatMap(({ regime }) =>
      regime.questions.flatMap(({ id, positions }) =>
        positions.flatMap(({ host, answers }) => (answers === null ? [] : [`${id} ${host}`])),
      ),
    );
    expect(answering).toEqual(['renewal-is-new-authorisation MNG']);
    const conditions = JSON.stringify(regimes.map(({ regime }) => [regime.terms, regime.provisions]));
    expect([...new Set([...conditions.matchAll(/"op":"question","id":"([^"]+)"/g)].map(([, id]) => id))].sort()).toEqual([
      'admission-nexus',
      'renewal-is-new-authorisation',
    ]);
  });

  test('what each measure rests on, and from when to when each duty runs', async () => {
    const { regimes } = await loadRegimes();
    const provisions = regimes.flatMap(({ regime }) => regime.provisions);
    expect(provisions.flatMap(({ id, basis }) => (basis === null ? [] : [`${id} ${basis}`]))).toEqual([
      'mng.no-renewal statement',
      'mng.no-new-private-contracts statement',
      'mng.leave-by-year-end statement',
      'mng.no-authorisation report',
      'mng.work-until-june report',
      'mng.leave-before-3-june report',
      'eu.cap act',
      'eu.no-authorisation act',
      'eu.no-renewal act',
      'eu.return act',
    ]);
    expect(provisions.flatMap(({ id, duty }) => (duty === null ? [] : [`${id} ${duty.ends} ${duty.from} ${duty.by}`]))).toEqual([
      'un.2397.8.workers stay 2017-12-22 2019-12-22',
      'un.2397.8.attaches stay 2017-12-22 2019-12-22',
      'mng.leave-by-year-end stay 2017-12-03 2017-12-31',
      'mng.work-until-june work 2018-01-26 2018-06-01',
      'mng.leave-before-3-june stay 2018-01-26 2018-06-02',
      'eu.return stay 2018-02-26 2019-12-21',
    ]);
  });

  test('the days that the texts set are those that were checked against the press', async () => {
    const { regimes } = await loadRegimes();
    const days = regimes.flatMap(({ regime }) => regime.deadlines.map(({ id, on }) => `${id} ${on}`));
    expect(days).toEqual([
      'un.2371.90d 2017-11-03',
      'un.2375.90d 2017-12-10',
      'un.2375.17.notify 2017-12-15',
      'un.2375.18.closure 2018-01-09',
      'un.2397.90d 2018-03-22',
      'un.2397.8.period-end 2018-12-22',
      'un.2397.8.midterm 2019-03-22',
      'un.2397.8.return 2019-12-22',
      'un.2397.8.final 2020-03-22',
    ]);
  });
});

test('Story 30: a nationality written "Korea" is refused at the door, which asks which one is meant', async () => {
  const { vocabulary } = await loadRegimes();
  const admit = () => doorOf(vocabulary, []).admit({ host: 'MNG', act: 'renew', asOf: '2018-02-05', worker: { nationalities: ['Korea'] } });
  expect(admit).toThrow(CaseRefused);
  const { problems } = doorOf(vocabulary, []).inspect({
    host: 'MNG',
    act: 'renew',
    asOf: '2018-02-05',
    worker: { nationalities: ['Korea'] },
  });
  expect(problems).toEqual([
    expect.objectContaining({ code: 'ambiguous', value: 'Korea', remedy: expect.stringContaining('PRK') as unknown }),
  ]);
});
