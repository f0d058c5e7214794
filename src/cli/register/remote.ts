import { randomUUID } from 'node:crypto';
import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';
import type { Credentials } from './credentials.ts';
import type { Circumstances, Moment, RegisterDoor } from './door.ts';

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
    this.kind = KINDS[status] ?? (status >= 500 ? 'fault' : 'input');
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
  readonly title?: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly field?: string;
  readonly secondPerson?: boolean;
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

async function request(
  url: string,
  method: string,
  token: string | null,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): Promise<unknown> {
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
  const text = await response.text();
  const answer: unknown = /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : text;
  if (response.ok) return answer;
  const refused = typeof answer === 'object' && answer !== null ? (answer as Problem) : { detail: text };
  throw new ServiceRefused(refused, response.status);
}

/** Fields of an input as a query: a list by commas. */
function texts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, Array.isArray(value) ? value.join(',') : String(value)]],
    ),
  );
}
