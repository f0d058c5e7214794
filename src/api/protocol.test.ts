import { expect, test } from 'vitest';
import { anApi } from '../../test/support/api.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

test('what is wrong with a request is said as a problem, whatever it is', async (context) => {
  const { app, http, person } = await anApi(context, 'embedded', { api: { bodyLimit: 2000 } });
  const officer = await person(['permit-officer']);
  const raw = (payload: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
    app.inject({ method: 'POST', url: '/v1/workers', payload, headers: { authorization: `Bearer ${officer.bearer}`, ...headers } });
  const cases: [string, number, Awaited<ReturnType<typeof raw>>][] = [
    ['api.body-malformed', 400, await raw('{"personal": {')],
    ['api.body-malformed', 400, await raw('{"personal": nothing}')],
    ['api.body-malformed', 400, await raw('[1, 2]')],
    ['api.body-malformed', 400, await raw('{"__proto__": {"roles": ["administrator"]}}')],
    ['api.body-malformed', 400, await raw(Buffer.from([0x7b, 0xff, 0x7d]))],
    ['api.body-too-large', 413, await raw(JSON.stringify({ number: 'x'.repeat(3000) }))],
    ['api.body-of-other-type', 415, await raw('<worker/>', { 'content-type': 'application/xml' })],
    ['register.input-refused', 422, await raw('{}')],
    ['api.header-malformed', 400, await raw('{}', { ...JSON_TYPE, 'idempotency-key': 'with space' })],
    ['api.header-malformed', 400, await raw('{}', { ...JSON_TYPE, 'if-match': '"1"' })],
    ['api.address-unknown', 404, await app.inject('/v1/workrs')],
    ['api.request-malformed', 400, await app.inject('/v1/%zz')],
  ];
  for (const [code, status, answer] of cases) {
    expect.soft({ code: answer.json().code, status: answer.statusCode }, answer.body).toEqual({ code, status });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(Object.keys(answer.json())).toEqual(expect.arrayContaining(['type', 'title', 'status', 'detail', 'remedy', 'code', 'instance']));
  }
  const wrong = await http(officer, 'DELETE /v1/workers');
  expect(wrong).toMatchObject({ status: 405, json: { code: 'api.method-not-there' } });
  expect(wrong.headers.allow).toMatch(/POST/);
});

test('every name that does not fit is told at once, with the nearest that does', async (context) => {
  const { http, person } = await anApi(context, 'embedded');
  const officer = await person(['permit-officer']);
  const query = await http(officer, 'GET /v1/workers?nationalty=PRK&asof=2017-12-07');
  expect(query.status).toBe(422);
  expect(query.json.problems).toEqual([
    expect.objectContaining({ field: 'nationalty', reason: expect.stringContaining('`nationality`') }),
    expect.objectContaining({ field: 'asof', reason: expect.stringContaining('`asOf`') }),
  ]);
  const body = await http(officer, 'POST /v1/workers', { body: { personel: {}, numbr: 'W-1' } });
  expect(body.json.problems).toEqual([
    expect.objectContaining({ field: 'personel', reason: expect.stringContaining('`personal`') }),
    expect.objectContaining({ field: 'numbr', reason: expect.stringContaining('`number`') }),
  ]);
  const moment = await http(officer, 'GET /v1/workers?asOf=2017-02-30&knownAt=2018-03-01T12:00:00');
  expect((moment.json.problems as { field: string }[]).map(({ field }) => field)).toEqual(['asOf', 'knownAt']);
  const twice = await http(officer, 'GET /v1/workers?limit=1&limit=2');
  expect(twice.json).toMatchObject({ code: 'register.input-refused', problems: [{ field: 'limit' }] });
});

test('a fault tells its number and nothing else; the log has the number, the place and no content', async (context) => {
  const { app, http, person, office, lines } = await anApi(context, 'embedded');
  const officer = await person(['permit-officer']);
  app.log.info('before');
  Object.assign(office.clock, {
    today: () => {
      throw new RangeError('Pak Chol Chun 1966');
    },
  });
  const answer = await http(officer, 'POST /v1/workers', { body: { personal: { names: [{ text: 'Pak Chol Chun', script: 'Latn' }] } } });
  expect(answer).toMatchObject({ status: 500, json: { code: 'api.fault' } });
  expect(answer.text).not.toMatch(/Pak|RangeError|\.ts/);
  const id = String(answer.json.instance).replace('urn:uuid:', '');
  const line = lines.find((each) => each.includes('"fault"')) ?? '';
  expect(JSON.parse(line)).toMatchObject({ request: id, route: '/v1/workers', fault: { error: 'RangeError' } });
  expect(line).toMatch(/protocol\.test\.ts/);
  expect(lines.join('\n')).not.toContain('Pak');
});

test('the headers of an answer let a browser do nothing with it', async (context) => {
  const { app } = await anApi(context, 'embedded');
  const { headers } = await app.inject({ url: '/healthz', headers: { origin: 'https://example.org' } });
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(headers['x-powered-by']).toBeUndefined();
});
