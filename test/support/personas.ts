import type { TestContext } from 'vitest';
import { ALL_ROLES, type Role } from '../../src/access/roles.ts';
import type { ApiOptions } from '../../src/api/app.ts';
import { documentedId } from '../../src/api/examples/examples.ts';
import { anApi, type Person, type TestApi } from './api.ts';
import type { EngineName } from './register.ts';

/** Who asks: nobody, every role, an employer that the records are not of, and a token that may read workers and nothing else. */
export const COLUMNS = ['nobody', ...ALL_ROLES, 'stranger', 'token'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Personas extends TestApi {
  /** Ids that the story made, by name. */
  readonly ids: Map<string, string>;
  /** The same person each time; `another` is a second one of that role. */
  readonly who: (column: Column, another?: boolean) => Promise<Person | null>;
  /** Somebody new each time, for what ends a session or a secret. */
  readonly somebodyNew: (column: Column) => Promise<Person | null>;
}

const MANY = 1_000_000;

/** A service without limits of traffic, and one person for each column. */
export async function personas(context: TestContext, engine: EngineName, options: ApiOptions = {}): Promise<Personas> {
  const limits = { account_perMinute: MANY, address_perMinute: MANY, signIn_perMinute: MANY };
  const api = await anApi(context, engine, { api: { limits, ...options } });
  const ids = new Map<string, string>();
  const known = new Map<string, Person>();
  const idOf = (name: string): string => ids.get(name) ?? documentedId(name);
  const somebodyNew = async (column: Column): Promise<Person | null> => {
    if (column === 'nobody') return null;
    if (column === 'token') return api.tokenOf(await api.person(['permit-officer']), ['worker.read']);
    if (column === 'stranger') return api.person(['employer'], idOf('stranger'));
    return api.person([column as Role], column === 'employer' ? idOf('employer') : null);
  };
  return {
    ...api,
    ids,
    somebodyNew,
    who: async (column, another = false) => {
      if (column === 'nobody') return null;
      // Whoever acts for an employer is somebody else once that employer is registered.
      const name = `${column} ${ids.get(column) ?? ''} ${another}`;
      const person = known.get(name) ?? ((await somebodyNew(column)) as Person);
      known.set(name, person);
      return person;
    },
  };
}
