import { describe, expect, test } from 'vitest';
import { applied, hired, ministry } from '../../test/stories/ministry.ts';
import { anApi } from '../../test/support/api.ts';
import { ENGINES } from '../../test/support/register.ts';

const PAK = { personal: { names: [{ text: 'Pak Chol Chun', script: 'Latn' }], birthYear: 1966 } };

describe.each(ENGINES)('a write, %s', (engine) => {
  test('it is made once, found where Location says, and a retry gets the first answer', async (context) => {
    const { http, person } = await anApi(context, engine);
    const officer = await person(['permit-officer']);
    const headers = { 'idempotency-key': 'a-key' };
    const first = await http(officer, 'POST /v1/workers', { body: PAK, headers });
    expect(first.status).toBe(201);
    expect(first.headers).toMatchObject({ location: `/v1/workers/${first.json.id}`, etag: '"1"', 'cache-control': 'no-store' });
    const again = await http(officer, 'POST /v1/workers', { body: PAK, headers });
    expect(again).toMatchObject({ status: 201, json: first.json, headers: { 'idempotency-replayed': 'true' } });
    const other = await http(officer, 'POST /v1/workers', { body: { ...PAK, number: 'W-2' }, headers });
    expect(other).toMatchObject({
      status: 409,
      json: { code: 'register.key-used-otherwise', type: '/problems/register.key-used-otherwise' },
    });
  });

  test('a dry run answers and leaves nothing', async (context) => {
    const { http, person, office } = await anApi(context, engine);
    const officer = await person(['permit-officer']);
    const tried = await http(officer, 'POST /v1/workers?dryRun=true', { body: PAK });
    expect(tried).toMatchObject({ status: 200, json: { version: 1 } });
    expect(tried.headers.location).toBeUndefined();
    const { rows } = await office.store.pool.query('select (select count(*) from worker) + (select size from log_head) as n');
    expect(Number(rows[0].n)).toBe(0);
    const slip = await http(officer, 'POST /v1/workers?dryRun=yes', { body: PAK });
    expect(slip).toMatchObject({ status: 422, json: { problems: [{ field: 'dryRun' }] } });
  });

  test('where the law refuses, the problem names the paragraphs for people and for programs', async (context) => {
    const office = await ministry(context, engine, '2017-12-07');
    const officer = await office.clerk('permit-officer');
    const application = await applied(officer, await hired(officer, { finalisedOn: '2017-09-20' }), {
      wantedFrom: '2017-12-08',
      wantedTo: '2018-12-07',
    });
    const refused = await officer.tries('decision.propose', { application, taken: 'grant' });
    expect(refused).toMatchObject({ status: 409, json: { code: 'decision.not-open', detail: expect.stringContaining('¶17') } });
    expect(refused.json.rules).toContainEqual({ provision: 'un.2375.17', instrument: 'S/RES/2375 (2017)', paragraph: '17' });
    const asked = await officer.does('decision.propose', { application, taken: 'refuse' });
    expect(asked).toMatchObject({ status: 'waiting' });
  });
});
