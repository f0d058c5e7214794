import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Office } from '../office/office.ts';
import { MetricsClosed } from './errors.ts';
import { templateOf } from './log.ts';
import { bearerOf } from './who.ts';

/** Figures of the process itself, once however many services run in it. */
const PROCESS = new Registry();
let isCollecting = false;

export interface MetricsOptions {
  /** Whoever shows this token sees the figures; without one only the machine itself. */
  readonly token?: string;
  /** Memory, processor and event loop too. */
  readonly ofProcess?: boolean;
}

/** Prometheus figures at /metrics. No label holds an id: a route is its template. */
export function serveMetrics(app: FastifyInstance, office: Office, { token, ofProcess = false }: MetricsOptions): void {
  const registry = new Registry();
  const registers = [registry];
  const duration = new Histogram({
    name: 'resolute_http_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  const { pool, db } = office.store;
  gauge('resolute_database_connections', 'Connections to the database that are open', () => pool.totalCount);
  gauge('resolute_database_connections_idle', 'Of these, those that nobody uses', () => pool.idleCount);
  gauge('resolute_database_waiting', 'Acts that wait for a connection', () => pool.waitingCount);
  gauge('resolute_log_events', 'Events in the log', () => oneNumber(sql`select size as n from log_head`.execute(db)));
  gauge('resolute_register_read_only', '1 while the register takes no writes', () =>
    oneNumber(sql`select (read_only_why is not null)::integer as n from log_head`.execute(db)),
  );
  gauge('resolute_proposals_waiting', 'Proposals that wait for a second person', () =>
    oneNumber(sql`select count(*) as n from office_proposal where status = 'waiting'`.execute(db)),
  );
  gauge('resolute_jobs_unfinished', 'Long work that waits or runs', () =>
    oneNumber(sql`select count(*) as n from job_run where ended is null`.execute(db)),
  );
  app.addHook('onResponse', async (request, reply) => {
    duration.observe({ method: request.method, route: templateOf(request), status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  if (ofProcess && !isCollecting) {
    isCollecting = true;
    collectDefaultMetrics({ register: PROCESS });
  }
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request, token)) throw new MetricsClosed();
    const text = `${ofProcess ? await PROCESS.metrics() : ''}${await registry.metrics()}`;
    return reply.type(registry.contentType).send(text);
  });
}

const oneNumber = async (found: Promise<{ readonly rows: readonly unknown[] }>): Promise<number> =>
  Number(((await found).rows[0] as { readonly n: unknown } | undefined)?.n ?? Number.NaN);

/** A request that a proxy passed on comes from elsewhere, whatever its last step was. */
function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined)
    return /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
  const [given, wanted] = [Buffer.from(bearerOf(request) ?? ''), Buffer.from(token)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
