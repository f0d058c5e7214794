import { sql } from 'kysely';
import { z } from 'zod';
import { Day, Id, Short } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals } from '../reading/read.ts';
import { committeeApproval } from './committee-approval.ts';

export const readApproval = oneOf(committeeApproval, {
  name: 'committee-approval.read',
  action: 'committee-approval.read',
  summary: 'Read a Committee’s request, answer, scope and use',
});

export const listApprovals = listOf(committeeApproval, {
  name: 'committee-approval.list',
  action: 'committee-approval.read',
  summary: 'List what Committees were asked and answered',
  filters: {
    committee: Short.optional(),
    answer: z.enum(['pending', 'approved', 'refused']).optional(),
    employer: Id.optional(),
    worker: Id.optional().describe('Covers this worker by name'),
    standingOn: Day.optional().describe('Approved by this day and not expired on it'),
    usable: z.boolean().optional().describe('Whether authorisations can still rest on it'),
  },
  where: ({ committee, answer, employer, worker, standingOn, usable }) => [
    ...equals('committee', committee),
    ...equals('answer', answer),
    ...equals('employer', employer),
    ...(worker === undefined ? [] : [sql`${worker}::uuid = any(r.workers)`]),
    ...(standingOn === undefined
      ? []
      : [sql`(r."approvedOn" <= ${standingOn}::date and coalesce(r."expiresOn", 'infinity') >= ${standingOn}::date)`]),
    ...(usable === undefined
      ? []
      : [sql`(r.answer = 'approved' and (r."countAllowed" is null or r."countUsed" < r."countAllowed")) = ${usable}`]),
  ],
});
