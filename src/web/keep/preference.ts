import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';
import { isLocale, type Locale } from '../words/locale.ts';

/** The language that somebody chose, on whichever machine. @returns null where none was chosen yet */
export async function languageOf(db: Db, account: string): Promise<Locale | null> {
  const { rows } = await sql<{ language: string | null }>`select language from web_preference where account = ${account}`.execute(db);
  const language = rows[0]?.language;
  return isLocale(language) ? language : null;
}

export async function keepLanguage(db: Db, account: string, language: Locale): Promise<void> {
  await sql`insert into web_preference (account, language) values (${account}, ${language})
    on conflict (account) do update set language = excluded.language`.execute(db);
}

/** When somebody last looked at what changed in the law. @returns null for never */
export async function lawSeenAt(db: Db, account: string): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`select law_seen_at as at from web_preference where account = ${account}`.execute(db);
  return rows[0]?.at ?? null;
}

export async function keepLawSeen(db: Db, account: string, at: string): Promise<void> {
  await sql`insert into web_preference (account, law_seen_at) values (${account}, ${at})
    on conflict (account) do update set law_seen_at = excluded.law_seen_at`.execute(db);
}
