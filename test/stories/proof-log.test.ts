import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { verifyLog } from '../../src/audit/verify/verify.ts';
import { ENGINES } from '../support/register.ts';
import { applied, hired, ministry } from './ministry.ts';

describe.each(ENGINES)('the log, %s', (engine) => {
  test('story 38: one bit of an old entry is flipped; the check names the entry, and the service turns read-only and says so', async (context) => {
    const office = await ministry(context, engine, '2016-05-02');
    const { store, clock } = office.office;
    const officer = await office.clerk('permit-officer');
    const person = await hired(officer);
    const application = await applied(officer, person);
    await officer.does('decision.propose', { application, taken: 'grant' });
    const check = () => verifyLog(store, { verifiers: [], now: clock.now() });
    expect(await check()).toMatchObject({ ok: true, count: 0 });

    // The contract was finalised in 2016; somebody who owns the database makes it 2017: "6" and "7" are one bit apart.
    await sql`alter table log_event disable trigger user`.execute(store.db);
    const { rows } = await sql<{ leaf: number; id: string }>`
      update log_event set body = replace(body, '2016-03-01', '2017-03-01') where record_kind = 'contract' returning leaf, id`.execute(
      store.db,
    );
    const [entry] = rows;

    const found = await check();
    expect(found.ok).toBe(false);
    expect(found.problems.some((problem) => JSON.stringify(problem).includes(String(entry?.leaf)))).toBe(true);
    expect(found.problems[0]).toMatchObject({ leaf: entry?.leaf });
    const ready = await officer.sends('GET /readyz');
    expect(ready.json.status).toBe('read-only');
    const refused = await officer.tries('worker.register', { personal: { names: [{ text: 'Han Kum Sok', script: 'Latn' }] } });
    expect([refused.status, refused.json.code]).toEqual([503, 'audit.register-read-only']);
    expect(refused.json.detail).toContain(String(entry?.leaf));
    expect((await officer.does('contract.read', { contract: person.contract })).finalisedOn).toBe('2016-03-01'); // reading goes on
  });
});
