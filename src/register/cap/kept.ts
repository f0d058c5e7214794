import { type RawBuilder, sql } from 'kysely';
import { ACTS } from '../../law/vocabulary.ts';
import type { LawInForce } from '../../office/law.ts';
import type { Db } from '../../store/db.ts';
import { capsFor } from './caps.ts';

/** Whether the permits of these nationalities, and of nobody knows which, are kept apart: then they alone are read to count under a cap. */
export async function isKept(db: Db, codes: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from cap_nationality where code = any(${[...codes]}::text[])`.execute(db);
  return rows[0]?.n === codes.length;
}

/** What stands after FROM to read them: a permit, its holder's nationalities, its days. */
export function keptPermits(codes: readonly string[]): RawBuilder<unknown> {
  return sql`(select permit, nationalities, "validFrom", "lastDay" from permit_counted where nationalities is null or nationalities && ${[...codes]}::text[])`;
}

/**
 * Keeps apart the permits that this law's caps may count, from now on by the triggers of the tables. Done once for a law: at the start of
 * the service, at the publication of a law, or by the first who grants under it. It waits for whoever is writing permits or nationalities,
 * since what they write would be seen by neither side.
 * @param tx a transaction
 */
export async function keepCounted(tx: Db, law: LawInForce, host: string): Promise<void> {
  const codes = [...new Set(ACTS.flatMap((act) => capsFor(law, host, act)).flatMap(({ among }) => among ?? []))];
  if (codes.length === 0 || (await isKept(tx, codes))) return;
  await sql`lock table permit, worker in share row exclusive mode`.execute(tx);
  await sql`insert into cap_nationality (code) select unnest(${codes}::text[]) on conflict do nothing`.execute(tx);
  await fillCounted(tx);
}

/** The kept permits made anew from the permits themselves. @returns how many rows were otherwise before: none, unless something is wrong */
export async function fillCounted(tx: Db): Promise<number> {
  const { numAffectedRows: surplus = 0n } =
    await sql`delete from permit_counted c where not exists (${sql`select from permit p join worker w on w.id = p.worker
    where p.id = c.permit and cap_may_count(w.nationalities) and w.nationalities is not distinct from c.nationalities
      and p."validFrom" = c."validFrom" and p."lastDay" = c."lastDay"`})`.execute(tx);
  const { numAffectedRows: lacking = 0n } = await sql`insert into permit_counted
    select p.id, p.worker, w.nationalities, p."validFrom", p."lastDay" from permit p join worker w on w.id = p.worker
    where cap_may_count(w.nationalities) on conflict do nothing`.execute(tx);
  return Number(surplus + lacking);
}

/** Compares the kept permits with the permits and their holders, for the check that rebuilds the register. @returns the permits that stand there otherwise */
export async function countedThatDiffer(db: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ permit: string }>`
    select coalesce(c.permit, p.permit) as permit
    from permit_counted c full join (
      select p.id as permit, p.worker, w.nationalities, p."validFrom", p."lastDay" from permit p join worker w on w.id = p.worker
      where cap_may_count(w.nationalities)) p on p.permit = c.permit
    where row(c.*) is distinct from row(p.*) order by 1`.execute(db);
  return rows.map(({ permit }) => permit);
}
