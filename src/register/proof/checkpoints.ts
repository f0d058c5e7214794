import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { placeAsId, placeIn } from '../reading/place.ts';
import { LIMIT_MAX } from '../reading/shape.ts';

const Checkpoint = z.object({
  size: z.int().describe('Entries that it covers'),
  root: z.string().describe('Of the tree over them, in hexadecimal'),
  note: z
    .string()
    .describe('The signed note itself, by C2SP tlog-checkpoint: keep it elsewhere, and the log can never be rewritten unseen'),
  madeAt: z.string(),
});

export const listCheckpoints = query({
  name: 'audit.checkpoints',
  action: 'audit.verify',
  summary: 'Everything that was ever signed over the log, the latest first',
  input: z.strictObject({
    cursor: z.string().max(200).optional().describe('`next` of the page before'),
    limit: z.int().min(1).max(LIMIT_MAX).default(50),
  }),
  output: z.object({
    items: z.array(Checkpoint),
    next: z.string().nullable(),
    signer: z.string().nullable().describe('The public key that signs now; null where nothing signs'),
  }),
  run: async ({ db, office, moment: { knownAt } }, { cursor, limit }) => {
    const list = { name: 'audit.checkpoints', knownAt };
    const { rows } = await sql<z.output<typeof Checkpoint>>`
      select size, encode(root, 'hex') as root, note, made_at as "madeAt" from log_checkpoint where true
        ${knownAt === null ? sql`` : sql`and made_at <= ${knownAt}::timestamptz`}
        ${cursor === undefined ? sql`` : sql`and size < ${placeIn(afterOf(cursor, list))}::bigint`}
      order by size desc limit ${limit + 1}`.execute(db);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const next = rows.length > limit && last !== undefined ? cursorAfter(placeAsId(last.size), list) : null;
    return { items, next, signer: office.proof?.signer.verifier.key ?? null };
  },
});
