import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../law/vocabulary.ts';
import type { LawInForce } from '../../office/law.ts';
import { type Moment, NOW, rowsAt } from '../../office/states.ts';
import type { Db } from '../../store/db.ts';
import { addToDate, type IsoDate } from '../../values/dates.ts';
import type { Truth } from '../../values/kleene.ts';
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
    const span = afterBaseline(question.span, cap.baselineOn);
    if (span === null) continue;
    const [lower, upper] = boundsOf(await groupsOf(db, cap, { ...question, span }), span);
    least = least === null ? [lower, upper] : [Math.min(least[0], lower), Math.min(least[1], upper)];
  }
  if (least === null) return null;
  const [lower, upper] = least;
  return lower >= 1 ? lower : upper < 1 ? upper : null;
}

/** The days of a span that the cap speaks of: it says nothing of the baseline day and of those before. */
function afterBaseline({ from, to }: Span, baselineOn: IsoDate): Span | null {
  if (to <= baselineOn) return null;
  return { from: from > baselineOn ? from : (addToDate(baselineOn, 'days', 1) ?? from), to };
}

/** So many permits that are alike to a question: whether they stood on the baseline day, and on which days of the span they stand. */
export interface PermitsAlike {
  readonly stood: boolean;
  /** First and last of their days within the span; `from` after `to` where they stand on none of them. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly counts: Truth;
  readonly permits: number;
}

/**
 * The bounds of the headroom on the fullest day of the span. A permit that begins is the only thing that makes a day fuller than the day
 * before, so the first day and those on which permits begin are all that need counting. The bounds of one permit are those of
 * `decide/cap.ts`, where a whole series is drawn; a test holds the two equal.
 */
export function boundsOf(groups: readonly PermitsAlike[], { from, to }: Span): readonly [number, number] {
  const begins = groups.flatMap((group) => (group.from > from && group.from <= to && group.from <= group.to ? [group.from] : []));
  let [most, least] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of new Set([from, ...begins])) {
    let [high, low] = [0, 0];
    for (const { stood, from: first, to: last, counts, permits } of groups) {
      const more = (first <= day && day <= last ? 1 : 0) - (stood ? 1 : 0);
      if (counts === true || (counts === null && more > 0)) high += more * permits;
      if (counts === true || (counts === null && more < 0)) low += more * permits;
    }
    [most, least] = [Math.max(most, high), Math.max(least, low)];
  }
  return [0 - most, 0 - least]; // 0 - x and not -x: there is no minus zero in a fact
}

interface GroupRow extends Omit<PermitsAlike, 'counts'> {
  readonly nationalities: readonly string[] | null;
}

/** The permits that stand on the baseline day or within the span, of everybody whom the cap may count, by what is alike in them. */
async function groupsOf(
  db: Db,
  { baselineOn, counts, among }: RegisterCap,
  { span, replaces = null, moment = NOW }: HeadroomQuestion,
): Promise<readonly PermitsAlike[]> {
  const isNow = moment.asOf === null && moment.knownAt === null;
  const counted = among !== null && isNow && (await isKept(db, among)) ? keptPermits(among) : permitsAt(moment, among);
  const { rows } = await sql<GroupRow>`
    select ${baselineOn}::date between "validFrom" and last as stood, greatest("validFrom", ${span.from}::date) as "from",
           least(last, ${span.to}::date) as "to", nationalities, count(*) as permits
    from (select nationalities, "validFrom", case when permit = ${replaces}::uuid then least("lastDay", ${span.from}::date - 1) else "lastDay" end as last
      from ${counted} as counted) as p
    where "validFrom" <= last and ((${baselineOn}::date between "validFrom" and last) or ("validFrom" <= ${span.to}::date and last >= ${span.from}::date))
    group by 1, 2, 3, 4`.execute(db);
  return rows.map(({ nationalities, ...alike }) => ({ ...alike, counts: counts(nationalities) }));
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
