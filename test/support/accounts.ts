import type { Actor } from '../../src/access/actor.ts';
import { authenticate } from '../../src/access/authenticate.ts';
import { bootstrap } from '../../src/access/first.ts';
import type { Credentials } from '../../src/access/login.ts';
import type { Secrets } from '../../src/access/second-factor.ts';
import type { Db } from '../../src/store/db.ts';
import type { Store } from '../../src/store/open.ts';

export const NOW = '2026-11-25T08:00:00.000000Z';
export const PASSWORD = 'four plain words here';
/** Turns the bytes round: what is stored is not what was given, and needs no key here. */
export const SECRETS: Secrets = {
  sealSecret: (_label, bytes) => bytes.map((byte) => byte ^ 0xff),
  openSecret: (_label, bytes) => bytes.map((byte) => byte ^ 0xff),
};

export const from = (more: Partial<Credentials> = {}): Credentials => ({
  login: 'dulma',
  password: PASSWORD,
  address: '192.0.2.1',
  label: 'test',
  ...more,
});

export interface Accounts {
  readonly db: Db;
  readonly transaction: Store['transaction'];
  readonly admin: string;
  readonly supervisor: string;
  readonly officer: string;
}

/** A register with an administrator, a supervisor and an officer. */
export async function accountsIn({ db, transaction }: Store): Promise<Accounts> {
  const [admin = '', supervisor = '', officer = ''] = await transaction((tx) =>
    bootstrap(
      tx,
      [
        { login: 'admin', name: 'A. Administrator', password: PASSWORD, roles: ['administrator'] },
        { login: 'super', name: 'S. Supervisor', password: PASSWORD, roles: ['supervisor'] },
        { login: 'Dulma', name: 'D. Officer', password: PASSWORD, roles: ['permit-officer'] },
      ],
      NOW,
    ),
  );
  return { db, transaction, admin, supervisor, officer };
}

/** Who this bearer is. */
export const known = async (db: Db, bearer: string, now = NOW): Promise<Actor> => {
  const actor = await authenticate(db, bearer, now);
  if (actor === null) throw new Error('nobody is signed in');
  return actor;
};
