import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Office } from '../office/office.ts';
import { type ApiOptions, buildApi } from './app.ts';
import { PortInUse, PortRefused } from './errors.ts';

export interface ServeOptions extends ApiOptions {
  /** 0 takes any that is free. */
  readonly port?: number;
  readonly host?: string;
  /** How long running requests may still take once the service is told to stop. */
  readonly grace_ms?: number;
  /** What is closed after the last answer, in this order: jobs, then the store. */
  readonly close?: readonly (() => Promise<void>)[];
}

export interface Service {
  readonly app: FastifyInstance;
  /** `http://127.0.0.1:8797` */
  readonly url: string;
  /** Takes no new request, lets the running ones end, then closes what was given. The same promise however often it is called. */
  readonly stop: () => Promise<void>;
}

export const DEFAULT_PORT = 8797;
const GRACE_MS = 10_000;

/** The service, listening. @throws PortInUse, PortRefused: then nothing is left open but what the caller opened */
export async function serve(office: Office, options: ServeOptions = {}): Promise<Service> {
  const { port = DEFAULT_PORT, host = '127.0.0.1', grace_ms = GRACE_MS, close = [], ...api } = options;
  const app = await buildApi(office, api);
  try {
    await app.listen({ port, host, exclusive: true });
  } catch (error) {
    await app.close();
    throw listenTrouble(error, host, port);
  }
  let stopping: Promise<void> | undefined;
  return {
    app,
    url: urlOf(app.server.address() as AddressInfo),
    stop: () => {
      stopping ??= stop(app, grace_ms, close);
      return stopping;
    },
  };
}

async function stop(app: FastifyInstance, grace_ms: number, close: readonly (() => Promise<void>)[]): Promise<void> {
  // An answer that does not end in time is cut off: its act was kept whole or not at all, and its key gives the answer again.
  const cut = setTimeout(() => app.server.closeAllConnections(), grace_ms);
  // A connection whose last answer has ended would be kept for a next request that is not taken any more.
  const tidy = setInterval(() => app.server.closeIdleConnections(), 50);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
    clearInterval(tidy);
  }
  for (const each of close) await each();
}

/** Stops the service at SIGTERM and SIGINT, then lets the process end; a second signal ends it at once. */
export function stopOnSignals(service: Service): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      service.app.log.info({ signal, stopping: true });
      service.stop().then(
        () => service.app.log.info({ stopped: true }),
        () => {
          process.exitCode = 1;
        },
      );
    });
  }
}

const urlOf = ({ address, port, family }: AddressInfo): string => `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

function listenTrouble(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return new PortInUse(host, port);
  if (code === 'EACCES') return new PortRefused(host, port, 'this user may not');
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new PortRefused(host, port, 'this machine has no such address');
  if (code === 'ERR_SOCKET_BAD_PORT') return new PortRefused(host, port, 'that is no port');
  return error;
}
