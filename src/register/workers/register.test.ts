import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { readState } from '../../office/states.ts';
import { registerWorker } from './register.ts';
import { worker } from './worker.ts';

const PERSON = { names: [{ text: 'Pak Chol Chun', script: 'Latn' as const }], birthYear: 1966 };

describe.each(ENGINES)('registering a worker, %s', (engine) => {
  test('the facts stand open, the name is sealed, and the event is a leaf of the log', async (context) => {
    const { office, somebody, act } = await anOffice(context, engine);
    const { id, version } = await act(somebody('permit-officer'), registerWorker, {
      personal: PERSON,
      facts: { nationalities: ['PRK'], earnsIncome: true },
    });
    expect(version).toBe(1);
    const held = await readState(office.store.db, worker, id);
    expect(held?.state).toMatchObject({ nationalities: ['PRK'], earnsIncome: true, immunity: null, status: 'active' });
    const { rows } = await sql<{ body: string; size: number }>`select body, size from log_event, log_head`.execute(office.store.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.size).toBe(1);
    expect(rows[0]?.body).not.toContain('Pak');
  });

  test('the same key gives the first answer again, and another request under it is refused', async (context) => {
    const { somebody, act } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const first = await act(officer, registerWorker, { personal: PERSON }, { key: 'a' });
    expect(await act(officer, registerWorker, { personal: PERSON }, { key: 'a' })).toEqual(first);
    await expect(act(officer, registerWorker, { personal: PERSON, number: 'W-2' }, { key: 'a' })).rejects.toMatchObject({
      code: 'register.key-used-otherwise',
    });
  });

  test('a dry run leaves nothing', async (context) => {
    const { office, somebody, act } = await anOffice(context, engine);
    await act(somebody('permit-officer'), registerWorker, { personal: PERSON }, { dryRun: true });
    const { rows } = await sql<{ n: number }>`select (select count(*) from worker) + (select count(*) from log_event) as n`.execute(
      office.store.db,
    );
    expect(rows[0]?.n).toBe(0);
  });
});
