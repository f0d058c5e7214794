import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Action } from '../../access/actions.ts';
import { may } from '../../access/actor.ts';
import type { Reader } from '../../office/reader.ts';
import { proposal } from '../../office/second-person.ts';
import { rowsAt } from '../../office/states.ts';
import { addToDate } from '../../values/dates.ts';
import { Country, Day, Id } from '../fields.ts';
import { outsider } from '../reading/masks.ts';

/** The work queues of the office, in the order of a day's work: saved questions to the register, and nothing that anybody has to keep up to date. */
export const QUEUES = [
  'new',
  'missing-fact',
  'corrections',
  'renewals-due',
  'second-approval',
  'overdue-departure',
  'undelivered-notices',
] as const;
export type QueueName = (typeof QUEUES)[number];

/** How far ahead a renewal is looked at unless somebody says otherwise: a quarter. */
export const AHEAD_DAYS = 92;
/** For how long a corrected fact keeps its permit in the queue, where nobody decides on it. */
export const CORRECTED_DAYS = 30;

const ANSWERS = ['clear', 'needs-approval', 'barred', 'undecided'] as const;

/** By what queues can be narrowed; each knows some of these. */
export const NARROWED = {
  kind: z.enum(['new', 'renewal', 'change-of-employer', 'change-of-category']).optional(),
  employer: Id.optional(),
  answer: z.enum(ANSWERS).optional().describe('What the law says of it'),
  fact: z.string().max(100).optional().describe('A fact that is missing'),
  act: z.string().max(100).optional().describe('What a second person is asked for'),
  from: Day.optional(),
  to: Day.optional(),
  nationality: Country.optional(),
  addressee: z.enum(['worker', 'employer', 'mission']).optional(),
};
export type Narrowed = z.output<z.ZodObject<typeof NARROWED>>;

/**
 * A queue: whose right it takes, its rows, and for one of its records the day by which it stands in its place. A row has `id`, `kind`,
 * `number`, `due`, `employer`, `worker`, `what`, `answer`, `missing` and `author`; null is what a queue does not tell.
 */
export interface Queue {
  readonly action: Action;
  readonly narrows: readonly (keyof Narrowed)[];
  readonly rows: (reader: Reader, narrowed: Narrowed) => RawBuilder<unknown>;
  /** The day of a record, wherever it has gone meanwhile: where the next page begins. */
  readonly dueOf: (id: string) => RawBuilder<unknown>;
}

const is = (column: RawBuilder<unknown>, value: string | undefined): RawBuilder<unknown> =>
  value === undefined ? sql`` : sql`and ${column} = ${value}`;

const receivedOf = (id: string): RawBuilder<unknown> => sql`(select "receivedOn" from application where id = ${id})`;

/** Open applications with what the law says of each, as the register last worked it out. */
const OPEN = sql`application as a left join standing as s on s.subject = a.id`;
/** A second person sent its decision back, or the decision fell because a fact or the law changed under it. */
const SENT_BACK = sql`exists (select from decision as d where d.application = a.id and d.status in ('returned', 'void'))`;

