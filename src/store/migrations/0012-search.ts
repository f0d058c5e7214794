import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * A number is found by its beginning and an employer by the beginnings of its name's words, in any letter case. The letters are compared
 * by Unicode's own rules, whatever order and alphabet the database was made with.
 */
export async function up(db: Db): Promise<void> {
  for (const table of ['worker', 'employer', 'permit', 'application', 'contract'])
    await sql`create index ${sql.ref(`${table}_number_begins`)} on ${sql.table(table)}
      ((upper(number collate "und-x-icu")) text_pattern_ops) where number is not null`.execute(db);
  await sql`create index employer_whole_name on employer (upper(name collate "und-x-icu"))`.execute(db);
  await sql`create index employer_words on employer using gin (to_tsvector('simple', lower(name collate "und-x-icu")))`.execute(db);
}
