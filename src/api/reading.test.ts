import { describe, expect, test } from 'vitest';
import { anApi, type TestApi } from '../../test/support/api.ts';
import { ENGINES } from '../../test/support/register.ts';

const aWorker = (n: number) => ({
  number: `W-${n}`,
  personal: { names: [{ text: `Kim ${n}`, script: 'Latn' }] },
  facts: { nationalities: ['PRK'] },
});

async function withWorkers(api: TestApi, count: number) {
  const officer = await api.person(['permit-officer']);
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) ids.push(String((await api.http(officer, 'POST /v1/workers', { body: aWorker(n) })).json.id));
  return { officer, ids };
}

describe.each(ENGINES)('reading, %s', (engine) => {
  test('a list is gone through by its Link headers, each record once', async (context) => {
    const api = await anApi(context, engine);
    const { officer, ids } = await withWorkers(api, 5);
    const seen: string[] = [];
    let next: string | undefined = '/v1/workers?nationality=PRK&limit=2&fields=number';
    for (let page = 0; next !== undefined && page < 9; page++) {
      const { json, headers } = await api.http(officer, `GET ${next}`);
      const items = json.items as { id: string; number: string }[];
      expect(items.every((item) => Object.keys(item).sort().join() === 'id,number,version')).toBe(true);
      seen.push(...items.map(({ id }) => id));
      next = /^<([^>]+)>; rel="next"$/.exec(String(headers.link ?? ''))?.[1];
    }
    expect(seen).toEqual(ids);
  });

  test('a tag says the version and the answer: unchanged is 304, changed is sent again, and an old one does not write', async (context) => {
    const api = await anApi(context, engine);
    const { officer, ids } = await withWorkers(api, 1);
    const address = `/v1/workers/${ids[0]}`;
    const first = await api.http(officer, `GET ${address}`);
    const tag = String(first.headers.etag);
    expect(tag).toMatch(/^"1-[0-9a-f]{16}"$/);
    const known = await api.http(officer, `GET ${address}`, { headers: { 'if-none-match': tag } });
    expect(known).toMatchObject({ status: 304, text: '' });
    const masked = await api.http(officer, `GET ${address}?fields=number`, { headers: { 'if-none-match': tag } });
    expect(masked.status).toBe(200);
    const corrected = await api.http(officer, `POST ${address}/corrections`, { body: { category: 'work' }, headers: { 'if-match': tag } });
    expect(corrected).toMatchObject({ status: 200, headers: { etag: '"2"' } });
    const late = await api.http(officer, `POST ${address}/corrections`, { body: { category: 'student' }, headers: { 'if-match': tag } });
    expect(late).toMatchObject({ status: 412, json: { code: 'register.version-conflict' } });
    const inBody = await api.http(officer, `POST ${address}/corrections`, { body: { category: 'student', version: 2 } });
    expect(inBody.json.problems).toEqual([expect.objectContaining({ field: 'version', remedy: expect.stringContaining('If-Match') })]);
    expect((await api.http(officer, `GET ${address}`, { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  test('both clocks are read, at the very instant of an entry too', async (context) => {
    const api = await anApi(context, engine, { today: '2017-12-07' });
    const { officer, ids } = await withWorkers(api, 1);
    const address = `/v1/workers/${ids[0]}`;
    const { rows } = await api.office.store.pool.query('select known_at from log_event');
    const knownAt = String(rows[0].known_at);
    api.goTo('2018-03-05');
    await api.http(officer, `POST ${address}/corrections`, { body: { category: 'student', trueOn: '2018-03-01' } });
    const at = async (query: string) => (await api.http(officer, `GET ${address}?${query}`)).json.category;
    expect(await at('')).toBe('student');
    expect(await at('asOf=2018-02-28')).toBeNull();
    expect(await at('asOf=2018-03-01')).toBe('student');
    expect(await at(`knownAt=${encodeURIComponent(knownAt)}`)).toBeNull();
    expect(await at(`knownAt=${encodeURIComponent('2018-03-06T08:00:00+08:00')}`)).toBe('student');
    expect((await api.http(officer, `GET ${address}?knownAt=2016-01-01T00:00:00Z`)).status).toBe(404);
  });
});
