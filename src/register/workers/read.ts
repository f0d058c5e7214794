import { sql } from 'kysely';
import { z } from 'zod';
import { Country, Id, Short } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals, visible } from '../reading/read.ts';
import { worker } from './worker.ts';

export const readWorker = oneOf(worker, {
  name: 'worker.read',
  action: 'worker.read',
  summary: 'Read a worker: the facts that the law reads, no name',
});

export const listWorkers = listOf(worker, {
  name: 'worker.list',
  action: 'worker.read',
  summary: 'List workers, without names',
  filters: {
    nationality: Country.optional().describe('One of the worker’s nationalities'),
    employer: Id.optional().describe('Who has, or had, a permit for this employer'),
    status: z.enum(['active', 'departed', 'erased']).optional(),
    number: Short.optional(),
  },
  where: ({ nationality, employer, status, number }, reader) => [
    ...equals('status', status),
    ...equals('number', number),
    ...(nationality === undefined ? [] : [sql`r.nationalities @> array[${nationality}]::text[]`]),
    ...(employer === undefined ? [] : [sql`r.id in (select p.worker from ${visible(reader, permit)} as p where p.employer = ${employer})`]),
  ],
});