const applications = ({ kind, employer, answer, fact }: Narrowed, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select a.id, 'application' as kind, a.number, a."receivedOn" as due, a.employer, a.worker, a.kind as what, s.outcome as answer,
         s.missing, null::uuid as author
  from ${OPEN} where a.status = 'received' and ${where} ${is(sql`a.kind`, kind)} ${is(sql`a.employer`, employer)}
    ${is(sql`s.outcome`, answer)} ${fact === undefined ? sql`` : sql`and ${fact} = any(string_to_array(s.missing, '|'))`}`;

/** Permits that stand, end in these days, and whose renewal nobody asked for or decided. */
export function renewals({ day }: Pick<Reader, 'day'>, { from, to, employer, answer, nationality }: Narrowed): RawBuilder<unknown> {
  return sql`select p.id, 'permit' as kind, p.number, p."lastDay" as due, p.employer, p.worker, p.category as what, s.outcome as answer,
      s.missing, null::uuid as author
    from permit as p left join standing as s on s.subject = p.id and s.act = 'renew'
    where p.status = 'granted' and p."lastDay" between ${from ?? day}::date and ${to ?? addToDate(from ?? day, 'days', AHEAD_DAYS) ?? day}::date
      and not exists (select from permit as n where n.renews = p.id)
      and not exists (select from application as a where a.permit = p.id and a.status in ('received', 'proposed', 'waiting'))
      and not exists (select from decision as d where d.permit = p.id and d.taken = 'decline-renewal' and d.status = 'waiting')
      ${is(sql`p.employer`, employer)} ${is(sql`s.outcome`, answer)}
      ${nationality === undefined ? sql`` : sql`and exists (select from worker as w where w.id = p.worker and w.nationalities @> array[${nationality}]::text[])`}`;
}

/** Permits of which the law says something else since a fact of theirs was corrected or found out, until somebody decides on them. */
const corrected = ({ day }: Reader, { employer, answer }: Narrowed): RawBuilder<unknown> => sql`
  select p.id, 'permit' as kind, p.number, p."lastDay" as due, p.employer, p.worker, 'corrected' as what, max(c."outcomeAfter") as answer,
         max(c."missingAfter") as missing, null::uuid as author
  from redecision as j join standing_change as c on c.job = j.id and 'facts' = any(c.causes) and c.kind = 'permit'
    join standing as s on s.subject = c.subject and s.act = c.act and s.outcome = c."outcomeAfter"
    join permit as p on p.id = c.subject
  where j.scope <> 'draft' and j.day >= ${addToDate(day, 'days', -CORRECTED_DAYS) ?? day}::date and c."outcomeBefore" <> c."outcomeAfter"
    and p.status = 'granted' and p."lastDay" >= ${day}::date
    and not exists (select from decision as d where d.permit = p.id and d.status in ('waiting', 'approved', 'done') and d."asOf" >= j.day)
    ${is(sql`p.employer`, employer)} ${is(sql`c."outcomeAfter"`, answer)}
  group by p.id`;

/** What waits for this person: proposed by somebody else, and theirs to approve. Whoever reads the whole log sees all that waits. */
function proposals(reader: Reader, { act }: Narrowed): RawBuilder<unknown> {
  const { actor, office, moment } = reader;
  const acts = [...office.secondPersonActs.values()].filter(({ approve }) => may(actor, approve)).map((one) => one.act);
  const mine = may(actor, 'audit.read') ? sql`true` : sql`r.act = any(${acts}::text[]) and r.author <> ${actor.account}`;
  return sql`select r.id, 'proposal' as kind, null::text as number, r."trueOn" as due, null::uuid as employer, null::uuid as worker,
      r.act as what, null::text as answer, null::text as missing, r.author
    from ${rowsAt(proposal, moment)} as r where r.status = 'waiting' and ${mine} ${is(sql`r.act`, act)}`;
}

/** Came back, and nothing has gone out to the same addressee about the same matter since. */
const undelivered = ({ addressee }: Narrowed): RawBuilder<unknown> => sql`
  select r.id, 'notice' as kind, null::text as number, coalesce(r."servedOn", r."draftedOn") as due, r.employer, r.worker, r.kind as what,
         r.addressee as answer, null::text as missing, null::uuid as author
  from notice as r where r.status = 'undeliverable' ${is(sql`r.addressee`, addressee)}
    and not exists (select from notice as n where coalesce(n.decision, n.departure) = coalesce(r.decision, r.departure)
      and n.addressee = r.addressee and n.status in ('drafted', 'served', 'received'))`;

export const PARTS: Readonly<Record<QueueName, Queue>> = {
  new: {
    action: 'application.read',
    narrows: ['kind', 'employer', 'answer'],
    rows: (_, narrowed) => applications(narrowed, sql`s.outcome is distinct from 'undecided' and not ${SENT_BACK}`),
    dueOf: receivedOf,
  },
  'missing-fact': {
    action: 'application.read',
    narrows: ['fact', 'kind', 'employer'],
    rows: (_, narrowed) => applications(narrowed, sql`s.outcome = 'undecided' and not ${SENT_BACK}`),
    dueOf: receivedOf,
  },
  corrections: {
    action: 'decision.read',
    narrows: ['employer', 'answer'],
    rows: (reader, narrowed) => sql`${applications(narrowed, SENT_BACK)} union all ${corrected(reader, narrowed)}`,
    dueOf: (id) => sql`coalesce(${receivedOf(id)}, (select "lastDay" from permit where id = ${id}))`,
  },
  'renewals-due': {
    action: 'permit.read',
    narrows: ['from', 'to', 'employer', 'nationality', 'answer'],
    rows: renewals,
    dueOf: (id) => sql`(select "lastDay" from permit where id = ${id})`,
  },
  'second-approval': {
    action: 'proposal.read',
    narrows: ['act'],
    rows: proposals,
    dueOf: (id) => sql`(select "trueOn" from office_proposal where id = ${id})`,
  },
  'overdue-departure': {
    action: 'departure.read',
    narrows: [],
    rows: ({
      day,
    }) => sql`select r.id, 'departure' as kind, null::text as number, r.by as due, null::uuid as employer, r.worker, r.basis as what,
        null::text as answer, null::text as missing, null::uuid as author
      from departure as r where r.status = 'planned' and r.by < ${day}::date`,
    dueOf: (id) => sql`(select by from departure where id = ${id})`,
  },
  'undelivered-notices': {
    action: 'notice.read',
    narrows: ['addressee'],
    rows: (_, narrowed) => undelivered(narrowed),
    dueOf: (id) => sql`(select coalesce("servedOn", "draftedOn") from notice where id = ${id})`,
  },
};

/** Queues are the work of the office's inner rooms: they tell how far the ministry has come, and some of protection. */
export function mayRead({ actor }: Pick<Reader, 'actor'>, name: QueueName): boolean {
  return may(actor, PARTS[name].action) && (name === 'second-approval' || outsider(actor, 'permit') === null);
}
