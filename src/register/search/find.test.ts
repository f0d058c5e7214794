import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { newId } from '../../office/ids.ts';
import { recordContract } from '../contracts/record.ts';
import { registerEmployer } from '../employers/register.ts';
import { registerWorker } from '../workers/register.ts';
import { search } from './find.ts';

const latin = (text: string) => ({ text, script: 'Latn' as const });

describe.each(ENGINES)('searching, %s', (engine) => {
  test('finds by a number, an employer’s words, a name in any script and a paper, and records who was found', async (context) => {
    const { office, somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const find = async (words: string, who = officer) => (await ask(who, search, { words })).hits.map(({ id, by }) => [id, by]);
    const { id: kim } = await act(officer, registerWorker, {
      number: 'W-100',
      personal: { names: [latin('Kim Chol Su')], documents: [{ kind: 'passport', number: 'PD 123-456' }] },
    });
    const { id: jo } = await act(officer, registerWorker, {
      number: 'W-10%',
      personal: { names: [latin('Jo Kwang Sok'), { text: '조광석', script: 'Hang' as const }] },
    });
    const { id: barilga } = await act(officer, registerEmployer, { name: 'Хар Яст Барилга', number: 'Э-7' });
    const { id: other } = await act(officer, registerEmployer, { name: "Khar Yast (O'Neil) Barilga" });

    expect(await find('w-100')).toEqual([[kim, ['number']]]);
    expect(await find('w-10')).toEqual([
      [jo, ['number']],
      [kim, ['number']],
    ]);
    expect(await find('W-10%'), 'a sign of like is a letter like others').toEqual([[jo, ['number']]]);
    expect(await find('э-7'), 'letter case in every alphabet').toEqual([[barilga, ['number']]]);
    expect(await find('БАРИЛГА хар')).toEqual([[barilga, ['employer']]]);
    expect(await find("neil khar' | !"), 'no sign of the query’s language is one').toEqual([[other, ['employer']]]);
    expect(await find(barilga.toUpperCase())).toEqual([[barilga, ['id']]]);

    expect(await find('chol-su KIM')).toEqual([[kim, ['name', 'sound']]]);
    expect(await find('Gim Cheolsu')).toEqual([[kim, ['sound']]]);
    expect(await find('김철수'), 'recorded in Latin letters alone').toEqual([[kim, ['sound']]]);
    expect(await find('Ким Чхоль Су')).toEqual([[kim, ['sound']]]);
    expect(await find('Чо Гван Сок'), 'an N that is an NG').toEqual([[jo, ['sound']]]);
    expect(await find('조 광석')).toEqual([[jo, ['name', 'sound']]]);
    const { id: ri } = await act(officer, registerWorker, { personal: { names: [{ text: '리영남', script: 'Hang' as const }] } });
    expect(await find('Ri Yong Nam'), 'recorded in Hangul alone').toEqual([[ri, ['sound']]]);
    expect(await find('Ли Ён Нам')).toEqual([[ri, ['sound']]]);
    expect(await find('pd123456')).toEqual([[kim, ['document']]]);
    expect(await find('Kim'), 'a part of a name is nobody’s').toEqual([]);

    const { rows } = await sql<{ person: string; fields: string[]; purpose: string; readings: number }>`
      select person, fields, purpose, count(*)::int as readings from access_read group by 1, 2, 3 order by person, fields`.execute(
      office.store.db,
    );
    expect(rows).toEqual([
      { person: kim, fields: ['documents'], purpose: 'finding-the-person', readings: 1 },
      { person: kim, fields: ['names'], purpose: 'finding-the-person', readings: 4 },
      { person: jo, fields: ['names'], purpose: 'finding-the-person', readings: 2 },
      { person: ri, fields: ['names'], purpose: 'finding-the-person', readings: 2 },
    ]);
  });

  test('nobody finds what they may not read', async (context) => {
    const { somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const personal = { names: [latin('Pak Yong Chun')] };
    const { id: worker } = await act(officer, registerWorker, { number: 'W-1', personal });
    await act(officer, registerWorker, { number: 'W-2', personal });
    const { id: own } = await act(officer, registerEmployer, { name: 'Sharga Zoog', number: 'E-1' });
    await act(officer, registerEmployer, { name: 'Sharga Oyodol', number: 'E-2' });
    await act(officer, recordContract, { worker, employer: own, number: 'C-1' });
    const find = async (words: string, who: typeof officer) => (await ask(who, search, { words })).hits.map(({ name }) => name);

    const employer = { ...somebody('employer'), employer: own };
    expect(await find('Sharga', employer)).toEqual(['Sharga Zoog']);
    expect(await find('W-', employer)).toEqual(['W-1']);
    expect(await find('Pak Yong Chun', employer), 'an employer does not find by name').toEqual([]);
    const desk = somebody('foreign-desk');
    expect(await find('E-', desk)).toEqual(['Sharga Zoog', 'Sharga Oyodol']);
    for (const words of ['W-1', 'C-1', worker, 'Pak Yong Chun']) expect(await find(words, desk)).toEqual([]);
    for (const words of ['E-1', 'W-1', 'Sharga', own]) expect(await find(words, somebody('administrator'))).toEqual([]);
    expect(await find('Pak Yong Chun', somebody('permit-officer'))).toEqual(['W-1', 'W-2']);
    await expect(ask(officer, search, { words: '  ' })).rejects.toMatchObject({ code: 'register.input-refused' });
    expect(await find(newId(), officer)).toEqual([]);
  });

  test('a beginning is looked up in an index, and no more is told than is shown', async (context) => {
    const { office, somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    for (let at = 10; at < 35; at++) await act(officer, registerEmployer, { name: `Many ${at}`, number: `M-${at}` });
    const { hits, more } = await ask(officer, search, { words: 'm-' });
    expect(hits.map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, at) => `Many ${at + 10}`));
    expect(more).toEqual(['employer']);

    const { rows } = await office.store.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      await sql`set local enable_sort = off`.execute(tx);
      return sql<{ 'QUERY PLAN': string }>`explain select id from permit r where r.number is not null
        and upper(r.number collate "und-x-icu") like ${'M-%'} order by upper(r.number collate "und-x-icu") using ~<~ limit 21`.execute(tx);
    });
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('permit_number_begins');
    expect(plan).not.toContain('Sort');
  });
});
