import { randomUUID } from 'node:crypto';
import type { TestContext } from 'vitest';
import type { Role } from '../../src/access/roles.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { anApi, type Heard, type Person, type TestApi } from '../support/api.ts';
import type { EngineName } from '../support/register.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Somebody at work in the ministry, or outside of it, who does everything through the API. */
export interface Clerk {
  readonly person: Person;
  /** Does what a use case names, and fails the test where the service refuses. */
  readonly does: (what: string, input?: Fields) => Promise<Fields>;
  /** Tries it, and tells what was answered. */
  readonly tries: (what: string, input?: Fields) => Promise<Heard>;
  /** Sends this very request. */
  readonly sends: (request: string, body?: Fields) => Promise<Heard>;
}

export interface Ministry extends TestApi {
  readonly clerk: (...roles: Role[]) => Promise<Clerk>;
  readonly actingFor: (employer: string) => Promise<Clerk>;
  readonly as: (person: Person) => Clerk;
}

/** A ministry of Mongolia with an empty register on this day, reached through its API alone. */
export async function ministry(context: TestContext, engine: EngineName, today: string, connections = 6): Promise<Ministry> {
  const api = await anApi(context, engine, {
    today,
    connections,
    api: { limits: { address_perMinute: 1_000_000, account_perMinute: 1_000_000 } },
  });
  const as = (person: Person): Clerk => {
    const tries = (what: string, input: Fields = {}): Promise<Heard> => {
      const { request, body, headers } = requestOf(what, input);
      return api.http(person, request, { body, headers });
    };
    return {
      person,
      tries,
      does: async (what, input) => {
        const heard = await tries(what, input);
        if (heard.status >= 300) throw new Error(`${what} was answered ${heard.status}: ${heard.text}`);
        return heard.json;
      },
      sends: (request, body) => api.http(person, request, body === undefined ? {} : { body }),
    };
  };
  return {
    ...api,
    as,
    clerk: async (...roles) => as(await api.person(roles)),
    actingFor: async (employer) => as(await api.person(['employer'], employer)),
  };
}

/** The request that does this: the route of the use case, its input in path, query or body, and the version that was seen as `If-Match`. */
function requestOf(
  what: string,
  input: Fields,
): { readonly request: string; readonly body?: Fields; readonly headers: Record<string, string> } {
  const route = ROUTES.find(({ does }) => does === what);
  if (route === undefined) throw new Error(`There is no route for ${what}.`);
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => String(input[name]));
  const { version, asOf, knownAt, dryRun, ...rest } = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  const writes = route.method !== 'GET';
  const asked = Object.entries({ asOf, knownAt, dryRun, ...(writes ? {} : rest) }).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
  return {
    request: `${route.method} ${path}${query === '' ? '' : `?${query}`}`,
    ...(writes ? { body: rest } : {}),
    headers: {
      ...(writes ? { 'idempotency-key': randomUUID() } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${String(version)}"` }),
    },
  };
}

/** What the acceptance stories take for granted where they say nothing: a worker of the DPRK, known and harmless facts. */
export const HARMLESS: Fields = {
  nationalities: ['PRK'],
  earnsIncome: true,
  safetyOverseer: false,
  immunity: false,
  residesOnOtherTitle: false,
  listed: false,
};

export interface Hired {
  readonly worker: string;
  readonly employer: string;
  readonly contract: string;
}

/** A worker and a contract with a private employer, registered at the counter. */
export async function hired(
  officer: Clerk,
  {
    employer,
    name = 'Kim Yong Su',
    finalisedOn = '2016-03-01',
    facts = {},
    number = `W-${randomUUID().slice(0, 8)}`,
  }: { employer?: string; name?: string; finalisedOn?: string; facts?: Fields; number?: string } = {},
): Promise<Hired> {
  const personal = {
    names: [{ text: name, script: 'Latn' }],
    birthYear: 1984,
    documents: [{ kind: 'passport', number: `P${number}`, issuedBy: 'PRK' }],
  };
  const worker = String((await officer.does('worker.register', { number, personal, facts: { ...HARMLESS, ...facts } })).id);
  const company = employer ?? (await anEmployer(officer));
  const evidence = { kind: 'contract', reference: `K-${number}` };
  const { id } = await officer.does('contract.record', { worker, employer: company, finalisedOn, written: true, evidence });
  return { worker, employer: company, contract: String(id) };
}

export async function anEmployer(officer: Clerk, name = `Altan Cashmere ${randomUUID().slice(0, 4)}`): Promise<string> {
  return String((await officer.does('employer.register', { name, private: true, kind: 'company', sector: 'C' })).id);
}

/** An application for a first authorisation. */
export async function applied(officer: Clerk, { worker, employer, contract }: Hired, more: Fields = {}): Promise<string> {
  const asked = { kind: 'new', worker, employer, contract, wantedFrom: '2016-06-01', wantedTo: '2017-05-31', ...more };
  return String((await officer.does('application.receive', asked)).id);
}

/** The second person reads the proposal and approves what they read. */
export async function approves(supervisor: Clerk, proposal: unknown): Promise<Fields> {
  const { contentHash } = await supervisor.does('proposal.read', { proposal });
  return supervisor.does('proposal.approve', { proposal, contentHash });
}
