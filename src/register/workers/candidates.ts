import { sql } from 'kysely';
import { z } from 'zod';
import { findSame } from '../../privacy/same-person.ts';
import { TOKEN_KINDS, type Token, type TokenKind } from '../../privacy/tokens.ts';
import type { Db } from '../../store/db.ts';
import { Day, Id } from '../fields.ts';
import { oneWith } from './one-person.ts';

/** Another record that may be of the same person, with what an officer needs to tell. */
export const Candidate = z.object({
  worker: Id,
  agree: z.array(z.enum(TOKEN_KINDS)).describe('In what the two records agree, the strongest first: the reasons'),
  recognised: z.boolean().describe('An officer has said already that they are one person'),
  category: z.string().nullable(),
  permits: z.array(z.object({ permit: Id, category: z.string().nullable(), lastDay: Day, status: z.string() })),
  decisions: z.array(z.object({ decision: Id, act: z.string(), asOf: Day, outcome: z.string(), taken: z.string(), status: z.string() })),
});

export type Candidate = z.output<typeof Candidate>;

/** Who this worker may be under another number. No name is opened for it, and nothing is merged by it. */
export async function candidatesFor(db: Db, worker: string): Promise<Candidate[]> {
  const { rows: tokens } = await sql<Token>`select kind, token from key_token where person = ${worker}`.execute(db);
  const found = await findSame(db, tokens, worker);
  const recognised = new Set(await oneWith(db, worker));
  const told = await historyOf(
    db,
    found.map(({ person }) => person),
  );
  return found.flatMap(({ person, agree }) => {
    const history = told.get(person);
    return history === undefined ? [] : [{ worker: person, agree: [...agree], recognised: recognised.has(person), ...history }];
  });
}

/** In what two records agree, the strongest first; nothing where only a person can tell. */
export async function agreementOf(db: Db, one: string, other: string): Promise<TokenKind[]> {
  const { rows } = await sql<{ kind: TokenKind }>`
    select distinct a.kind from key_token a join key_token b on b.person = ${other} and b.kind = a.kind and b.token = a.token
    where a.person = ${one}`.execute(db);
  return rows.map(({ kind }) => kind).toSorted((a, b) => TOKEN_KINDS.indexOf(a) - TOKEN_KINDS.indexOf(b));
}

type History = Omit<Candidate, 'worker' | 'agree' | 'recognised'>;

/** What the register holds of each of these, the latest first. */
async function historyOf(db: Db, workers: readonly string[]): Promise<ReadonlyMap<string, History>> {
  const { rows } = await sql<History & { readonly id: string }>`
    select w.id, w.category,
           coalesce((select jsonb_agg(jsonb_build_object('permit', p.id, 'category', p.category, 'lastDay', p."lastDay", 'status', p.status)
             order by p."lastDay" desc) from permit p where p.worker = w.id), '[]') as permits,
           coalesce((select jsonb_agg(jsonb_build_object('decision', d.id, 'act', d.act, 'asOf', d."asOf", 'outcome', d.outcome, 'taken', d.taken, 'status', d.status)
             order by d.id desc) from decision d where d.worker = w.id), '[]') as decisions
    from worker w where w.id = any(${[...workers]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...history }) => [id, history]));
}
