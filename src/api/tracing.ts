import { createRequire } from 'node:module';
import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ENGINE } from '../decide/engine.ts';
import type { Office } from '../office/office.ts';
import { TracingMissing } from './errors.ts';
import { templateOf } from './log.ts';

/** Without a provider that somebody registered, every span is one that does nothing. */
const tracer = () => trace.getTracer('resolute', ENGINE.split('/')[1] ?? '');

const SPANS = new WeakMap<FastifyRequest, Span>();

/** A span round each request, named by its route; no address, body or id stands in it. */
export function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const span = tracer().startSpan(`${request.method} ${templateOf(request)}`, {
      attributes: { 'http.request.method': request.method, 'http.route': templateOf(request), 'resolute.request': request.id },
    });
    SPANS.set(request, span);
    context.with(trace.setSpan(context.active(), span), done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const span = SPANS.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
  });
}

/** The office with a span round each transaction. */
export function traced(office: Office): Office {
  const { store } = office;
  return {
    ...office,
    store: {
      ...store,
      transaction: (act, how) =>
        tracer().startActiveSpan('transaction', { attributes: { 'db.system.name': 'postgresql' } }, async (span) => {
          try {
            return await store.transaction(act, how);
          } catch (error) {
            span.setStatus({ code: SpanStatusCode.ERROR });
            throw error;
          } finally {
            span.end();
          }
        }),
    },
  };
}

/** What of @opentelemetry/sdk-node is used. */
interface Sdk {
  readonly NodeSDK: new (options: { readonly serviceName: string }) => { start: () => void; shutdown: () => Promise<void> };
}

/**
 * Sends traces where the OTEL_ variables of the environment say, when RESOLUTE_OTEL=1. The SDK is large and not part of Resolute: who
 * wants traces installs it.
 * @returns what ends it, or `null` where no traces are wanted
 * @throws TracingMissing
 */
export async function startTracing(
  env: Readonly<Record<string, string | undefined>>,
  load: () => Promise<unknown> = loadSdk,
): Promise<(() => Promise<void>) | null> {
  if (env.RESOLUTE_OTEL !== '1') return null;
  const { NodeSDK } = (await load()) as Sdk;
  const sdk = new NodeSDK({ serviceName: 'resolute' });
  sdk.start();
  return () => sdk.shutdown();
}

/** Asked of Node by its name at run time: a package that is not ours to bring is no import of ours. */
async function loadSdk(): Promise<unknown> {
  try {
    return createRequire(import.meta.url)('@opentelemetry/sdk-node');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') throw new TracingMissing();
    throw error;
  }
}
