import type { Arrival } from '../../access/oidc-account.ts';
import { SYSTEM_ACCOUNT } from '../ids.ts';
import { type Office, transact } from '../office.ts';
import { recordAccount } from './account.ts';

const PROVIDER = { account: SYSTEM_ACCOUNT, name: 'identity provider', roles: [], employer: null, scopes: null, via: 'job' } as const;

/** Writes down what a sign-in at the identity provider changed: an account that came, roles that came or went. */
export async function recordArrival(office: Office, { account, isNew, granted, ended }: Arrival): Promise<void> {
  if (!isNew && granted.length === 0 && ended.length === 0) return;
  await transact(office, PROVIDER, { key: null, name: 'account.arrive', input: null }, (desk) =>
    recordAccount(desk, account, isNew ? 'account-arrived' : 'roles-followed', { granted, ended }),
  );
}
