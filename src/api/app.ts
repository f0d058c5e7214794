import helmet from '@fastify/helmet';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { ProviderConfig } from '../access/oidc-claims.ts';
import { newId } from '../office/ids.ts';
import type { Office } from '../office/office.ts';
import { QUERIES, USE_CASES } from '../register/catalogue.ts';
import type { ServeBeside } from './beside.ts';
import { serveExports } from './bulk/export.ts';
import { serveImports } from './bulk/import.ts';
import { serveDocument } from './document.ts';
import { ServiceStopping } from './errors.ts';
import { serveHealth } from './health.ts';
import { answerInTime } from './in-time.ts';
import { readJson } from './json.ts';
import { LIMITS, type Limits, limiters } from './limits.ts';
import { logRequests, QuietLog } from './log.ts';
import { type MetricsOptions, serveMetrics } from './metrics.ts';
import { serveOwnAct } from './own/act.ts';
import { OWN_ACTS } from './own/acts.ts';
import { type BrowserArrival, serveProvider } from './own/provider.ts';
import { serveProblems } from './problems/page.ts';
import { answerBrokenHttp, answerWithProblems, refuse, understood } from './refuse.ts';
import { type Catalogue, operations, serveOperation } from './register-routes.ts';
import { ROUTES } from './routes.ts';
import { traced, traceRequests } from './tracing.ts';
import { answerOtherMethods, answerUnknown, noteRoutes } from './unknown.ts';
import { identify, rememberWhoAsks } from './who.ts';

export interface ApiOptions {
  readonly log?: FastifyBaseLogger;
  readonly limits?: Partial<Limits>;
  readonly metrics?: MetricsOptions;
  /** Bytes of one JSON body. */
  readonly bodyLimit?: number;
  /** How long a request and its answer may take together. */
  readonly timeout_ms?: number;
  /** Which proxies may say for whom they ask; none unless given. */
  readonly trustProxy?: boolean | string;
  /** Where people sign in besides local accounts. */
  readonly provider?: ProviderConfig;
  readonly catalogue?: Catalogue;
  /** What is served beside the API: the pages. */
  readonly beside?: ServeBeside;
  /** How browsers go on that sign in at the provider. */
  readonly browsers?: BrowserArrival;
}

/** A regime with all its files is the largest thing that is sent as JSON. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

/** A whole sheet may come over a slow line; every other address gives up after `timeout_ms`, its body included. */
const UPLOAD_MS_MAX = 10 * 60_000;

/** A browser that is sent here by mistake may load and embed nothing. */
const POLICY = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] };

/** The API over an office: routes from the use cases, nothing listening yet. */
export async function buildApi(untraced: Office, options: ApiOptions = {}): Promise<FastifyInstance> {
  const office = traced(untraced);
  const timeout_ms = options.timeout_ms ?? 30_000;
  const app: FastifyInstance = Fastify({
    loggerInstance: options.log ?? pino({ level: 'info', base: null }),
    logController: new QuietLog(),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: options.bodyLimit ?? BODY_BYTES_MAX,
    requestTimeout: UPLOAD_MS_MAX,
    handlerTimeout: timeout_ms,
    connectionTimeout: 0,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 200, querystringParser: queryOf },
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: (error, request, reply) => void refuse(request, reply, error),
  });
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  // The use case checks its own input and output, for every door alike; the schemas here are for the document.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  readJson(app);
  rememberWhoAsks(app);
  const addresses = noteRoutes(app);
  traceRequests(app);
  logRequests(app);
  answerWithProblems(app);
  answerUnknown(app, addresses);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('request-id', request.id).header('cache-control', 'no-store');
    if (isStopping) {
      reply.header('connection', 'close');
      throw new ServiceStopping();
    }
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  await serveDocument(app);
  serveMetrics(app, office, options.metrics ?? {});
  serveHealth(app, office, () => isStopping);
  serveProblems(app);
  const limit = await limiters(app, { ...LIMITS, ...options.limits });
  await app.register(async (v1) => {
    answerInTime(v1, timeout_ms);
    v1.addHook('onRequest', async (request) => {
      await limit.address(request);
      await identify(office, request);
      await limit.account(request);
    });
    const catalogue = options.catalogue ?? { useCases: USE_CASES, queries: QUERIES };
    for (const operation of operations(ROUTES, catalogue)) serveOperation(v1, office, operation);
    for (const act of OWN_ACTS.filter(({ by }) => by !== 'everybody')) serveOwnAct(v1, office, act);
    serveExports(v1, office);
    await v1.register((files) => serveImports(files, office)); // only here is a body something else than JSON
  });
  await app.register(async (open) => {
    open.addHook('onRequest', limit.signIn);
    for (const act of OWN_ACTS.filter(({ by }) => by === 'everybody')) serveOwnAct(open, office, act);
    if (options.provider !== undefined) await serveProvider(open, office, options.provider, options.browsers);
  });
  const { beside } = options;
  if (beside !== undefined) await app.register((apart) => beside(apart, { office, limit, understood }));
  answerOtherMethods(app, addresses);
  return app;
}

/** The query string as its names and texts; a name that is given twice is a list. */
function queryOf(text: string): Record<string, unknown> {
  const query: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return query;
}
