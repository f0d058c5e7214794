import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** What events set, laid one over the other in the order given: of a field the last one stays, which is how a record's state is folded. */
export async function up(db: Db): Promise<void> {
  await sql`create aggregate fold_sets(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}')`.execute(db);
}
