import { sql } from 'kysely';
import type { Db } from '../store/db.ts';

/** All records of these persons, locked in one order against whoever orders a departure, places a hold or joins records. */
export async function lockPersons(tx: Db, workers: readonly string[]): Promise<void> {
  // Whoever held the lock before may have joined further records to these: then they are locked as well.
  for (let locked: readonly string[] = []; ; ) {
    const members = await sql<{ worker: string }>`
      select worker from protection_standing where worker in (select person from protection_standing where worker = any(${[...workers]}::uuid[]))
        or (person in (select person from protection_standing where worker = any(${[...workers]}::uuid[])) and person <> worker)
      order by worker`.execute(tx);
    const found = members.rows.map(({ worker }) => worker);
    if (found.every((worker) => locked.includes(worker))) return;
    await sql`select 1 from protection_standing where worker = any(${found}::uuid[]) order by worker for update`.execute(tx);
    locked = found;
  }
}

/**
 * Whether protection still needs what is known of this person, under whatever number: while a hold or an assessment is open, and, of
 * somebody who is here, while return is prohibited, since the grounds lie under the key of the person and are what shows it. The one
 * question that an erasure asks; the answer is never passed on by itself.
 * @param hasLeft the register knows that the person left the country
 */
export async function isNeededByProtection(tx: Db, worker: string, hasLeft: boolean): Promise<boolean> {
  const { rows } = await sql<{ needed: boolean }>`
    select coalesce(bool_or(s.holds > 0 or s."ownAssessment" is not distinct from 'pending'
      or (s."returnProhibited" is true and not ${hasLeft}::boolean)), false) as needed
    from protection_standing s join protection_standing mine on mine.worker = ${worker} and s.person = mine.person`.execute(tx);
  return rows[0]?.needed ?? false;
}
