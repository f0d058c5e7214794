import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Bundle } from '../../audit/bundle.ts';
import { fileTrouble } from '../../files/table/errors.ts';
import type { ImportSummary } from '../../register/bulk/import.ts';
import type { LogReport } from '../../register/proof/verify.ts';
import type { Comparison } from '../../register/rebuild/compare.ts';
import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';
import type { Credentials } from './credentials.ts';
import type { Circumstances, Moment, RegisterDoor } from './register-door.ts';

/** What the service refused, in its own words. */
export class ServiceRefused extends ResoluteError {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly remedy: string;
  override readonly place: Place;
  readonly problems: readonly { readonly field: string; readonly reason: string; readonly remedy: string }[] | undefined;
  constructor(problem: Problem, status: number) {
    super(problem.detail ?? problem.title ?? `The service answered ${status}.`);
    this.code = problem.code ?? 'service.refused';
    this.kind = problem.kind ?? KINDS[status] ?? (status >= 500 ? 'fault' : 'input');
    this.remedy = problem.remedy ?? 'Look at the log of the service.';
    this.place = problem.field === undefined ? {} : { field: problem.field };
    this.problems = problem.problems;
  }
}

/** Nothing answers at the address. */
export class ServiceSilent extends ResoluteError {
  readonly code = 'service.silent';
  readonly kind: ErrorKind = 'unavailable';
  readonly remedy = 'Start it with `resolute serve`, or give the address of one that runs with `--url`.';
  constructor(url: string, reason: string) {
    super(`No service of Resolute answers at ${url}: ${reason}.`);
  }
}

interface Problem {
  readonly code?: string;
  /** What sort of trouble, in the words that our own errors use: the exit code follows from it. */
  readonly kind?: ErrorKind;
  readonly title?: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly field?: string;
  readonly problems?: readonly { readonly field: string; readonly reason: string; readonly remedy: string }[];
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  412: 'conflict',
  422: 'input',
  429: 'limit',
  503: 'unavailable',
};

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly inPath: readonly string[];
  readonly inQuery: readonly string[];
}

/** Speaks to a running service; which route does what is read from its own description, so that no second list can differ. */
export async function remoteDoor(address: string, credentials: Credentials): Promise<RegisterDoor> {
  const base = address.replace(/\/+$/, '');
  const operations = await operationsOf(base);
  const token = 'token' in credentials ? credentials.token : await signIn(base, credentials);
  const send = async (
    name: string,
    input: Readonly<Record<string, unknown>>,
    query: Readonly<Record<string, string>>,
    key: string | null,
  ): Promise<unknown> => {
    const operation = operations.get(name);
    if (operation === undefined)
      throw new ServiceRefused(
        {
          code: 'service.older',
          detail: `The service at ${base} does not know \`${name}\`.`,
          remedy: 'Run the same version of the service and of this command.',
        },
        404,
      );
    const { version, ...rest } = input;
    const path = operation.path.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(rest[field])));
    const body = Object.fromEntries(Object.entries(rest).filter(([field]) => !operation.inPath.includes(field)));
    const isRead = operation.method === 'get';
    const asked = new URLSearchParams({ ...query, ...(isRead ? texts(body) : {}) });
    return request(
      `${base}${path}${asked.size > 0 ? `?${asked}` : ''}`,
      operation.method,
      token,
      {
        ...(isRead ? {} : { 'content-type': 'application/json', 'idempotency-key': key ?? randomUUID() }),
        ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
      },
      isRead ? undefined : JSON.stringify(body),
    );
  };
  return {
    act: (name, input, { key, dryRun }: Circumstances) => send(name, input, dryRun ? { dryRun: 'true' } : {}, key),
    ask: (name, input, { asOf, knownAt }: Moment) =>
      send(name, input, { ...(asOf === null ? {} : { asOf }), ...(knownAt === null ? {} : { knownAt }) }, null),
    importSheet: async ({ file, map, dryRun, key }) => {
      const asked = new URLSearchParams({
        name: basename(file),
        ...(map === undefined ? {} : { map: JSON.stringify(map) }),
        ...(dryRun === true ? { dryRun: 'true' } : {}),
      });
      const type = /\.(parquet|pq)$/i.test(file) ? 'application/vnd.apache.parquet' : 'text/csv';
      const body = await openAsBlob(file).catch((error: unknown) => {
        throw fileTrouble(file, error);
      });
      return (await request(
        `${base}/v1/imports?${asked}`,
        'post',
        token,
        { 'content-type': type, 'idempotency-key': key ?? randomUUID() },
        body,
      )) as ImportSummary;
    },
    exportTo: async (file, { kind, format, fields, moment, personal }) => {
      const asked = new URLSearchParams({
        format,
        ...(fields === undefined ? {} : { fields: fields.join(',') }),
        ...(moment.asOf === null ? {} : { asOf: moment.asOf }),
        ...(moment.knownAt === null ? {} : { knownAt: moment.knownAt }),
      });
      const path = `${base}/v1/exports/${encodeURIComponent(kind)}`;
      const response =
        personal === null
          ? await fetched(`${path}?${asked}`, 'get', token, {}, undefined)
          : await fetched(
              path,
              'post',
              token,
              { 'content-type': 'application/json' },
              JSON.stringify({ format, ...(fields === undefined ? {} : { fields }), ...personal }),
            );
      await keep(response, file);
      return null;
    },
    compare: async () =>
      (await request(`${base}/v1/register/comparisons`, 'post', token, { 'content-type': 'application/json' }, '{}')) as Comparison,
    verify: async () =>
      (await request(`${base}/v1/audit/verifications`, 'post', token, { 'content-type': 'application/json' }, '{}')) as LogReport,
    bundle: async (decision) =>
      (await request(`${base}/v1/decisions/${encodeURIComponent(decision)}/bundle`, 'get', token, {}, undefined)) as Bundle,
    invite: async (account) =>
      (await request(
        `${base}/v1/accounts/${encodeURIComponent(account)}/invitations`,
        'post',
        token,
        { 'content-type': 'application/json' },
        '{}',
      )) as { readonly code: string; readonly expiresAt: string },
    close: async () => {
      if (!('token' in credentials)) await request(`${base}/v1/session`, 'delete', token, {}, undefined);
    },
  };
}

