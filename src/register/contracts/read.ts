import { sql } from 'kysely';
import { z } from 'zod';
import { Id } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals } from '../reading/read.ts';
import { contract } from './contract.ts';

export const readContract = oneOf(contract, {
  name: 'contract.read',
  action: 'contract.read',
  summary: 'Read a contract and its evidence',
});

export const listContracts = listOf(contract, {
  name: 'contract.list',
  action: 'contract.read',
  summary: 'List contracts',
  filters: {
    worker: Id.optional(),
    employer: Id.optional(),
    status: z.enum(['recorded', 'ended']).optional(),
    finalised: z.enum(['known', 'unknown']).optional().describe('Whether the day on which it was finalised is known'),
  },
  where: ({ worker, employer, status, finalised }) => [
    ...equals('worker', worker),
    ...equals('employer', employer),
    ...equals('status', status),
    ...(finalised === undefined ? [] : [sql`(r."finalisedOn" is null) = ${finalised === 'unknown'}`]),
  ],
});
