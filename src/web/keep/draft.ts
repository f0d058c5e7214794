import { sql } from 'kysely';
import { machineNow, minutesFrom } from '../../access/instant.ts';
import type { Office } from '../../office/office.ts';
import { Given } from '../given.ts';

/** A week: then whoever wrote it has written it again, or never will. */
const KEPT_MINUTES = 7 * 24 * 60;
/** What never belongs to what a person wrote. */
const NOT_KEPT = ['_csrf', 'key', 'password', 'code'];

const labelOf = (account: string, path: string): string => `draft:${account}:${path}`;

/** Keeps a form that came after its session had ended. @param path of the form's page */
export async function keepDraft({ store, keyring }: Office, account: string, path: string, given: Given): Promise<void> {
  const values = Object.fromEntries(Object.entries(given.values).filter(([name]) => !NOT_KEPT.includes(name)));
  const sealed = keyring.sealSecret(labelOf(account, path), Buffer.from(JSON.stringify(values)));
  const now = machineNow();
  await sql`delete from web_draft where made_at < ${minutesFrom(now, -KEPT_MINUTES)}`.execute(store.db);
  await sql`insert into web_draft (account, path, sealed, made_at) values (${account}, ${path}, ${sealed}, ${now})
    on conflict (account, path) do update set sealed = excluded.sealed, made_at = excluded.made_at`.execute(store.db);
}

/** What somebody had filled in there; nobody else's. @returns null where nothing was kept */
export async function draftOf({ store, keyring }: Office, account: string, path: string): Promise<Given | null> {
  const { rows } = await sql<{ sealed: Uint8Array }>`
    select sealed from web_draft where account = ${account} and path = ${path}
      and made_at >= ${minutesFrom(machineNow(), -KEPT_MINUTES)}`.execute(store.db);
  const [row] = rows;
  if (row === undefined) return null;
  const text = Buffer.from(keyring.openSecret(labelOf(account, path), row.sealed)).toString();
  return new Given(JSON.parse(text) as Record<string, string | readonly string[]>);
}

export async function forgetDraft({ store }: Office, account: string, path: string): Promise<void> {
  await sql`delete from web_draft where account = ${account} and path = ${path}`.execute(store.db);
}
