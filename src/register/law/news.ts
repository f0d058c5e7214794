import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { Day, Id, Instant } from '../fields.ts';
import { lawVersion } from './law-version.ts';

/**
 * What became of the law's versions since somebody last looked, the newest first. When something came to be known is the log's word: a
 * version may be published on an earlier day than the one on which somebody read the page. It stands for pages alone.
 */
export const lawNews = query({
  name: 'law.news',
  action: 'law.read',
  summary: 'Which versions of the law were proposed or published since',
  input: z.strictObject({ since: Instant.nullable(), limit: z.int().min(1).max(50).default(5) }),
  output: z.object({
    items: z.array(
      z.object({
        id: Id,
        regime: z.string(),
        status: z.string(),
        why: z.string(),
        publishedOn: Day.nullable(),
        knownAt: z.string(),
        difference: z.array(z.string()),
      }),
    ),
    isMore: z.boolean(),
  }),
  run: async ({ db }, { since, limit }) => {
    const { rows } = await sql<{
      id: string;
      regime: string;
      status: string;
      why: string;
      publishedOn: string | null;
      knownAt: string;
      difference: string[];
    }>`select v.id, v.regime, v.status, v.why, v."publishedOn", e.known_at as "knownAt", v.difference
      from ${sql.table(lawVersion.table)} as v
        join log_event as e on e.record_kind = ${lawVersion.kind} and e.record_id = v.id and e.version = v.version
      where ${since}::timestamptz is null or e.known_at > ${since}::timestamptz
      order by e.known_at desc limit ${limit + 1}`.execute(db);
    return { items: rows.slice(0, limit), isMore: rows.length > limit };
  },
});
