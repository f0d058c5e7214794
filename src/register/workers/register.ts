import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import { Evidence, Short, Written } from '../fields.ts';
import { WorkerFacts } from './facts.ts';
import { Personal } from './personal.ts';
import { worker } from './worker.ts';

export const registerWorker = useCase({
  name: 'worker.register',
  action: 'worker.register',
  summary: 'Register a worker',
  input: z.strictObject({
    number: Short.nullable().default(null),
    personal: Personal,
    facts: WorkerFacts.default({}),
    category: Short.nullable().default(null),
    evidence: Evidence.optional(),
  }),
  output: Written,
  run: async (desk, { number, personal, facts, category, evidence }) => {
    const { id, version } = await desk.create(worker, {
      event: 'registered',
      set: { ...(facts as Record<string, Json>), number, category, status: 'active' },
      ...(evidence === undefined ? {} : { more: { evidence: evidence as Json } }),
      sealed: personal,
    });
    return { id, version };
  },
});
