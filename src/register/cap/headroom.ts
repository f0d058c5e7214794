import { type RawBuilder, sql } from 'kysely';
import { capSeries, type PermitGroup } from '../../decide/cap.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { LawInForce } from '../../office/law.ts';
import { type Moment, NOW, rowsAt } from '../../office/states.ts';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import { permit } from '../permits/permit.ts';
import { worker } from '../workers/worker.ts';
import { capsFor, type RegisterCap } from './caps.ts';
import { isKept, keptPermits } from './kept.ts';

/** The days on which an authorisation would stand; both ends are lawful days. */
export interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface HeadroomQuestion {
  readonly host: string;
  readonly act: Act;
  readonly nationalities: readonly string[] | null;
  readonly span: Span;
  /** A permit that would end on the day before `span.from`: it is replaced. */
  readonly replaces?: string | null;
  readonly moment?: Moment;
}

/** Whether a cap of the law may count this worker for this act: only then is anything counted, and only then does a grant wait for others. */
export function isCounted(law: LawInForce, { host, act, nationalities }: Omit<HeadroomQuestion, 'span'>): boolean {
  return capsFor(law, host, act).some(({ counts }) => counts(nationalities) !== false);
}

/**
 * The fact `register.headroom`: how many further authorisations the host can give for these days without passing, on any of them, the
 * number of the cap's baseline day. It may be negative. Permits of holders whose nationality is not known make it an interval: where its
 * lower bound is 1 or more, so many can be given for certain; where its upper bound is below 1, none can; between them nobody knows, and
 * it is null. Null too where no cap counts this worker.
 * @param db in a granting transaction the transaction, after `lockCap`
 * @source S/RES/2371 (2017) ¶11: on no day after 5 August 2017 more than on that day
 */
export async function headroomOf(db: Db, law: LawInForce, question: HeadroomQuestion): Promise<number | null> {
  const caps = capsFor(law, question.host, question.act).filter(({ counts }) => counts(question.nationalities) !== false);
  let least: readonly [number, number] | null = null;
  for (const cap of caps) {
    if (question.span.to <= cap.baselineOn) continue;
    const [lower, upper] = boundsOf(await groupsOf(db, cap, question), cap.baselineOn, question.span);
    least = least === null ? [lower, upper] : [Math.min(least[0], lower), Math.min(least[1], upper)];
  }
  if (least === null) return null;
  const [lower, upper] = least;
  return lower >= 1 ? lower : upper < 1 ? upper : null;
}

/** The bounds of the headroom on the fullest day of the span. */
export function boundsOf(groups: readonly PermitGroup[], baselineOn: IsoDate, { from, to }: Span): readonly [number, number] {
  const { days } = capSeries(groups, baselineOn, to);
  // The state of the first day is what the last change before it left.
  const before = days.findLast(({ day }) => day <= from);
  const spanned = [...(before === undefined ? [] : [before]), ...days.filter(({ day }) => day > from)];
  const overs = spanned.map(({ over }) => over);
  if (before === undefined) overs.push([0, 0]); // nothing has changed since the baseline
  // 0 - x and not -x: there is no minus zero in a fact
  return [0 - Math.max(...overs.map(([, most]) => most)), 0 - Math.max(...overs.map(([least]) => least))];
}

interface GroupRow {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly nationalities: readonly string[] | null;
  readonly permits: number;
}

/** The permits that stand on the baseline day or within the span, of everybody whom the cap may count, by what is alike in them. */
async function groupsOf(
  db: Db,
  { baselineOn, counts, among }: RegisterCap,
  { span, replaces = null, moment = NOW }: HeadroomQuestion,
): Promise<readonly PermitGroup[]> {
  const isNow = moment.asOf === null && moment.knownAt === null;
  const counted = among !== null && isNow && (await isKept(db, among)) ? keptPermits(among) : permitsAt(moment, among);
  const { rows } = await sql<GroupRow>`
    select "validFrom" as "from", last as "to", nationalities, count(*) as permits
    from (select nationalities, "validFrom", case when permit = ${replaces}::uuid then least("lastDay", ${span.from}::date - 1) else "lastDay" end as last
      from ${counted} as counted) as p
    where "validFrom" <= last and ((${baselineOn}::date between "validFrom" and last) or ("validFrom" <= ${span.to}::date and last >= ${span.from}::date))
    group by 1, 2, 3`.execute(db);
  return rows.map(({ from, to, nationalities, permits }) => ({ from, to, counts: counts(nationalities), permits }));
}

/** From the two large tables, or from the log for a moment of the past. */
function permitsAt(moment: Moment, among: RegisterCap['among']): RawBuilder<unknown> {
  const holders =
    among === null
      ? sql`select id, nationalities from ${rowsAt(worker, moment)} as w`
      : sql`select id, nationalities from ${rowsAt(worker, moment)} as w where nationalities && ${[...among]}::text[]
            union all select id, nationalities from ${rowsAt(worker, moment)} as w where nationalities is null`;
  return sql`(select p.id as permit, h.nationalities, p."validFrom", p."lastDay"
    from (${holders}) as h join ${rowsAt(permit, moment)} as p on p.worker = h.id)`;
}

/**
 * Nobody else grants under a cap until this transaction ends: what is counted from here on stays so. Taken after every lock on a record
 * and before the head of the log, by everybody, so that no two wait for each other in a ring.
 */
export async function lockCap(tx: Db): Promise<void> {
  await sql`select name from register_lock where name = 'cap' for update`.execute(tx);
}
