import { z } from 'zod';
import { Id } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals } from '../reading/read.ts';
import { decision } from './decision.ts';
import { Outcome } from './propose.ts';

export const readDecision = oneOf(decision, { name: 'decision.read', action: 'decision.read', summary: 'Read a decision' });

export const listDecisions = listOf(decision, {
  name: 'decision.list',
  action: 'decision.read',
  summary: 'List decisions',
  filters: {
    application: Id.optional(),
    permit: Id.optional(),
    worker: Id.optional(),
    employer: Id.optional(),
    outcome: Outcome.optional(),
    taken: z.enum(['grant', 'refuse', 'decline-renewal', 'revoke', 'exempt']).optional(),
    status: z.enum(['waiting', 'approved', 'returned', 'done', 'void']).optional(),
    deviates: z.boolean().optional().describe('Whether the officer decided otherwise than the law’s answer'),
  },
  where: ({ application, permit, worker, employer, outcome, taken, status, deviates }) => [
    ...equals('application', application),
    ...equals('permit', permit),
    ...equals('worker', worker),
    ...equals('employer', employer),
    ...equals('outcome', outcome),
    ...equals('taken', taken),
    ...equals('status', status),
    ...equals('deviates', deviates),
  ],
});
