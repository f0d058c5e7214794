import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { InputRefused } from '../../office/errors.ts';
import { Country, Day, Id, Short } from '../fields.ts';
import { requireReach } from '../reading/reach.ts';
import { employer } from './employer.ts';
import { RingOfOwnership, SharesBeyondWhole } from './errors.ts';

/** All of it, in hundredths of a per cent. */
export const WHOLE = 10_000;

/**
 * Who owns an employer, or stands beside it in a joint venture: another employer of the register, or somebody outside of it. A natural
 * person is never named here, since what stands here cannot be erased: the name belongs in a note, which is sealed.
 */
export const Owner = z
  .strictObject({
    link: z.enum(['owner', 'joint-venture']),
    employer: Id.nullable().default(null).describe('An employer of this register'),
    outside: z
      .strictObject({
        kind: z.enum(['company', 'state', 'person']),
        name: Short.nullable().default(null),
        country: Country.nullable().default(null),
      })
      .nullable()
      .default(null),
    shareBasisPoints: z.int().min(1).max(WHOLE).nullable().default(null).describe('Hundredths of a per cent; null while nobody knows'),
    since: Day.nullable().default(null),
  })
  .refine(({ employer: inside, outside }) => (inside === null) !== (outside === null), {
    message: 'An owner is an employer of the register or somebody outside, one of the two',
    path: ['employer'],
  })
  .refine(({ outside }) => outside === null || (outside.kind === 'person') === (outside.name === null), {
    message: 'A company or state has its name here; a natural person’s name stands in a note on the employer, where it can be erased',
    path: ['outside', 'name'],
  });

export const Owners = z.array(Owner).max(200);
export type Owners = z.output<typeof Owners>;

/**
 * Shares of more than all and rings of ownership are refused. Who writes ownership does so alone: two writers who each
 * close half of a ring would not see each other.
 * @param of the employer that is owned, or null where it is new and nobody can own through it yet
 * @throws SharesBeyondWhole, RingOfOwnership, NoSuchRecord, InputRefused
 */
export async function requireSoundOwnership(desk: Desk, of: string | null, owners: Owners): Promise<void> {
  const sum = owners.reduce((shares, { shareBasisPoints }) => shares + (shareBasisPoints ?? 0), 0);
  if (sum > WHOLE) throw new SharesBeyondWhole(sum);
  const inside = owners.flatMap(({ employer: owner }) => (owner === null ? [] : [owner]));
  if (new Set(inside).size < inside.length)
    throw new InputRefused([
      { field: 'owners', reason: 'One employer stands there twice.', remedy: 'Name each owner once, with its whole share.' },
    ]);
  if (inside.length === 0) return;
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || ' ownership'))`.execute(desk.tx);
  for (const owner of inside) await requireReach(desk.tx, desk.actor, employer, owner);
  if (of === null) return;
  // Upwards from the new owners, each employer once: the walk ends even if a ring stood there already.
  const { rows } = await sql<{ id: string }>`
    with recursive above (id) as (
      select unnest(${inside}::uuid[])
      union
      select (o.value ->> 'employer')::uuid from above join employer as e on e.id = above.id, jsonb_array_elements(e.owners) as o
      where o.value ->> 'employer' is not null
    ) select id from above where id = ${of}`.execute(desk.tx);
  if (rows.length > 0) throw new RingOfOwnership(of);
}
