import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { findSame } from '../../privacy/same-person.ts';
import { TOKEN_KINDS, type Token } from '../../privacy/tokens.ts';
import type { Db } from '../../store/db.ts';
import { Day, Id } from '../fields.ts';
import { readOne } from '../reading/read.ts';
import { application } from './application.ts';

const Candidate = z.object({
  worker: Id,
  agree: z.array(z.enum(TOKEN_KINDS)).describe('In what the two records agree, the strongest first: the reasons'),
  recognised: z.boolean().describe('An officer has said already that they are one person'),
  category: z.string().nullable(),
  permits: z.array(z.object({ permit: Id, category: z.string().nullable(), lastDay: Day, status: z.string() })),
  decisions: z.array(z.object({ decision: Id, act: z.string(), asOf: Day, outcome: z.string(), taken: z.string(), status: z.string() })),
});

/**
 * Who the applicant may be under another number: the worker barred in December who asks in February as a student. Shown to an officer with its
 * reasons; nothing is merged by it, and nothing is refused.
 */
export const samePersonHint = query({
  name: 'application.same-person',
  action: 'worker.recognise',
  summary: 'See which other records may be of the person who applies, in what they agree, and what was decided there',
  input: z.strictObject({ application: Id }),
  output: z.object({ worker: Id, candidates: z.array(Candidate) }),
  run: async (reader, { application: id }) => {
    const { worker } = await readOne(reader, application, id, ['worker']);
    const person = worker ?? '';
    const found = await findSame(reader.db, await tokensHeld(reader.db, person), person);
    const told = await historyOf(
      reader.db,
      person,
      found.map(({ person: other }) => other),
    );
    return {
      worker: person,
      candidates: found.flatMap(({ person: other, agree }) => {
        const history = told.get(other);
        return history === undefined ? [] : [{ worker: other, agree: [...agree], ...history }];
      }),
    };
  },
});

/** What the person can be found by, as it was recorded: no name is opened for it. */
async function tokensHeld(db: Db, person: string): Promise<readonly Token[]> {
  const { rows } = await sql<Token>`select kind, token from key_token where person = ${person}`.execute(db);
  return rows;
}

type History = Omit<z.output<typeof Candidate>, 'worker' | 'agree'>;

/** What the register holds of each of these, the latest first. */
async function historyOf(db: Db, person: string, others: readonly string[]): Promise<ReadonlyMap<string, History>> {
  const { rows } = await sql<History & { readonly id: string }>`
    select w.id, w.category,
           coalesce(w."samePersonAs" = me.id or me."samePersonAs" = w.id or w."samePersonAs" = me."samePersonAs", false) as recognised,
           coalesce((select jsonb_agg(jsonb_build_object('permit', p.id, 'category', p.category, 'lastDay', p."lastDay", 'status', p.status)
             order by p."lastDay" desc) from permit p where p.worker = w.id), '[]') as permits,
           coalesce((select jsonb_agg(jsonb_build_object('decision', d.id, 'act', d.act, 'asOf', d."asOf", 'outcome', d.outcome, 'taken', d.taken, 'status', d.status)
             order by d.id desc) from decision d where d.worker = w.id), '[]') as decisions
    from worker w, worker me where me.id = ${person} and w.id = any(${[...others]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...history }) => [id, history]));
}
