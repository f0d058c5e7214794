import type pg from 'pg';
import { z } from 'zod';
import { ROUTES } from '../../src/api/routes.ts';
import { QUERIES } from '../../src/register/catalogue.ts';
import { sqlOf } from '../support/statement.ts';
import type { Clerk, Ministry } from './ministry.ts';

/** Ids that somebody outside may know, by the name under which a request takes them. */
export type Known = Readonly<Record<string, readonly string[]>>;

/** Headers that differ between any two answers, whatever they tell. */
const OF_THE_MOMENT = new Set(['date', 'request-id', 'content-length']);

/** One request that reads. */
export interface Reading {
  readonly request: string;
  readonly body?: Readonly<Record<string, string>>;
}

/**
 * Every request that somebody could read something by: each route of the table that reads, with each id that they may know in each place
 * that takes one, as of today and as of the past, in pages of one. A new route is asked as soon as it stands in the table.
 */
export function everyReading(known: Known, { day, past }: { readonly day: string; readonly past: string }): readonly Reading[] {
  return ROUTES.flatMap(({ method, path, does }) => {
    const query = QUERIES.find(({ name }) => name === does);
    if (query === undefined) return [];
    const fields = query.input instanceof z.ZodObject ? Object.keys(query.input.shape) : [];
    const asked = filtersOf(
      fields.filter((name) => !path.includes(`:${name}`)),
      known,
    );
    return filledIn(path, known).flatMap((address): Reading[] => [
      ...asked.map((fields) => readingOf(method, address, fields)),
      ...[`asOf=${day}`, `knownAt=${past}`].map((moment) => ({
        ...readingOf(method, address, {}),
        request: `${method} ${address}?${moment}`,
      })),
    ]);
  });
}

function readingOf(method: string, address: string, fields: Readonly<Record<string, string>>): Reading {
  if (method !== 'GET') return { request: `${method} ${address}`, body: fields };
  const query = new URLSearchParams(fields).toString();
  return { request: `GET ${address}${query === '' ? '' : `?${query}`}` };
}

function filtersOf(fields: readonly string[], known: Known): readonly Readonly<Record<string, string>>[] {
  const of = (name: string, values: readonly string[]) => (fields.includes(name) ? values.map((value) => ({ [name]: value })) : []);
  const acts = of('act', ['renew', 'employ', 'remain']);
  const byId = fields.flatMap((name) => idsFor(name, known).map((id): Record<string, string> => ({ [name]: id })));
  const purpose = fields.includes('purpose') ? [{ purpose: 'handling-a-case', words: 'looking' }] : [];
  return [
    ...[{}, ...purpose, ...of('limit', ['1']), ...of('status', STATUSES), ...acts, ...byId],
    ...byId.flatMap((id) => acts.map((act) => ({ ...id, ...act }))),
    ...(fields.includes('from') ? [{ from: '2017-01-01', until: '2018-12-31' }] : []),
  ];
}

const STATUSES = ['active', 'departed', 'granted', 'revoked', 'not-renewed', 'received', 'served', 'void', 'planned', 'suspended', 'done'];

/** A place for an id takes every id that is known, for what is not of its kind must be answered alike too. */
function idsFor(field: string, known: Known): readonly string[] {
  return known[field] ?? (field === 'subject' || field === 'about' ? Object.values(known).flat() : []);
}

function filledIn(path: string, known: Known): readonly string[] {
  const [, name] = /:(\w+)/.exec(path) ?? [];
  return name === undefined ? [path] : (known[name] ?? []).map((id) => path.replace(`:${name}`, id));
}

/** Every answer to these requests, byte for byte, with status and headers. */
export async function answersTo(clerk: Clerk, readings: readonly Reading[]): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const { request, body } of readings) {
    const { status, headers, text } = await clerk.sends(request, body);
    const told = Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.has(name));
    answers.set(labelOf({ request, ...(body === undefined ? {} : { body }) }), JSON.stringify([status, told, withoutInstance(text)]));
  }
  return answers;
}

const labelOf = ({ request, body }: Reading): string => (body === undefined ? request : `${request} ${JSON.stringify(body)}`);

/** A problem names the request that met it. */
const withoutInstance = (text: string): string => text.replace(/"instance":"urn:uuid:[0-9a-f-]+"/, '"instance":""');

/** The statements that are run while something is asked, in their order, without their values. */
export async function statementsOf(office: Ministry, asked: () => Promise<unknown>): Promise<readonly string[]> {
  const { pool } = office.office.store;
  const statements: string[] = [];
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const listening = async (): Promise<pg.PoolClient> => {
    const client = await connect();
    const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
    const heard = (...given: unknown[]): Promise<unknown> => {
      statements.push(sqlOf(given[0]));
      return query(...given);
    };
    return new Proxy(client, { get: (target, name) => (name === 'query' ? heard : bound(target, name)) });
  };
  Object.assign(pool, { connect: listening });
  try {
    await asked();
  } finally {
    Object.assign(pool, { connect });
  }
  return statements;
}

function bound(client: pg.PoolClient, name: string | symbol): unknown {
  const value: unknown = Reflect.get(client, name);
  return typeof value === 'function' ? value.bind(client) : value;
}
