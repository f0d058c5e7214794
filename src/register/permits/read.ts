import { sql } from 'kysely';
import { z } from 'zod';
import { application } from '../applications/application.ts';
import { Country, Day, Id, Short } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals, visibleNow } from '../reading/read.ts';
import { worker } from '../workers/worker.ts';
import { permit } from './permit.ts';

export const readPermit = oneOf(permit, { name: 'permit.read', action: 'permit.read', summary: 'Read a permit' });

const FILTERS = {
  worker: Id.optional(),
  employer: Id.optional(),
  number: Short.optional(),
  category: Short.optional(),
  status: z.enum(['granted', 'revoked', 'replaced', 'not-renewed']).optional(),
  nationality: Country.optional().describe('One of the worker’s nationalities'),
  standingOn: Day.optional().describe('Stands on this day'),
  endsBefore: Day.optional().describe('Its last day lies before this day'),
  endsAfter: Day.optional().describe('Its last day lies after this day'),
};

export const listPermits = listOf(permit, {
  name: 'permit.list',
  action: 'permit.read',
  summary: 'List permits',
  filters: FILTERS,
  where: ({ worker: of, employer, number, category, status, nationality, standingOn, endsBefore, endsAfter }, reader) => [
    ...equals('worker', of),
    ...equals('employer', employer),
    ...equals('number', number),
    ...equals('category', category),
    ...equals('status', status),
    // The workers as this person sees them: who is not shown a nationality cannot ask by it.
    ...(nationality === undefined
      ? []
      : [sql`r.worker in (select w.id from ${visibleNow(reader, worker)} as w where w.nationalities @> array[${nationality}]::text[])`]),
    ...(standingOn === undefined ? [] : [sql`${standingOn}::date between r."validFrom" and r."lastDay"`]),
    ...(endsBefore === undefined ? [] : [sql`r."lastDay" < ${endsBefore}::date`]),
    ...(endsAfter === undefined ? [] : [sql`r."lastDay" > ${endsAfter}::date`]),
  ],
});

/** What comes up for renewal: it stands, it ends in these days, nobody decided on its renewal, and no permit follows it. */
export const listDueRenewals = listOf(permit, {
  name: 'permit.due',
  action: 'permit.read',
  summary: 'List permits that come up for renewal, with nobody having asked for or decided it',
  filters: { from: Day, to: Day, employer: Id.optional(), nationality: FILTERS.nationality },
  where: ({ from, to, employer, nationality }, reader) => [
    ...equals('employer', employer),
    ...equals('status', 'granted'),
    sql`r."lastDay" between ${from}::date and ${to}::date`,
    sql`not exists (select from ${visibleNow(reader, permit)} as n where n.renews = r.id)`,
    sql`not exists (select from ${visibleNow(reader, application)} as a where a.permit = r.id and a.status in ('received', 'proposed', 'waiting'))`,
    ...(nationality === undefined
      ? []
      : [sql`r.worker in (select w.id from ${visibleNow(reader, worker)} as w where w.nationalities @> array[${nationality}]::text[])`]),
  ],
});
