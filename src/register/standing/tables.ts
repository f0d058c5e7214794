import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/** Empties the table that is filled next, whatever a job that was cancelled left in it, and takes its key away. */
export async function restartNext(tx: Db): Promise<void> {
  await sql`truncate standing_next`.execute(tx);
  await dropKey(tx, 'standing_next');
}

/** Sorting once what is full is a third of the work of keeping order while it fills. Then the planner is told what came in. */
export async function keyNext(tx: Db): Promise<void> {
  await sql`set local maintenance_work_mem = '256MB'`.execute(tx); // a key of three million rows sorted without a file
  await sql`set local default_statistics_target = 10`.execute(tx); // a coarse look will do, and takes a tenth of the time
  await sql`alter table standing_next add primary key (subject, act)`.execute(tx);
  await sql`analyze standing_next`.execute(tx);
}

/** The full table takes the place of the old one. Readers wait for the end of this transaction and then see all of the new answers. */
export async function swap(tx: Db): Promise<void> {
  await sql`alter table standing rename to standing_old`.execute(tx);
  await sql`alter table standing_next rename to standing`.execute(tx);
  await sql`alter table standing_old rename to standing_next`.execute(tx);
  await restartNext(tx);
}

/** Exchanges the answers of those that were touched; who is no longer asked about has none any more. */
export async function replaceTouched(tx: Db): Promise<void> {
  await sql`delete from standing where subject in (select subject from standing_touched)`.execute(tx);
  await sql`insert into standing select * from standing_next`.execute(tx);
  await restartNext(tx);
}

/** The name of a key was chosen by the database, and goes along when a table changes its name. */
async function dropKey(tx: Db, table: string): Promise<void> {
  const { rows } = await sql<{
    name: string;
  }>`select conname as name from pg_constraint where conrelid = ${table}::regclass and contype = 'p'`.execute(tx);
  for (const { name } of rows) await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(tx);
}
