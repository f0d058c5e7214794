import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { placeHold } from '../../protection/place.ts';
import { correctWorker } from '../workers/correct.ts';
import { rebuildAndCompare } from './compare.ts';

describe.each(ENGINES)('the tables beside the log, %s', (engine) => {
  test('a register as it was recorded has no difference, and each that is made is named', async (context) => {
    const given = await anOffice(context, engine);
    const { office, act, somebody } = given;
    const admin = somebody('administrator');
    const employer = await anEmployer(given);
    const { worker, permit } = await anEmployed(given, employer);
    await act(somebody('permit-officer'), correctWorker, { worker, facts: { earnsIncome: false }, trueOn: '2017-12-07' });
    await act(somebody('protection-officer'), placeHold, { worker, ground: 'Fears what awaits there' });
    const undisturbed = await rebuildAndCompare(office, admin);
    expect(undisturbed).toMatchObject({ count: 0, differences: [], erased: 0 });
    expect(undisturbed.records).toBeGreaterThanOrEqual(4);
    expect(undisturbed.sealed).toBeGreaterThanOrEqual(2);

    const { db } = office.store;
    await sql`update permit set category = 'altered' where id = ${permit}`.execute(db);
    await sql`update employer set name = 'Another', version = version + 1 where id = ${employer}`.execute(db);
    await sql`update worker set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where id = ${worker}`.execute(db);
    await sql`insert into quota (id, version, "trueOn", year, number) values (gen_random_uuid(), 1, '2017-01-01', 2017, 9)`.execute(db);
    await sql`delete from protection_hold where worker = ${worker}`.execute(db);
    const { differences } = await rebuildAndCompare(office, admin);
    expect(differences.map(({ kind, what, field }) => [kind, what, field])).toEqual([
      ['worker', 'sealed', null],
      ['employer', 'field', 'version'],
      ['employer', 'field', 'name'],
      ['quota', 'too-many', null],
      ['permit', 'field', 'category'],
      ['hold', 'missing', null],
      ['worker', 'standing', null],
    ]);
  });

  test('who may not, may not; and no value is told to who may', async (context) => {
    const { office, somebody } = await anOffice(context, engine);
    await expect(rebuildAndCompare(office, somebody('permit-officer'))).rejects.toMatchObject({ code: 'access.not-allowed' });
    expect(Object.keys(await rebuildAndCompare(office, somebody('administrator')))).toEqual([
      'records',
      'sealed',
      'erased',
      'count',
      'differences',
    ]);
  });
});
