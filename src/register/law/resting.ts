import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '../../access/actor.ts';
import { query } from '../../office/use-case.ts';
import { Id, Short } from '../fields.ts';
import { outsider } from '../reading/masks.ts';

/** Counting stops here: whoever wants all of them exports the register. */
const COUNTED_TO = 200;

/**
 * What now rests on a provision: the standing answers in which it bites. It stands for the pages of the law alone. An answer tells of
 * protection, so that nobody outside of the office's inner rooms is told any.
 */
export const decisionsResting = query({
  name: 'law.resting',
  action: 'law.read',
  summary: 'Permits and applications whose answer rests on a provision',
  input: z.strictObject({ provision: Short }),
  output: z.object({
    more: z.boolean().describe('There are more than are given'),
    permits: z.array(
      z.object({
        subject: Id,
        kind: z.enum(['permit', 'application']),
        number: z.string().nullable(),
        act: z.string(),
        outcome: z.string(),
      }),
    ),
  }),
  run: async ({ db, actor }, { provision }) => {
    if (outsider(actor, 'permit') !== null || !may(actor, 'decision.read')) return { more: false, permits: [] };
    const { rows } = await sql<{ subject: string; kind: 'permit' | 'application'; number: string | null; act: string; outcome: string }>`
      select s.subject, s.kind, coalesce(p.number, a.number) as number, s.act, s.outcome from standing as s
        left join permit as p on s.kind = 'permit' and p.id = s.subject left join application as a on s.kind = 'application' and a.id = s.subject
      where position(${`|${provision}|`} in '|' || s.provisions || '|') > 0 order by s.subject, s.act limit ${COUNTED_TO + 1}`.execute(db);
    return { more: rows.length > COUNTED_TO, permits: rows.slice(0, COUNTED_TO) };
  },
});
