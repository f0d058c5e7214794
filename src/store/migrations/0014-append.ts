import { sql } from 'kysely';
import type { Db } from '../db.ts';

/**
 * Adding to the log as one statement. Every writer waits for the head of the log, so nothing may happen while it is locked that can wait:
 * between the lock and the commit there is no way back to the program. The hashes are those of `src/audit/merkle.ts`, which a test holds
 * equal; the body of an event comes in two pieces, since the instant between them is known only under the lock.
 */
export async function up(db: Db): Promise<void> {
  await sql`create function log_append(
      clock timestamptz, ids uuid[], record_kinds text[], record_ids uuid[], versions integer[], kinds text[], days date[], actors uuid[],
      persons uuid[], befores text[], afters text[], seals bytea[], out first_leaf bigint, out instant timestamptz)
    language plpgsql as $$
    declare
      head log_head;
      stamp text;
      whole bytea;
      position bigint;
      height integer;
      bodies text[] := '{}';
      hashes bytea[] := '{}';
    begin
      select * into head from log_head for update;
      if head.single is null then
        raise exception 'the head of the log is gone' using errcode = 'RL001', detail = 'an unknown time';
      elsif head.read_only_why is not null then
        raise exception using errcode = 'RL001', message = head.read_only_why,
          detail = to_char(head.read_only_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
      end if;
      first_leaf := head.size;
      if cardinality(ids) = 0 then
        instant := coalesce(head.known_at, clock);
        return;
      end if;
      -- Or a microsecond after the last one, where the clock has not moved or was set back.
      instant := greatest(clock, head.known_at + interval '1 microsecond');
      stamp := to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
      for nth in 1 .. cardinality(ids) loop
        bodies[nth] := befores[nth] || stamp || afters[nth];
        whole := sha256('\\x00'::bytea || convert_to(bodies[nth], 'UTF8'));
        hashes[nth] := whole;
        position := head.size;
        height := 0;
        while position % 2 = 1 loop
          whole := sha256('\\x01'::bytea || substring(head.frontier from length(head.frontier) - 31) || whole);
          head.frontier := substring(head.frontier for length(head.frontier) - 32);
          position := position / 2;
          height := height + 1;
          if height in (8, 16, 24) then
            insert into log_tile (level, at, hash) values (height, position, whole);
          end if;
        end loop;
        head.frontier := head.frontier || whole;
        head.size := head.size + 1;
      end loop;
      insert into log_event (leaf, id, record_kind, record_id, version, kind, true_on, known_at, actor, person, body, sealed, leaf_hash)
        select first_leaf + nth - 1, id, record_kind, record_id, version, kind, day, instant, actor, person, body, seal, leaf_hash
        from unnest(ids, record_kinds, record_ids, versions, kinds, days, actors, persons, bodies, seals, hashes) with ordinality
          as given (id, record_kind, record_id, version, kind, day, actor, person, body, seal, leaf_hash, nth);
      update log_head set size = head.size, frontier = head.frontier, known_at = instant;
    end $$`.execute(db);
}
