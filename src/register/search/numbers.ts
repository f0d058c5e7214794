import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../office/reader.ts';
import { folded } from '../../privacy/names.ts';
import type { IsoDate } from '../../values/dates.ts';
import { Id } from '../fields.ts';
import { visible, visibleNow } from '../reading/read.ts';
import { FOUND_MAX, type Hit, readableKind } from './hit.ts';

/** Kinds that have a number of their own. */
const NUMBERED = ['worker', 'permit', 'application', 'employer', 'contract'] as const;
const WITH_ID = [...NUMBERED, 'decision', 'notice', 'departure', 'committee-approval', 'quota'] as const;

type Row = Pick<Hit, 'id' | 'name' | 'status'>;

/** `like` reads these as signs of its own. */
const literal = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** Records whose number begins so, in any letter case; of a Committee's approval its reference is the number. */
export async function byNumber(reader: Reader, words: string): Promise<readonly Hit[]> {
  const beginning = `${literal(folded(words))}%`;
  const found = await Promise.all([
    ...NUMBERED.map(async (kind): Promise<readonly Hit[]> => {
      const of = readableKind(reader, kind, 'number');
      if (of === null) return [];
      const label = kind === 'employer' ? sql`r.name` : sql`r.number`;
      // In the order of the index, so that it need not be sorted however many begin alike.
      const { rows } =
        await sql<Row>`select r.id, ${label} as name, ${statusOf(kind, reader.day)} as status from ${visibleNow(reader, of)} as r
        where r.number is not null and upper(r.number collate "und-x-icu") like ${beginning}
        order by upper(r.number collate "und-x-icu") using ~<~ limit ${FOUND_MAX + 1}`.execute(reader.db);
      return rows.map((row) => ({ kind, ...row, by: ['number'] }));
    }),
    byReference(reader, beginning),
  ]);
  return found.flat();
}

/** A permit's status does not say that its days are over; here nothing stands beside it that would. */
const statusOf = (kind: string, day: IsoDate): RawBuilder<unknown> =>
  kind === 'permit' ? sql`case when r.status = 'granted' and r."lastDay" < ${day}::date then 'over' else r.status end` : sql`r.status`;

/** Of approvals there are few: they are gone through. */
async function byReference(reader: Reader, beginning: string): Promise<readonly Hit[]> {
  const kind = 'committee-approval';
  const of = readableKind(reader, kind, 'reference');
  if (of === null) return [];
  const { rows } = await sql<Row>`select r.id, r.reference as name, r.answer as status from ${visibleNow(reader, of)} as r
    where upper(r.reference collate "und-x-icu") like ${beginning} order by r.id limit ${FOUND_MAX + 1}`.execute(reader.db);
  return rows.map((row) => ({ kind, ...row, by: ['number'] }));
}

/** The record of this id, as the addresses of pages and the lines of the log name it. */
export async function byId(reader: Reader, words: string): Promise<readonly Hit[]> {
  const id = words.toLowerCase();
  if (!Id.safeParse(id).success) return [];
  const found = await Promise.all(
    WITH_ID.map(async (kind): Promise<readonly Hit[]> => {
      const of = readableKind(reader, kind);
      if (of === null) return [];
      const name = kind === 'employer' ? 'name' : 'number';
      const column = (field: string) => (field in of.columns ? sql`r.${sql.ref(field)}::text` : sql`null::text`);
      const { rows } = await sql<Row>`select r.id, ${column(name)} as name, ${column('status')} as status
        from ${visible(reader, of, id)} as r where r.id = ${id}`.execute(reader.db);
      return rows.map((row) => ({ kind, ...row, by: ['id'] }));
    }),
  );
  return found.flat();
}