async function operationsOf(base: string): Promise<ReadonlyMap<string, Operation>> {
  const document = (await request(`${base}/openapi.json`, 'get', null, {}, undefined)) as {
    readonly paths: Readonly<
      Record<
        string,
        Readonly<
          Record<string, { readonly operationId?: string; readonly parameters?: readonly { readonly name: string; readonly in: string }[] }>
        >
      >
    >;
  };
  const found = new Map<string, Operation>();
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { operationId, parameters = [] }] of Object.entries(methods)) {
      if (operationId === undefined) continue;
      const named = (place: string): string[] => parameters.filter((parameter) => parameter.in === place).map(({ name }) => name);
      found.set(operationId, { method, path, inPath: named('path'), inQuery: named('query') });
    }
  return found;
}

async function signIn(base: string, { login, password, code }: Extract<Credentials, { readonly login: string }>): Promise<string> {
  const body = JSON.stringify({ login, password, ...(code === undefined ? {} : { code }) });
  const { token } = (await request(`${base}/v1/session`, 'post', null, { 'content-type': 'application/json' }, body)) as {
    readonly token: string;
  };
  return token;
}

type Sent = string | Blob | undefined;

async function request(
  url: string,
  method: string,
  token: string | null,
  headers: Readonly<Record<string, string>>,
  body: Sent,
): Promise<unknown> {
  const response = await fetched(url, method, token, headers, body);
  const text = await response.text();
  return /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : text;
}

/** @throws ServiceSilent, ServiceRefused */
async function fetched(
  url: string,
  method: string,
  token: string | null,
  headers: Readonly<Record<string, string>>,
  body: Sent,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: method.toUpperCase(),
      headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new ServiceSilent(new URL(url).origin, cause);
  }
  if (response.ok) return response;
  const text = await response.text();
  const isProblem = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  throw new ServiceRefused(isProblem ? (JSON.parse(text) as Problem) : { detail: text }, response.status);
}

/** The file has its name only once it is whole. */
async function keep(response: Response, file: string): Promise<void> {
  const partial = `${file}.partial`;
  try {
    await writeFile(partial, Readable.fromWeb(response.body as ReadableStream), { mode: 0o600 });
    await rename(partial, file);
  } catch (error) {
    throw fileTrouble(file, error);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Fields of an input as a query: a list by commas. */
function texts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, Array.isArray(value) ? value.join(',') : String(value)]],
    ),
  );
}
