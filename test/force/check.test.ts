import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { newId } from '../../src/office/ids.ts';
import { receiveApplication } from '../../src/register/applications/receive.ts';
import { proposeDecision } from '../../src/register/decisions/propose.ts';
import { registerEmployer } from '../../src/register/employers/register.ts';
import { registerWorker } from '../../src/register/workers/register.ts';
import { anOffice, ENGINES } from '../support/register.ts';
import { check } from './check.ts';
import { BASELINE_ON } from './scene.ts';

describe.each(ENGINES)('what is looked at after a kill, %s', (engine) => {
  test('a register that nobody killed has nothing, and each thing that a kill could do is seen', async (context) => {
    const { office, somebody, act, goTo } = await anOffice(context, engine, { today: '2017-08-01' });
    const { db } = office.store;
    const officer = somebody('permit-officer', 'protection-officer');
    const employer = await act(officer, registerEmployer, { name: 'Ulbar Tarvaga', private: true, kind: 'company', owners: [] });
    const person = {
      personal: { names: [{ text: 'Pak Chol Chun', script: 'Latn' as const }] },
      facts: { nationalities: ['PRK'], earnsIncome: true },
    };
    const key = newId();
    const granted = async (from: string, to: string) => {
      const worker = await act(officer, registerWorker, person);
      const asked = { kind: 'new' as const, worker: worker.id, employer: employer.id, wantedFrom: from, wantedTo: to };
      const application = await act(officer, receiveApplication, asked, { key });
      return {
        worker,
        application,
        ...(await act(officer, proposeDecision, { application: application.id, taken: 'grant' }, { key: newId() })),
      };
    };
    const first = await granted('2017-08-01', '2017-12-31');
    goTo('2017-08-20');
    const problems = async (acknowledged: readonly (readonly [string, string, number])[] = []) =>
      (await check(office, { acknowledged, baselineOn: BASELINE_ON })).problems;
    expect(
      await problems([
        ['permit', first.permit ?? '', 1],
        ['worker', first.worker.id, 1],
      ]),
    ).toEqual([]);

    const lost = newId();
    const missing = await problems([
      ['worker', lost, 1],
      ['worker', first.worker.id, 2],
    ]);
    expect(missing).toHaveLength(2);
    expect(missing).toContain(`version 1 of worker ${lost} was acknowledged and it is not there`);
    expect(missing).toContain(`version 2 of worker ${first.worker.id} was acknowledged and it has 1`);

    const newWorker = (await act(officer, registerWorker, person)).id;
    const run = (statement: string): Promise<unknown> => sql.raw(statement).execute(db);
    const of = (id: string | null): string => `where id = '${id}'`;
    // What is done behind the register's back, what must be seen of it, and what takes it back.
    const faults: readonly (readonly [string, string, string])[] = [
      [`update permit set "lastDay" = '2017-12-30'`, 'the state of permit', `update permit set "lastDay" = '2017-12-31'`],
      [`update worker set version = 2 ${of(newWorker)}`, 'lacks a leaf', `update worker set version = 1 ${of(newWorker)}`],
      [`update decision set status = 'void'`, 'a granted application without its decision', `update decision set status = 'done'`],
      [`update decision set status = 'void'`, 'a permit without the decision that gave it', `update decision set status = 'done'`],
      [`update decision set permit = null`, 'a granting decision without its permit', `update decision set permit = '${first.permit}'`],
      [`update application set status = 'received'`, 'application is not granted', `update application set status = 'granted'`],
      [`update decision set status = 'waiting'`, 'waits without its proposal', `update decision set status = 'done'`],
      [
        `update office_request set result = null where key = '${key}'`,
        'has no answer',
        `update office_request set result = 'true' where key = '${key}'`,
      ],
      ['update protection_standing set holds = 1', 'the standing of', 'update protection_standing set holds = 0'],
      [
        `insert into permit (id, version, "trueOn", worker, employer, "validFrom", "validTo", "lastDay", status)
          select '${lost}', 1, "trueOn", '${newWorker}', employer, '2017-08-25', '2017-08-30', '2017-08-30', 'granted' from permit`,
        '2 permits stand on 2017-08-25, and 1 stood on 2017-08-05',
        `delete from permit ${of(lost)}`,
      ],
      [
        'alter table log_event disable trigger user; update log_event set true_on = true_on + 1 where leaf = 0',
        'log, entry 0',
        'update log_event set true_on = true_on - 1 where leaf = 0; alter table log_event enable trigger user',
      ],
    ];
    for (const [fault, what, mended] of faults) {
      await run(fault);
      expect((await problems()).join('\n'), fault).toContain(what);
      await run(mended);
      expect(await problems(), mended).toEqual([]);
    }
  });
});
