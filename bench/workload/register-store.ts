/** A register on a server of its own that waits for its disk, with the keys that a service needs. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../src/access/actor.ts';
import { newPrivateKey } from '../../src/audit/signing-key.ts';
import { workOff } from '../../src/jobs/worker.ts';
import { importPermits } from '../../src/register/bulk/import.ts';
import { jobKinds } from '../../src/register/jobs/kinds.ts';
import { openRegister, type Register } from '../../src/register/open.ts';
import { redecideWhereDue } from '../../src/register/standing/ask.ts';
import { startCluster } from '../../test/support/cluster.ts';

export const SUPERVISOR: Actor = {
  account: '00000000-0000-7000-8000-00000000000a',
  name: 'Bench',
  roles: ['supervisor', 'permit-officer'],
  employer: null,
  scopes: null,
  via: 'command',
};

export type Bench = { url: string; env: Record<string, string>; stop: () => Promise<void> };

export async function benchServer(): Promise<Bench> {
  const cluster = await startCluster({ durable: true });
  if ('why' in cluster) throw new Error(`These figures need a PostgreSQL server: ${cluster.why}.`);
  const env = {
    RESOLUTE_MASTER_KEY: randomBytes(32).toString('base64'),
    RESOLUTE_SIGNING_KEY: newPrivateKey(),
    RESOLUTE_TODAY: '2017-12-07',
  };
  return { url: cluster.url, env, stop: () => cluster.stop() };
}

export function openIn({ url, env }: Bench, schema: string): Promise<Register> {
  return openRegister(
    { folder: null, databaseUrl: url, host: 'MNG', zone: 'Asia/Ulaanbaatar', standingDay: '2017-12-07' },
    { ...env, RESOLUTE_SCHEMA: schema },
  );
}

export async function importInto({ office }: Register, file: string): Promise<void> {
  const { rows } = await importPermits(office, SUPERVISOR, { file });
  if (rows.rejected !== 0) throw new Error(`${rows.rejected} rows of the sheet were rejected.`);
}

/**
 * A register in daily use was not filled a moment ago: what the law says of everybody was decided on some day before, and the server swept
 * and wrote out what it would in the next minutes.
 */
export async function settle(office: Register['office']): Promise<void> {
  const { store } = office;
  await redecideWhereDue(office);
  await workOff(store, jobKinds(office));
  await sql`vacuum analyze`.execute(store.db);
  await sql`checkpoint`.execute(store.db);
}
