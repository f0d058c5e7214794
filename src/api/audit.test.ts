import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, type TestContext, test } from 'vitest';
import { anApi, type TestApi } from '../../test/support/api.ts';
import { applied, someone } from '../../test/support/applicants.ts';
import { ENGINES, type EngineName } from '../../test/support/register.ts';
import { check } from '../../verifier/check.mjs';
import { bundleText } from '../audit/bundle.ts';
import { signerOf } from '../audit/note.ts';
import { newPrivateKey } from '../audit/signing-key.ts';
import { remoteDoor } from '../cli/register/remote.ts';
import { proposeDecision } from '../register/decisions/propose.ts';
import { buildApi } from './app.ts';

const signer = signerOf(newPrivateKey('ministry.example/register'));

/** A register that signs its log, with one decision in it. */
async function signing(context: TestContext, engine: EngineName): Promise<{ readonly api: TestApi; readonly decision: string }> {
  const api = await anApi(context, engine, { today: '2016-05-02', sign: signer });
  const officer = api.somebody('permit-officer');
  const application = await applied(api, officer, await someone(api, officer));
  const { decision } = await api.act(officer, proposeDecision, { application, taken: 'grant' });
  return { api, decision };
}

describe.each(ENGINES)('the log over the API, %s', (engine) => {
  test('is verified and proved from afar, and what is saved from a plain request is what the verifier takes', async (context) => {
    const { api, decision } = await signing(context, engine);
    await api.app.listen({ port: 0, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
    const auditor = await api.person(['auditor']);
    const door = await remoteDoor(url, { token: auditor.bearer });
    const made = await door.bundle(decision);
    const plain = await fetch(`${url}/v1/decisions/${decision}/bundle`, { headers: { authorization: `Bearer ${auditor.bearer}` } });
    const text = await plain.text();
    expect(plain.headers.get('content-disposition')).toBe(`attachment; filename="${decision}.bundle"`);
    expect(text).toBe(bundleText(made));
    expect(check(Buffer.from(text), signer.verifier.key)).toMatchObject({ ok: true, trusted: true, replayed: true });
    const report = await door.verify();
    expect(report).toMatchObject({ ok: true, count: 0, problems: [], sentences: [], checkpoints: 1 });
    expect(report.root).toMatch(/^[0-9a-f]{64}$/);

    const { json } = await api.http(auditor, 'GET /v1/audit/checkpoints');
    expect(json).toMatchObject({
      items: [{ size: report.size, root: report.root, note: made.checkpoint }],
      next: null,
      signer: made.signer,
    });
    const stranger = await api.person(['employer'], decision);
    expect((await api.http(stranger, `GET /v1/decisions/${decision}/bundle`)).status).toBe(403);
  });

  test('is read entry by entry, by what an auditor looks for, with everything sealed still sealed', async (context) => {
    const { api } = await signing(context, engine);
    const auditor = await api.person(['auditor']);
    type Page = { readonly items: Record<string, unknown>[]; readonly next: string | null };
    const page = async (query: string) => (await api.http(auditor, `GET /v1/audit/events?${query}`)).json as unknown as Page;
    const all = await page('limit=200');
    expect(all.items.map(({ leaf }) => leaf)).toEqual(all.items.map((_, at) => at));
    expect(all.next).toBeNull();
    const walked: unknown[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const piece: Page = await page(`limit=2${next === '' ? '' : `&cursor=${next}`}`);
      walked.push(...piece.items);
      next = piece.next;
    }
    expect(walked).toEqual(all.items);
    const worker = all.items.find(({ record }) => (record as { kind: string }).kind === 'worker') as (typeof all.items)[number];
    expect(worker.sealed).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(all.items)).not.toContain('Myong');
    const { id } = worker.record as { id: string };
    const leaves = async (query: string) => (await page(query)).items.map(({ leaf }) => leaf);
    const where = (fits: (item: Record<string, unknown>) => boolean) => all.items.filter(fits).map(({ leaf }) => leaf);
    expect(await leaves(`record=${id}`)).toEqual(where(({ record }) => (record as { id: string }).id === id));
    expect(await leaves(`person=${id}`)).toEqual(where(({ person }) => person === id));
    expect(await leaves(`actor=${String(worker.actor)}`)).toEqual(where(({ actor }) => actor === worker.actor));
    expect(await leaves('recordKind=decision')).toEqual(where(({ record }) => (record as { kind: string }).kind === 'decision'));
    const from = String(all.items.at(-1)?.knownAt);
    expect(await leaves(`from=${from}`)).toEqual(where(({ knownAt }) => knownAt === from));
    expect(await leaves(`to=${from}`)).toEqual(where(({ knownAt }) => String(knownAt) < from));
    expect(await leaves(`knownAt=${String(worker.knownAt)}`)).toEqual(where(({ knownAt }) => String(knownAt) <= String(worker.knownAt)));
    const other = await api.http(auditor, `GET /v1/audit/events?limit=2&actor=${id}&cursor=${(await page('limit=2')).next}`);
    expect(other.json.code).toBe('register.cursor-unreadable');
  });

  test('is opened again only when it is whole, and the entry says by whom and why', async (context) => {
    const { api } = await signing(context, engine);
    const { db } = api.office.store;
    const [auditor, admin, officer] = [
      await api.person(['auditor']),
      await api.person(['administrator']),
      await api.person(['permit-officer']),
    ];
    const verify = () => api.http(auditor, 'POST /v1/audit/verifications', { body: {} });
    const open = () => api.http(admin, 'POST /v1/audit/read-only/clearance', { body: { reason: 'Page restored from the standby.' } });
    const write = () => api.http(officer, 'POST /v1/workers', { body: { personal: { names: [{ text: 'Han Kum Sok', script: 'Latn' }] } } });
    expect((await open()).json.code).toBe('audit.register-not-read-only');

    await sql`alter table log_event disable trigger user`.execute(db);
    const flip = (from: string, to: string) =>
      sql`update log_event set body = replace(body, ${from}, ${to}) where record_kind = 'contract'`.execute(db);
    await flip('2016-03-01', '2017-03-01');
    const found = await verify();
    expect(found).toMatchObject({ status: 200, json: { ok: false, count: 1 } });
    expect((await write()).status).toBe(503);
    const kept = await open();
    expect(kept).toMatchObject({ status: 409, json: { code: 'register.still-damaged' } });
    expect(kept.json.detail).toContain('entry');
    expect((await write()).status).toBe(503);

    await flip('2017-03-01', '2016-03-01');
    expect((await api.http(auditor, 'POST /v1/audit/read-only/clearance', { body: { reason: 'x' } })).status).toBe(403);
    const opened = await open();
    expect(opened).toMatchObject({ status: 200, json: { why: expect.stringContaining('entry') } });
    expect((await write()).status).toBe(201);
    const { items } = (await api.http(auditor, 'GET /v1/audit/events?recordKind=register')).json as { items: Record<string, unknown>[] };
    expect(items).toMatchObject([
      { kind: 'opened-again', actor: admin.account, data: { reason: 'Page restored from the standby.', since: opened.json.since } },
    ]);
    expect((await verify()).json).toMatchObject({ ok: true, size: Number(opened.json.entries) + 2 });
  });
});

test('a check of the log takes the time it needs where everything else gives up', async (context) => {
  const { api } = await signing(context, 'server');
  const auditor = await api.person(['auditor']);
  const hasty = await buildApi(api.office, { log: pino({ enabled: false }), timeout_ms: 100 });
  context.onTestFinished(() => hasty.close());
  const headers = { authorization: `Bearer ${auditor.bearer}` };
  const slow = async (request: { readonly method: 'GET' | 'POST'; readonly url: string }) => {
    const held = api.office.store.transaction(async (tx) => {
      await sql`lock table log_event in access exclusive mode`.execute(tx);
      await pause(600);
    });
    const answer = await hasty.inject({ ...request, headers, ...(request.method === 'POST' ? { payload: {} } : {}) });
    await held;
    return answer;
  };
  expect((await slow({ method: 'GET', url: '/v1/audit/events' })).json()).toMatchObject({ code: 'api.took-too-long' });
  expect((await slow({ method: 'POST', url: '/v1/audit/verifications' })).json()).toMatchObject({ ok: true });
});
