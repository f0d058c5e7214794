import { sql } from 'kysely';
import type { Compiled } from '../../decide/compile.ts';
import type { LawInForce } from '../../office/law.ts';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import { type SubjectKind, standingCases, type Within } from './cases.ts';

/** The columns of an answer, as `standing` has them, but for the law. */
const ANSWERS = sql.raw('subject, kind, act, "asOf", outcome, un, national, gap, "returnBy", protected, missing, provisions');

/** The compiled law over the cases of the register: a SELECT that gives id, kind, act, asOf and the answer. */
export function answersSql(compiled: Compiled, host: string, kind: SubjectKind, day: IsoDate, which: Within): string {
  const from = standingCases(kind, day, which);
  return compiled.sql({ dialect: 'postgresql', from, constants: { host }, keep: ['kind', 'act', 'asOf'] });
}

/** Writes what the law says of these into `standing_next`. @returns how many answers */
export async function writeAnswers(
  tx: Db,
  { compiled }: Pick<LawInForce, 'compiled'>,
  law: number,
  host: string,
  kind: SubjectKind,
  day: IsoDate,
  which: Within,
): Promise<number> {
  const written = await sql`insert into standing_next (${ANSWERS}, law)
    select id, kind, act, "asOf", outcome, un, national, gap, "returnBy", protected, missing, provisions, ${sql.lit(law)}
    from (${sql.raw(answersSql(compiled, host, kind, day, which))}) as answer`.execute(tx);
  return Number(written.numAffectedRows ?? 0n);
}

/** The number by which rows name these versions of the law. */
export async function numberOfLaw(tx: Db, versions: LawInForce['versions']): Promise<number> {
  const name = JSON.stringify(versions.map(({ regime, sha256 }) => ({ regime, sha256 })));
  await sql`insert into standing_law (versions) values (${name}) on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ law: number }>`select law from standing_law where versions = ${name}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new TypeError('The versions of the law were written and are not there.');
  return row.law;
}

export async function versionsOf(db: Db, law: number): Promise<LawInForce['versions']> {
  const { rows } = await sql<{ versions: string }>`select versions from standing_law where law = ${law}`.execute(db);
  return JSON.parse(rows[0]?.versions ?? '[]') as LawInForce['versions'];
}
