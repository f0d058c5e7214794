import { sql } from 'kysely';
import type { Reader } from '../../office/reader.ts';
import { visibleNow } from '../reading/read.ts';
import { FOUND_MAX, type Hit, readableKind } from './hit.ts';

/** Employers each of these words begins a word of whose name, in any order and letter case. */
export async function byEmployerName(reader: Reader, words: string): Promise<readonly Hit[]> {
  const of = readableKind(reader, 'employer', 'name');
  const parts = words
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== '')
    .slice(0, 8);
  if (of === null || parts.length === 0) return [];
  // The quotes keep a part from being read as a sign of the query's language.
  const asked = parts.map((part) => `'${part}':*`).join(' & ');
  const { rows } = await sql<Pick<Hit, 'id' | 'name' | 'status'>>`
    select r.id, r.name, r.status from ${visibleNow(reader, of)} as r
    where to_tsvector('simple', lower(r.name collate "und-x-icu")) @@ to_tsquery('simple', lower(${asked}::text collate "und-x-icu"))
    order by r.name, r.id limit ${FOUND_MAX + 1}`.execute(reader.db);
  return rows.map((row) => ({ kind: 'employer', ...row, by: ['employer'] }));
}
