import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anEmployed, anEmployer } from '../../../test/support/people.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { newId } from '../../office/ids.ts';
import { transact } from '../../office/office.ts';
import { placeHold } from '../../protection/place.ts';
import { fillCounted } from '../cap/kept.ts';
import { correctWorker } from '../workers/correct.ts';
import { worker as workerKind } from '../workers/worker.ts';
import { rebuildAndCompare } from './compare.ts';

const named = (text: string) => ({ names: [{ text, script: 'Latn' as const, kind: 'official' as const }] });

describe.each(ENGINES)('the tables beside the log, %s', (engine) => {
  test('a register as it was recorded has no difference, and each that is made is named', async (context) => {
    const given = await anOffice(context, engine);
    const { office, act, somebody, goTo } = given;
    const admin = somebody('administrator');
    const employer = await anEmployer(given);
    const { worker, permit } = await anEmployed(given, employer);
    await act(somebody('permit-officer'), correctWorker, { worker, facts: { earnsIncome: false }, trueOn: '2017-12-07' });
    // Of what is sealed the later entry counts, though it speaks of an earlier day.
    goTo('2018-02-01');
    await act(somebody('permit-officer'), correctWorker, { worker, personal: named('Han Myong Su'), trueOn: '2018-02-01' });
    await act(somebody('permit-officer'), correctWorker, { worker, personal: named('Han Myong Soo'), trueOn: '2017-12-08' });
    await act(somebody('protection-officer'), placeHold, { worker, ground: 'Fears what awaits there' });
    const undisturbed = await rebuildAndCompare(office, admin);
    expect(undisturbed).toMatchObject({ count: 0, differences: [], erased: 0 });
    expect(undisturbed.records).toBeGreaterThanOrEqual(4);
    expect(undisturbed.sealed).toBeGreaterThanOrEqual(2);

    const { db } = office.store;
    await sql`update permit set category = 'altered', "trueOn" = "trueOn" + 1 where id = ${permit}`.execute(db);
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
      ['permit', 'field', 'trueOn'],
      ['permit', 'field', 'category'],
      ['hold', 'missing', null],
      ['worker', 'standing', null],
    ]);
  });

  test('what is gone is seen too: an event of the middle, a sealed part, a key, what is kept for counting', async (context) => {
    const given = await anOffice(context, engine);
    const { office, act, somebody } = given;
    const admin = somebody('administrator');
    const employer = await anEmployer(given);
    const [one, other, third] = [
      await anEmployed(given, employer),
      await anEmployed(given, employer, { name: 'Ri Un Hui' }),
      await anEmployed(given, employer, { name: 'Pak Chol' }),
    ];
    for (const earnsIncome of [false, null, true])
      await act(somebody('permit-officer'), correctWorker, { worker: one.worker, facts: { earnsIncome }, trueOn: '2017-12-07' });
    await act(somebody('protection-officer'), placeHold, { worker: other.worker, ground: 'Fears what awaits there' });
    const { db } = office.store;
    await sql`insert into cap_nationality values ('PRK')`.execute(db);
    await office.store.transaction(fillCounted);
    expect((await rebuildAndCompare(office, admin)).differences).toEqual([]);

    await sql`alter table log_event disable trigger log_is_final`.execute(db);
    await sql`delete from log_event where record_id = ${one.worker} and version = 3`.execute(db);
    await sql`update worker set sealed = null where id = ${other.worker}`.execute(db);
    await sql`update protection_standing set assessment = null where worker = ${other.worker}`.execute(db);
    await sql`delete from key_person where person = ${third.worker}`.execute(db);
    await sql`update permit_counted set "lastDay" = "lastDay" - 1 where permit = ${third.permit}`.execute(db);
    const { differences } = await rebuildAndCompare(office, admin);
    expect(differences.map(({ id, ...what }) => [id, ...Object.values(what)])).toEqual([
      [one.worker, 'worker', 'field', 'version'],
      [other.worker, 'worker', 'field', 'sealedAt'],
      [third.worker, 'worker', 'sealed', null],
      [expect.any(String), 'assessment', 'sealed', null],
      [other.worker, 'worker', 'standing', null],
      [third.permit, 'permit', 'field', 'counted'],
    ]);
  });

  test('an erased person is counted and not held against the register; of many differences all are counted and a thousand named', async (context) => {
    const given = await anOffice(context, engine);
    const { office, somebody } = given;
    const { worker } = await anEmployed(given, await anEmployer(given));
    await office.keyring.erase(office.store.db, worker, office.clock.now());
    expect(await rebuildAndCompare(office, somebody('administrator'))).toMatchObject({ count: 0, erased: 2 });
    await sql`insert into quota (id, version, "trueOn", year, nationality, number)
      select gen_random_uuid(), 1, '2017-01-01', 1900 + n, 'PRK', 9 from generate_series(1, 1203) as n`.execute(office.store.db);
    const { count, differences } = await rebuildAndCompare(office, somebody('administrator'));
    expect([count, differences.length]).toEqual([1203, 1000]);
  });

  test('sealed parts beyond the first few hundred are opened too', async (context) => {
    const { office, somebody } = await anOffice(context, engine);
    const ids = Array.from({ length: 601 }, () => newId()).sort();
    await transact(office, somebody('permit-officer'), { key: null, name: 'found', input: null }, (desk) =>
      desk.createMany(
        workerKind,
        ids.map((id) => ({ id, event: 'registered', set: { status: 'active' }, sealed: named(`Worker ${id}`) })),
      ),
    );
    const last = ids.at(-1);
    await sql`update worker set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where id = ${last}`.execute(office.store.db);
    const { sealed, differences } = await rebuildAndCompare(office, somebody('administrator'));
    expect(sealed).toBe(601);
    expect(differences.filter(({ what }) => what === 'sealed')).toEqual([{ kind: 'worker', id: last, what: 'sealed', field: null }]);
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
