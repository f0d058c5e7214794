import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import { recordTokens } from '../../privacy/same-person.ts';
import { tokensOf } from '../../privacy/tokens.ts';
import type { Json } from '../../values/canonical.ts';
import { Evidence, Short, Written } from '../fields.ts';
import { WorkerFacts } from './facts.ts';
import { FormerPermits } from './former-permits.ts';
import { identityOf, Personal } from './personal.ts';
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
    formerPermits: FormerPermits.nullable().default(null),
    evidence: Evidence.optional().describe('The paper it was taken from; kept with the personal part'),
  }),
  output: Written,
  // That the person is known already is never told here: who registers may be an employer.
  run: async (desk, { number, personal, facts, category, formerPermits, evidence }) => {
    const { id, version } = await desk.create(worker, {
      event: 'registered',
      set: { ...(facts as Record<string, Json>), number, category, formerPermits, registeredBy: desk.actor.employer, status: 'active' },
      sealed: evidence === undefined ? personal : { ...personal, evidence: evidence as Json },
    });
    await recordTokens(desk.tx, new Map([[id, tokensOf(desk.office.keyring.index, identityOf(personal))]]));
    return { id, version };
  },
});
