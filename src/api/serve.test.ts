import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { anApi, type Person } from '../../test/support/api.ts';
import { anOffice, ENGINES } from '../../test/support/register.ts';
import { registerWorker } from '../register/workers/register.ts';
import { type ServeOptions, type Service, serve } from './serve.ts';

const silent = pino({ level: 'silent' });
const PAK = { personal: { names: [{ text: 'Pak Chol Chun', script: 'Latn' }] } };

test('a port that another program has is named, with the way out, and the office is left as it was', async (context) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  context.onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { office } = await anOffice(context, 'embedded');
  await expect(serve(office, { port, log: silent })).rejects.toMatchObject({
    code: 'api.port-in-use',
    kind: 'unavailable',
    message: `Port ${port} of 127.0.0.1 is in use by another program.`,
    remedy: expect.stringContaining('--port'),
  });
  expect((await office.store.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('an address that this machine does not have is a typed error too', async (context) => {
  const { office } = await anOffice(context, 'embedded');
  const refused = serve(office, { port: 0, host: '192.0.2.1', log: silent });
  await expect(refused).rejects.toMatchObject({ code: 'api.port-refused', kind: 'usage' });
});

/** Something that a test opens when it likes. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  return { opened, open };
}

async function slowService(context: Parameters<typeof anApi>[0], engine: (typeof ENGINES)[number], options: ServeOptions) {
  const { office, person } = await anApi(context, engine);
  const [reached, mayGoOn] = [gate(), gate()];
  const slow = {
    ...registerWorker,
    run: async (...given: Parameters<typeof registerWorker.run>) => {
      reached.open();
      await mayGoOn.opened;
      return registerWorker.run(...given);
    },
  };
  const service = await serve(office, { port: 0, log: silent, catalogue: { useCases: [slow as never], queries: [] }, ...options });
  context.onTestFinished(service.stop);
  context.onTestFinished(mayGoOn.open); // else a test that fails here would wait for itself
  return { office, officer: await person(['permit-officer']), service, reached: reached.opened, goOn: mayGoOn.open };
}

const register = ({ url }: Service, { bearer }: Person) =>
  fetch(`${url}/v1/workers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', 'idempotency-key': 'k' },
    body: JSON.stringify(PAK),
  });

describe.each(ENGINES)('stopping, %s', (engine) => {
  test('what runs ends with its answer, nothing new begins, and what was given is closed in order', async (context) => {
    const closed: string[] = [];
    const { office, officer, service, reached, goOn } = await slowService(context, engine, {
      close: [async () => void closed.push('jobs'), async () => void closed.push('store')],
    });
    const idle = connect(Number(new URL(service.url).port), '127.0.0.1');
    await once(idle, 'connect');
    const answer = register(service, officer);
    await reached;
    const stopped = service.stop();
    expect(service.stop()).toBe(stopped);
    idle.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    const refused = await new Promise((resolve) => {
      idle.on('data', (data) => resolve(String(data))).on('close', () => resolve('closed'));
      idle.on('error', () => resolve('closed'));
    });
    expect(refused).toMatch(/closed|503 Service Unavailable.*api\.service-stopping/s);
    expect(closed).toEqual([]);
    goOn();
    expect((await answer).status).toBe(201);
    await stopped;
    expect(closed).toEqual(['jobs', 'store']);
    await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
    expect((await office.store.pool.query('select count(*)::integer as n from worker')).rows).toEqual([{ n: 1 }]);
  });
});

test('what does not end in time is cut off, and its key tells later whether it happened', async (context) => {
  const { office, officer, service, reached, goOn } = await slowService(context, 'embedded', { grace_ms: 50 });
  const answer = register(service, officer);
  await reached;
  const stopped = service.stop();
  await expect(answer).rejects.toThrow();
  goOn();
  await stopped;
  const again = await serve(office, { port: 0, log: silent });
  context.onTestFinished(again.stop);
  const retried = await register(again, officer);
  expect(retried.status).toBe(201);
  expect((await office.store.pool.query('select count(*)::integer as n from worker')).rows).toEqual([{ n: 1 }]);
});

test('a request that takes too long is given up with a problem', async (context) => {
  const { officer, service, goOn } = await slowService(context, 'embedded', { timeout_ms: 500 });
  const given = await register(service, officer);
  expect(given.status).toBe(503);
  expect(await given.json()).toMatchObject({ code: 'api.took-too-long' });
  goOn();
});

test('what is no HTTP at all gets a problem too', async (context) => {
  const { office } = await anOffice(context, 'embedded');
  const service = await serve(office, { port: 0, log: silent });
  context.onTestFinished(service.stop);
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  let heard = '';
  socket.on('data', (data) => {
    heard += String(data);
  });
  socket.write('HELLO WORLD\r\n\r\n');
  await once(socket, 'close');
  expect(heard).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*"code":"api\.request-malformed"/s);
});
