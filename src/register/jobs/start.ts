import { z } from 'zod';
import { requireMay } from '../../access/actor.ts';
import { enqueue } from '../../jobs/queue.ts';
import { draftsOf, overlay } from '../../law/draft.ts';
import { InputRefused } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { Id, Short } from '../fields.ts';
import { IMPACT } from '../law/impact.ts';
import { askToRedecide, jobWish } from '../standing/ask.ts';

export const startJob = useCase({
  name: 'job.start',
  action: 'job.start',
  summary: 'Start long work: decide the register again, or compare it under a draft',
  input: z.strictObject({
    work: z.enum(['redecide', 'law-impact']),
    draft: Short.optional().describe('Of `law-impact`: the draft'),
  }),
  output: z.object({ id: Id }),
  run: async (desk, { work, draft }) => {
    if (work === 'redecide') return { id: await askToRedecide(desk.tx, desk.actor) };
    requireMay(desk.actor, 'law.read');
    const { law } = await desk.office.law(desk.tx);
    if (draft === undefined)
      throw new InputRefused([
        {
          field: 'draft',
          reason: 'A comparison needs a draft, and none was named.',
          remedy: `Name one of ${draftsOf(law)
            .map(({ id }) => id)
            .join(', ')}.`,
        },
      ]);
    overlay(law, draft); // throws UnknownDraft now, and not in the background
    const wish = jobWish(desk.actor, { draft });
    await enqueue(desk.tx, IMPACT, wish);
    return { id: wish.id };
  },
});
