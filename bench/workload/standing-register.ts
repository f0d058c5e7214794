/**
 * A register of one state in its own tables, made by the database itself: a permit a worker, a contract a permit, an employer for each
 * fifty. A tenth are DPRK nationals, and of every fact one in some is unknown. All invented, and the same each time.
 */
import { sql } from 'kysely';
import type { Db } from '../../src/store/db.ts';

/** A UUID of version 7 in the order of `i`, as the office makes them. */
const id = (kind: number) =>
  sql.raw(
    `('018f' || lpad(to_hex(i), 8, '0') || '7000800${kind}' || lpad(to_hex((i::bigint * 2654435761) % 4294967296), 8, '0') || '0000')::uuid`,
  );
/** A share of the rows, chosen without a pattern that another share would follow. */
const oneIn = (n: number, salt: number) => sql.raw(`((i::bigint * 2654435761 + ${salt} * 40503) % 4294967296) / 7 % ${n} = 0`);

export async function fillRegister(db: Db, permits: number): Promise<void> {
  const rows = sql.raw(`generate_series(1, ${permits}) as i`);
  await sql`alter table permit drop constraint one_permit_at_a_time`.execute(db); // building it would take longer than all the rest
  await sql`insert into employer (id, version, "trueOn", number, name, private, listed, status)
    select ${id(1)}, 1, '2017-01-01', 'E' || i, 'Employer ' || i, case when ${oneIn(23, 1)} then null else i % 4 > 0 end, false, 'active'
    from ${sql.raw(`generate_series(1, ${Math.ceil(permits / 50)}) as i`)}`.execute(db);
  await sql`alter table worker disable trigger worker_has_standing`.execute(db); // a million calls of it
  await sql`insert into worker (id, version, "trueOn", number, nationalities, "earnsIncome", "safetyOverseer", immunity, "residesOnOtherTitle", listed, status)
    select ${id(2)}, 1, '2017-01-01', 'W' || i,
      case when ${oneIn(97, 2)} then null when i % 10 = 0 then array['PRK'] when i % 10 = 1 then array['RUS'] when i % 10 = 2 then array['KOR', 'USA'] else array['CHN'] end,
      case when ${oneIn(29, 3)} then null else i % 5 > 0 end, case when ${oneIn(41, 4)} then null else false end,
      case when ${oneIn(37, 5)} then null else false end, case when ${oneIn(31, 6)} then null else i % 50 = 0 end, false, 'active'
    from ${rows}`.execute(db);
  await sql`insert into protection_standing (worker, person, assessment, "returnProhibited")
    select ${id(2)}, ${id(2)}, case when ${oneIn(13, 9)} then null when ${oneIn(401, 10)} then 'pending' else 'none' end,
      case when ${oneIn(13, 9)} or ${oneIn(401, 10)} then null else false end from ${rows}`.execute(db);
  await sql`alter table worker enable trigger worker_has_standing`.execute(db);
  await sql`create temporary table made as select i, ${id(2)} as worker, ${id(3)} as contract, ${id(4)} as permit,
      ${sql.raw(`('018f' || lpad(to_hex((i - 1) / 50 + 1), 8, '0') || '70008001' || lpad(to_hex((((i - 1) / 50 + 1)::bigint * 2654435761) % 4294967296), 8, '0') || '0000')::uuid`)} as employer
    from ${rows}`.execute(db);
  await sql`insert into contract (id, version, "trueOn", worker, employer, "finalisedOn", "endsOn", written, status)
    select contract, 1, '2017-01-01', worker, employer, case when ${oneIn(19, 7)} then null else date '2016-06-01' + i % 560 end,
      date '2017-12-01' + i % 700, case when ${oneIn(43, 8)} then null else i % 3 > 0 end, 'recorded' from made`.execute(db);
  await sql`insert into permit (id, version, "trueOn", number, worker, employer, contract, "grantedOn", "validFrom", "validTo", "lastDay", status)
    select permit, 1, '2017-01-01', 'P' || i, worker, employer, contract, date '2016-12-20', date '2017-01-01' + i % 300, date '2017-12-08' + i % 350,
      date '2017-12-08' + i % 350, 'granted' from made`.execute(db);
  await sql`drop table made`.execute(db);
}
