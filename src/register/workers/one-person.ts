import { sql } from 'kysely';
import type { Db } from '../../store/db.ts';

/**
 * The other records of this person, as far as officers have recognised them: `samePersonAs` is followed in both directions, however many
 * steps it takes. In the order of their ids.
 */
export async function oneWith(db: Db, worker: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive one (id) as (
      select ${worker}::uuid
      union select next.id from one cross join lateral (
        select "samePersonAs" as id from worker where id = one.id and "samePersonAs" is not null
        union all select id from worker where "samePersonAs" = one.id
      ) as next
    )
    select id from one where id <> ${worker} order by id`.execute(db);
  return rows.map(({ id }) => id);
}
