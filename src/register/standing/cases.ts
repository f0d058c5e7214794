import { date, quoted, text } from '../../decide/sql/sheet.ts';
import type { IsoDate } from '../../values/dates.ts';
import { ACT_OF } from '../cases/subject.ts';

/**
 * What is asked of the register without anybody asking, and on which day:
 *
 * | of                        | act                            | asOf                                             |
 * |---------------------------|--------------------------------|--------------------------------------------------|
 * | a permit that stands      | `employ`, `remain`             | today, or its first day where that lies ahead    |
 * | a permit that stands      | `renew`                        | its last day: by then a renewal must be decided  |
 * | an open application       | the act that it asks for       | today                                            |
 *
 * A permit stands up to and including its last day, whatever the law says of it: an answer here takes nobody's permit away.
 */
export const PERMIT_ACTS = ['employ', 'remain', 'renew'] as const;

/** The status of an application that waits for its decision. */
export const OPEN = ['received', 'proposed', 'waiting'] as const;

export type SubjectKind = 'permit' | 'application';

/**
 * Which of them: those after the one and up to the other, and only those that `standing_touched` names. Permits lie on the line of their
 * workers' ids, so that a piece of them and what it is joined with are the same piece of each table; applications on that of their own.
 */
export interface Within {
  readonly after: string | null;
  readonly upTo: string | null;
  readonly touchedOnly: boolean;
}

export const LINE: Readonly<Record<SubjectKind, 'worker' | 'id'>> = { permit: 'worker', application: 'id' };

/** The condition under which a row `s` of a kind is asked about. */
export function asked(kind: SubjectKind, day: IsoDate): string {
  return kind === 'permit' ? `s."lastDay" >= ${date(day)} AND s."lastDay" >= s."validFrom"` : `s.status IN (${OPEN.map(text).join(', ')})`;
}

export function within(kind: SubjectKind, which: Within): string {
  const touched = which.touchedOnly ? ' AND EXISTS (SELECT 1 FROM standing_touched AS t WHERE t.subject = s.id)' : '';
  return `${between(`s.${LINE[kind]}`, which)}${touched}`;
}

function between(column: string, { after, upTo }: Within): string {
  return `${after === null ? '' : ` AND ${column} > ${uuid(after)}`}${upTo === null ? '' : ` AND ${column} <= ${uuid(upTo)}`}`;
}

/**
 * The cases of all that is asked about, as they stand after FROM: `caseOf` said to the database, fact by fact. A test holds the two equal.
 * Columns: id, kind, act, asOf and the facts by their dotted names; the host is one for all. `standing_headroom` has to hold the headroom
 * of the applications meant.
 */
export function standingCases(kind: SubjectKind, day: IsoDate, which: Within): string {
  // Said of each table: no planner finds out that what is equal to a bounded column is bounded too.
  const bounds = (column: string): string => (kind === 'permit' ? between(column, which) : '');
  const permitOf = kind === 'permit' ? 's' : 'p';
  const facts: Readonly<Record<string, string>> = {
    'worker.nationalities': 'w.nationalities',
    'worker.earnsIncome': 'w."earnsIncome"',
    'worker.safetyOverseer': 'w."safetyOverseer"',
    'worker.returnProhibited': 'g."returnProhibited"',
    'worker.protectionAssessment': 'g.assessment',
    'worker.immunity': 'w.immunity',
    'worker.residesOnOtherTitle': 'w."residesOnOtherTitle"',
    'worker.listed': 'w.listed',
    'employer.private': 'e.private',
    'employer.listed': 'e.listed',
    'contract.finalisedOn': 'c."finalisedOn"',
    'contract.endsOn': 'c."endsOn"',
    'contract.written': 'c.written',
    'permit.validFrom': `${permitOf}."validFrom"`,
    'permit.validTo': `${permitOf}."validTo"`,
    'application.receivedOn': kind === 'permit' ? 'NULL::date' : 's."receivedOn"',
    'register.headroom': kind === 'permit' ? 'NULL::integer' : 'h.headroom',
    approvals: approvals('a."asOf"'),
  };
  const columns = Object.entries(facts).map(([name, sql]) => `${sql} AS ${quoted(name)}`);
  return `(
  SELECT s.id, ${text(kind)} AS kind, a.act, a."asOf", ${columns.join(',\n    ')}
  FROM ${rowsOf(kind, which)} AS s
    JOIN worker AS w ON w.id = s.worker
    JOIN employer AS e ON e.id = s.employer
    LEFT JOIN contract AS c ON c.id = s.contract
    LEFT JOIN protection_standing AS g ON g.worker = s.worker${bounds('g.worker')}${
      kind === 'permit'
        ? ''
        : `
    LEFT JOIN permit AS p ON p.id = s.permit AND s.kind = 'renewal'
    LEFT JOIN standing_headroom AS h ON h.subject = s.id`
    }
    LEFT JOIN (SELECT DISTINCT unnest(workers) AS worker FROM committee_approval WHERE answer = 'approved') AS named ON named.worker = s.worker
    LEFT JOIN (SELECT DISTINCT employer FROM committee_approval WHERE answer = 'approved') AS theirs ON theirs.employer = s.employer
    CROSS JOIN LATERAL (VALUES ${kind === 'permit' ? permitActs(day) : `(${actOfApplication()}, ${date(day)})`}) AS a (act, "asOf")
  WHERE ${asked(kind, day)}${between(`s.${LINE[kind]}`, which)}${bounds('w.id')}
) AS cases`;
}

/** Those that were touched are looked up before anything is joined: a planner that has so many tables before it would find them out last. */
function rowsOf(kind: SubjectKind, { touchedOnly }: Within): string {
  return touchedOnly ? `(SELECT r.* FROM standing_touched AS t JOIN ${kind} AS r ON r.id = t.subject OFFSET 0)` : kind;
}

function permitActs(day: IsoDate): string {
  const now = `greatest(${date(day)}, s."validFrom")`;
  return PERMIT_ACTS.map((act) => `(${text(act)}, ${act === 'renew' ? 's."lastDay"' : now})`).join(', ');
}

function actOfApplication(): string {
  return `CASE s.kind ${Object.entries(ACT_OF)
    .map(([kind, act]) => `WHEN ${text(kind)} THEN ${text(act)}`)
    .join(' ')} END`;
}

/**
 * `approvalsFor` of the case: those that cover it, with an unknown day where nobody can say whom they cover. Most rows are reached by none,
 * and a sub-select for each of millions would be the dearest thing here: the two small joins tell for whom it must be asked.
 */
function approvals(asOf: string): string {
  return `CASE WHEN named.worker IS NULL AND theirs.employer IS NULL
      AND NOT EXISTS (SELECT 1 FROM committee_approval WHERE answer = 'approved' AND workers IS NULL AND employer IS NULL)
    THEN '{}'::approval[]
    ELSE ARRAY(SELECT ROW(k.committee, CASE WHEN k.workers IS NOT NULL OR k."countAllowed" IS NOT NULL THEN k."approvedOn" END)::approval
      FROM committee_approval AS k
      WHERE k.answer = 'approved' AND (k."expiresOn" IS NULL OR k."expiresOn" >= ${asOf})
        AND (k."countAllowed" IS NULL OR k."countUsed" < k."countAllowed")
        AND (k.employer IS NULL OR k.employer = s.employer) AND (k.workers IS NULL OR s.worker = ANY(k.workers))
      ORDER BY 1) END`;
}

/** INVARIANT: ids come from our own tables; this is checked all the same, since they are written into a statement. */
export function uuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new TypeError(`${id} is not a UUID.`);
  return `'${id}'::uuid`;
}
