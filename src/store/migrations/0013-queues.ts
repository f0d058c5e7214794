import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What waits is found by what it waits for, however much lies in the register that is done. */
export async function up(db: Db): Promise<void> {
  await sql`create index application_received on application ("receivedOn", id) where status = 'received'`.execute(db);
  await sql`create index notice_undeliverable on notice ((coalesce("servedOn", "draftedOn")), id) where status = 'undeliverable'`.execute(
    db,
  );
  await sql`create index standing_change_by_facts on standing_change (job, subject) where 'facts' = any(causes)`.execute(db);
  await sql`create index note_mentions on note using gin (mentions)`.execute(db);
}
