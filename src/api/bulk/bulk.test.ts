import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { anApi, type Person, type TestApi } from '../../../test/support/api.ts';
import { ENGINES } from '../../../test/support/register.ts';
import { sqlOf } from '../../../test/support/statement.ts';
import { serve } from '../serve.ts';

const SHEET = `worker.name,worker.nationalities,employer.name,contract.finalisedOn,permit.number,permit.validFrom,permit.validTo
Kim Yong Su,PRK,Altan Cashmere LLC,2017-03-01,P-1,2017-06-01,2018-05-31
Pak Chol Chun,PRK,Altan Cashmere LLC,2017-03-01,P-2,2017-06-01,2017-02-30
`;

const send = (
  { app }: TestApi,
  { bearer }: Person,
  url: string,
  payload: string | Buffer,
  type: string,
  more: Record<string, string> = {},
) => app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${bearer}`, 'content-type': type, ...more } });

/** How many pieces of an export the database was asked for. */
function countingPieces({ office }: TestApi): () => number {
  const { pool } = office.store;
  const connect = pool.connect.bind(pool) as () => Promise<{ query: (...given: unknown[]) => unknown }>;
  let asked = 0;
  const counting = async () => {
    const client = await connect();
    const query = client.query.bind(client);
    return Object.assign(client, {
      query: (...given: unknown[]) => {
        if (sqlOf(given[0]).includes('order by r.id limit')) asked += 1;
        return query(...given);
      },
    });
  };
  Object.assign(pool, { connect: counting });
  return () => asked;
}

describe.each(ENGINES)('a sheet and an export, %s', (engine) => {
  test('good rows go in, bad rows come back with their reasons, a dry run leaves nothing, a retry gets the first answer', async (context) => {
    const api = await anApi(context, engine);
    const officer = await api.person(['permit-officer']);
    const tried = await send(api, officer, '/v1/imports?dryRun=true&name=june.csv', SHEET, 'text/csv');
    expect(tried.statusCode, tried.body).toBe(200);
    expect(tried.json()).toMatchObject({ dryRun: true, file: 'june.csv', rows: { read: 2, imported: 1, rejected: 1 } });
    expect((await api.http(officer, 'GET /v1/permits')).json.items).toEqual([]);
    const key = { 'idempotency-key': 'june' };
    const taken = await send(api, officer, '/v1/imports?name=june.csv', SHEET, 'text/csv', key);
    expect(taken.statusCode).toBe(201);
    expect(taken.json().rejects).toEqual([expect.objectContaining({ row: 2, field: 'permit.validTo' })]);
    const again = await send(api, officer, '/v1/imports?name=june.csv', SHEET, 'text/csv', key);
    expect(again.json()).toEqual(taken.json());
    const other = await send(api, officer, '/v1/imports?name=june.csv', SHEET.replace('P-1', 'P-9'), 'text/csv', key);
    expect(other.json()).toMatchObject({ status: 409, code: 'register.key-used-otherwise' });
    expect(readdirSync('/tmp').filter((name) => name.startsWith('upload-'))).toEqual([]);

    const csv = await api.http(officer, 'GET /v1/exports/permit?fields=number,validTo');
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="permit.csv"',
    });
    expect(csv.text.split('\r\n').join('\n')).toMatch(/^id,number,validTo\n[0-9a-f-]{36},P-1,2018-05-31\n$/);
    const lines = await api.http(officer, 'GET /v1/exports/worker?format=jsonl');
    expect(lines.text).not.toContain('Kim');
    const named = await api.http(officer, 'POST /v1/exports/worker', {
      body: { format: 'jsonl', purpose: 'audit', words: 'The yearly audit.' },
    });
    expect(named.text).toContain('Kim Yong Su');
    const parquet = await api.app.inject({
      url: '/v1/exports/permit?format=parquet',
      headers: { authorization: `Bearer ${officer.bearer}` },
    });
    expect(parquet.rawPayload.subarray(0, 4).toString()).toBe('PAR1');
    expect(api.lines.join('')).not.toMatch(/Kim|Altan|yearly/);
  });

  test('a form with a map is a sheet too; what cannot be read is said, without a place on our disk', async (context) => {
    const api = await anApi(context, engine);
    const officer = await api.person(['permit-officer']);
    const form = (parts: readonly string[]) => Buffer.from(`${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`);
    const map = 'Content-Disposition: form-data; name="map"\r\n\r\n{"Who":"worker.name"}';
    const file = `Content-Disposition: form-data; name="file"; filename="july.csv"\r\nContent-Type: text/csv\r\n\r\n${SHEET.replace('worker.name', 'Who')}`;
    const taken = await send(api, officer, '/v1/imports', form([map, file]), 'multipart/form-data; boundary=x');
    expect(taken.json()).toMatchObject({ file: 'july.csv', rows: { imported: 1 } });
    const zip = await send(api, officer, '/v1/imports?name=sheet.xlsx', Buffer.from('504b03041400', 'hex'), 'text/csv');
    expect(zip.json()).toMatchObject({ status: 422, code: 'table.file', detail: expect.stringContaining('sheet.xlsx') });
    expect(zip.body).not.toContain('upload-');
    const json = await send(api, officer, '/v1/imports', '{}', 'application/xml');
    expect(json.json()).toMatchObject({ status: 415, remedy: expect.stringContaining('text/csv') });
    const auditor = await api.person(['auditor']);
    expect((await send(api, auditor, '/v1/imports', SHEET, 'text/csv')).statusCode).toBe(403);
    expect((await api.http(auditor, 'GET /v1/exports/permit')).json.code).toBe('access.not-allowed');
    expect((await api.http(officer, 'GET /v1/exports/permits')).json).toMatchObject({
      status: 404,
      detail: expect.stringContaining('`permit`'),
    });
  });

  test('a reader who is slow holds the reading back, and one who goes away ends it', async (context) => {
    const api = await anApi(context, engine, { connections: 2 });
    const officer = await api.person(['permit-officer']);
    await api.office.store.pool.query(`insert into employer (id, version, "trueOn", name, status)
      select gen_random_uuid(), 1, '2017-12-07', repeat('x', 2000), 'active' from generate_series(1, 40000)`);
    const pieces = countingPieces(api);
    const service = await serve(api.office, { port: 0, log: pino({ level: 'silent' }), grace_ms: 1000 });
    context.onTestFinished(service.stop);
    const { port } = new URL(service.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET /v1/exports/employer HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${officer.bearer}\r\n\r\n`);
    socket.pause();
    await pause(1500);
    // 80 MB in twenty pieces are to be sent; sockets take some of them, and the rest must still be in the database.
    expect(pieces()).toBeGreaterThan(0);
    expect(pieces()).toBeLessThan(14);
    socket.destroy();
    await pause(300);
    // The connection is free again: with one or two of them, a reading that went on would hold it.
    expect((await api.http(officer, 'GET /v1/me')).status).toBe(200);
    expect((await sql`select 1 as one`.execute(api.office.store.db)).rows).toEqual([{ one: 1 }]);
    expect(pieces()).toBeLessThan(15);
  });
});
