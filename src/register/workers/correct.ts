import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import { PersonErased } from '../../privacy/errors.ts';
import { recordTokens } from '../../privacy/same-person.ts';
import { tokensOf } from '../../privacy/tokens.ts';
import type { Json } from '../../values/canonical.ts';
import { lockCap } from '../cap/headroom.ts';
import { correct } from '../correction.ts';
import { Day, Evidence, Id, Short, Version, Written } from '../fields.ts';
import { WorkerFacts } from './facts.ts';
import { FormerPermits } from './former-permits.ts';
import { identityOf, Personal } from './personal.ts';
import { worker } from './worker.ts';

export const correctWorker = useCase({
  name: 'worker.correct',
  action: 'worker.correct',
  summary: 'Correct what is recorded of a worker: facts, or the personal part as a whole',
  input: z.strictObject({
    worker: Id,
    version: Version.optional(),
    trueOn: Day.optional().describe('From which day it is true; left out, from the day of what it replaces'),
    number: Short.nullable().optional(),
    category: Short.nullable().optional(),
    facts: WorkerFacts.default({}),
    formerPermits: FormerPermits.nullable().optional(),
    personal: Personal.optional().describe('Names, documents and birth as they should be; what was recorded before stays in the history'),
    evidence: Evidence.optional().describe('The paper that shows it; kept with the personal part'),
  }),
  output: Written,
  run: async (desk, { worker: id, version: seen, trueOn, number, category, facts, formerPermits, personal, evidence }) => {
    const held = await desk.held(worker, id, seen);
    if (held.state.status === 'erased') throw new PersonErased(id);
    // Who is counted changes, on the baseline day too: a grant that counts at this moment ends first, or sees it.
    if (facts.nationalities !== undefined) await lockCap(desk.tx);
    const sealed = { ...personal, ...(evidence === undefined ? {} : { evidence: evidence as Json }) };
    const { version } = await correct(desk, held, {
      set: { ...(facts as Record<string, Json>), number, category, formerPermits: formerPermits as Json | undefined },
      sealed: Object.keys(sealed).length === 0 ? undefined : sealed,
      trueOn,
    });
    if (personal !== undefined) await recordTokens(desk.tx, new Map([[id, tokensOf(desk.office.keyring.index, identityOf(personal))]]));
    return { id, version };
  },
});
