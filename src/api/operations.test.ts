import { AsyncLocalStorage } from 'node:async_hooks';
import { context as active, ROOT_CONTEXT, type SpanStatusCode, trace } from '@opentelemetry/api';
import { describe, expect, test } from 'vitest';
import { anApi } from '../../test/support/api.ts';
import { ENGINES } from '../../test/support/register.ts';
import { makeReadOnly } from '../audit/read-only.ts';
import { startTracing } from './tracing.ts';

const PAK = { personal: { names: [{ text: 'Pak Chol Chun', script: 'Latn' }] } };

describe.each(ENGINES)('a register whose log broke, %s', (engine) => {
  test('takes no write, says so everywhere, and goes on answering', async (context) => {
    const { http, person, office } = await anApi(context, engine);
    const officer = await person(['permit-officer']);
    const { json } = await http(officer, 'POST /v1/workers', { body: PAK });
    expect((await http(null, 'GET /readyz')).json).toMatchObject({ status: 'ready', database: engine, readOnlySince: null });
    await office.store.transaction((tx) => makeReadOnly(tx, 'leaf 0 does not have its hash', office.clock.now()));
    const refused = await http(officer, 'POST /v1/workers', { body: PAK });
    expect(refused).toMatchObject({ status: 503, json: { code: 'audit.register-read-only', kind: 'integrity' } });
    expect((await http(officer, `GET /v1/workers/${json.id}`)).status).toBe(200);
    expect(await http(null, 'GET /readyz')).toMatchObject({ status: 200, json: { status: 'read-only' } });
    expect((await http(null, 'GET /metrics')).text).toMatch(/^resolute_register_read_only 1$/m);
  });
});

test('figures of the service have routes and no ids, and are for the machine itself', async (context) => {
  const { app, http, person } = await anApi(context, 'embedded');
  const officer = await person(['permit-officer']);
  const { json } = await http(officer, 'POST /v1/workers', { body: PAK });
  await http(officer, `GET /v1/workers/${json.id}?fields=status`);
  await http(officer, 'GET /v1/nowhere/1966');
  const { text } = await http(null, 'GET /metrics');
  expect(text).toMatch(/resolute_http_request_seconds_count\{method="GET",route="\/v1\/workers\/:worker",status="200"\} 1/);
  expect(text).toMatch(/resolute_http_request_seconds_count\{method="GET",route="none",status="404"\} 1/);
  expect(text).toMatch(/^resolute_log_events 1$/m);
  expect(text).toMatch(/^resolute_jobs_unfinished 0$/m);
  for (const secret of [String(json.id), officer.account, '1966']) expect(text).not.toContain(secret);
  const elsewhere = await app.inject({ url: '/metrics', remoteAddress: '192.0.2.7' });
  expect(elsewhere.json()).toMatchObject({ status: 403, code: 'api.metrics-closed' });
  const passedOn = await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '192.0.2.7' } });
  expect(passedOn.statusCode).toBe(403);
});

test('with a token of its own, figures are shown to whoever has it and to nobody else', async (context) => {
  const { app } = await anApi(context, 'embedded', { api: { metrics: { token: 'a-token-for-figures' } } });
  expect((await app.inject('/metrics')).statusCode).toBe(403);
  const headers = { authorization: 'Bearer a-token-for-figures' };
  expect((await app.inject({ url: '/metrics', remoteAddress: '192.0.2.7', headers })).statusCode).toBe(200);
  expect((await app.inject({ url: '/metrics', headers: { authorization: 'Bearer a-token-for-figurez' } })).statusCode).toBe(403);
});

test('where a provider is registered, a span goes round the request and one within it round the transaction', async (context) => {
  const spans: { name: string; parent: unknown; attributes: Record<string, unknown>; status?: SpanStatusCode; ended: boolean }[] = [];
  const store = new AsyncLocalStorage<ReturnType<typeof active.active>>();
  active.setGlobalContextManager({
    active: () => store.getStore() ?? ROOT_CONTEXT,
    with: (given, act, self, ...args) => store.run(given, () => act.call(self as never, ...args)),
    bind: (_given, target) => target,
    enable() {
      return this;
    },
    disable() {
      return this;
    },
  });
  const startSpan = (name: string, options: { attributes?: Record<string, unknown> } = {}, from = active.active()) => {
    const span = { name, parent: trace.getSpan(from), attributes: { ...options.attributes }, ended: false } as (typeof spans)[number];
    spans.push(span);
    return Object.assign(span, {
      setAttribute: (key: string, value: unknown) => void Object.assign(span.attributes, { [key]: value }),
      setStatus: ({ code }: { code: SpanStatusCode }) => void Object.assign(span, { status: code }),
      end: () => void Object.assign(span, { ended: true }),
    });
  };
  trace.setGlobalTracerProvider({
    getTracer: () =>
      ({
        startSpan,
        startActiveSpan: (name: string, options: object, act: (span: unknown) => unknown) => {
          const span = startSpan(name, options);
          return active.with(trace.setSpan(active.active(), span as never), () => act(span));
        },
      }) as never,
  });
  context.onTestFinished(() => {
    trace.disable();
    active.disable();
  });
  const { http, person, app } = await anApi(context, 'embedded');
  const officer = await person(['permit-officer']);
  expect((await http(officer, 'POST /v1/workers', { body: PAK })).status).toBe(201);
  await app.close();
  const [request, transaction] = spans;
  expect(request).toMatchObject({ name: 'POST /v1/workers', ended: true });
  expect(request?.attributes).toMatchObject({ 'http.route': '/v1/workers', 'http.response.status_code': 201 });
  expect(transaction).toMatchObject({ name: 'transaction', ended: true });
  expect(transaction?.parent).toBe(request);
  expect(JSON.stringify(spans.map(({ name, attributes }) => ({ name, attributes })))).not.toMatch(/Pak|bearer/i);
});

test('traces are sent only where they are wanted, and a missing package is named', async () => {
  expect(await startTracing({})).toBeNull();
  await expect(startTracing({ RESOLUTE_OTEL: '1' })).rejects.toMatchObject({
    code: 'api.tracing-missing',
    remedy: expect.stringContaining('@opentelemetry/sdk-node'),
  });
  const began: string[] = [];
  class NodeSDK {
    start() {
      began.push('start');
    }
    async shutdown() {
      began.push('shutdown');
    }
  }
  const end = await startTracing({ RESOLUTE_OTEL: '1' }, async () => ({ NodeSDK }));
  await end?.();
  expect(began).toEqual(['start', 'shutdown']);
});
