import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Limits } from '../../api/limits.ts';
import { type Service, serve, stopOnSignals } from '../../api/serve.ts';
import { startTracing } from '../../api/tracing.ts';
import { startBackground } from '../../register/background.ts';
import type { Configuration } from '../../register/configuration.ts';
import { behindShipped } from '../../register/law/packs.ts';
import { openRegister, type Register } from '../../register/open.ts';
import { type ErrorKind, ResoluteError } from '../../values/errors.ts';
import { browserArrival } from '../../web/door/arrival.ts';
import { servePages } from '../../web/serve.ts';
import { demoAccountsIn } from './credentials.ts';
import { SERVICE_FILE, serviceOf } from './door.ts';
import { providerOf } from './provider.ts';

export interface ServiceWishes {
  readonly port: number | undefined;
  readonly listen: string | undefined;
  readonly limits?: Limits;
}

export interface Running {
  readonly url: string;
  /** Fulfilled once everything is closed. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The register of this folder is served already. */
export class ServedAlready extends ResoluteError {
  readonly code = 'service.served-already';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Use it there: every command finds it by itself. Or stop that process first. Nothing was changed.';
  constructor(folder: string, url: string) {
    super(`The register in ${folder} is open already, at ${url}.`);
  }
}

/** Opens the register to serve it. @throws ServedAlready, and what `openRegister` throws */
export async function openToServe(configuration: Configuration): Promise<Register> {
  const url = await serviceOf(configuration.folder);
  if (url !== undefined) throw new ServedAlready(configuration.folder ?? '', url);
  return openRegister(configuration, process.env);
}

/** Starts the service over an open register: it listens, works in the background, and leaves word in the data folder where it is. */
export async function runService(
  register: Register,
  configuration: Configuration,
  { port, listen, limits }: ServiceWishes,
): Promise<Running> {
  const { office } = register;
  const log = pino({ level: process.env.RESOLUTE_LOG ?? 'info', base: null }, pino.destination({ dest: 2, sync: false }));
  const place = configuration.folder === null ? null : join(configuration.folder, SERVICE_FILE);
  let stopBackground: () => Promise<void> = async () => undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const token = process.env.RESOLUTE_METRICS_TOKEN;
  const provider = providerOf(process.env);
  const stopTracing = await startTracing(process.env);
  for (const { regime, shipped } of await behindShipped(office.store.db))
    log.warn({ regime, shipped, law: 'the law that comes with this version is another than the one in force; two persons publish it' });
  const service: Service = await serve(office, {
    log,
    ...(port === undefined ? {} : { port }),
    ...(listen === undefined ? {} : { host: listen }),
    ...(limits === undefined ? {} : { limits }),
    ...(provider === null ? {} : { provider }),
    browsers: browserArrival,
    beside: servePages({
      zone: configuration.zone,
      standingDay: register.standingDay,
      // One press signs in as somebody invented, and only for who sits at this machine.
      demo: isOwnMachine(listen) ? await demoAccountsIn(configuration.folder) : [],
      hasProvider: provider !== null,
    }),
    metrics: { ofProcess: true, ...(token === undefined || token === '' ? {} : { token }) },
    close: [
      () => stopBackground(),
      async () => {
        if (place !== null) await rm(place, { force: true });
      },
      () => register.close(),
      async () => stopTracing?.(),
      async () => end(),
    ],
  });
  stopBackground = startBackground(office, log);
  if (place !== null) await writeFile(place, JSON.stringify({ url: service.url, pid: process.pid }), { mode: 0o600 });
  stopOnSignals(service);
  return { url: service.url, ended, stop: service.stop };
}

const isOwnMachine = (listen: string | undefined): boolean => listen === undefined || ['127.0.0.1', '::1', 'localhost'].includes(listen);
