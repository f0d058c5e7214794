import { sql } from 'kysely';
import type { Db } from '../store/db.ts';
import { type ErrorKind, ResoluteError } from '../values/errors.ts';

/** A register belongs to one host state; opening it for another would decide everybody by the wrong law. */
export class OtherHost extends ResoluteError {
  readonly code = 'office.other-host';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Start with the host that this register was made for, or use another data folder or database.';
  constructor(is: string, asked: string) {
    super(`This is the register of ${is}, not of ${asked}.`);
  }
}

/** Fixes at the first opening what can never change afterwards. @throws OtherHost */
export async function lockSettings(tx: Db, { host }: { readonly host: string }): Promise<void> {
  await sql`insert into office_setting (name, value) values ('host', ${host}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ value: string }>`select value from office_setting where name = 'host'`.execute(tx);
  const is = rows[0]?.value ?? host;
  if (is !== host) throw new OtherHost(is, host);
}
