import { sql } from 'kysely';
import { z } from 'zod';
import { Day, Id, Short } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals } from '../reading/read.ts';
import { application } from './application.ts';
import { Kind } from './receive.ts';

export const readApplication = oneOf(application, {
  name: 'application.read',
  action: 'application.read',
  summary: 'Read an application',
});

export const listApplications = listOf(application, {
  name: 'application.list',
  action: 'application.read',
  summary: 'List applications',
  filters: {
    number: Short.optional(),
    worker: Id.optional(),
    employer: Id.optional(),
    permit: Id.optional(),
    kind: Kind.optional(),
    status: z.enum(['received', 'waiting', 'granted', 'refused', 'withdrawn']).optional(),
    receivedFrom: Day.optional(),
    receivedTo: Day.optional(),
  },
  where: ({ number, worker, employer, permit, kind, status, receivedFrom, receivedTo }) => [
    ...equals('number', number),
    ...equals('worker', worker),
    ...equals('employer', employer),
    ...equals('permit', permit),
    ...equals('kind', kind),
    ...equals('status', status),
    ...(receivedFrom === undefined ? [] : [sql`r."receivedOn" >= ${receivedFrom}::date`]),
    ...(receivedTo === undefined ? [] : [sql`r."receivedOn" <= ${receivedTo}::date`]),
  ],
});
