import { sql } from 'kysely';
import { z } from 'zod';
import { isAction } from '../../access/actions.ts';
import { may } from '../../access/actor.ts';
import type { Reader } from '../../office/reader.ts';
import { query } from '../../office/use-case.ts';
import { Id } from '../fields.ts';
import { kindNamed } from '../kinds.ts';
import { outsider, shownFields } from './masks.ts';
import { visibleNow } from './read.ts';

/** What is shown of a record where another one names it; never a person's name. */
const LABELS = ['name', 'number'] as const;

/**
 * What records that others name are called: the name of an employer, the number of whatever has one. One statement a kind, for a whole
 * list; what the asker may not see is left out. It stands for pages alone: a client program asks for the records themselves.
 */
export const labels = query({
  name: 'record.labels',
  action: 'token.read', // what everybody with an account has; each kind asks for its own right within
  summary: 'What records are called that others name',
  input: z.strictObject({ records: z.record(z.string(), z.array(Id).max(1000)) }),
  output: z.object({ labels: z.record(Id, z.string()) }),
  run: async (reader, { records }) => {
    const found: Record<string, string> = {};
    for (const [kind, ids] of Object.entries(records)) {
      if (kind === 'account') {
        Object.assign(found, await accountNames(reader, ids));
        continue;
      }
      const of = kindNamed(kind);
      const read = `${kind}.read`;
      if (of === null || ids.length === 0 || !isAction(read) || !may(reader.actor, read)) continue;
      const column = LABELS.find((name) => shownFields(reader.actor, of).includes(name));
      if (column === undefined) continue;
      const { rows } = await sql<{ id: string; label: string | null }>`
        select id, ${sql.ref(column)} as label from ${visibleNow(reader, of)} as r
        where id = any(${[...new Set(ids)]}::uuid[])`.execute(reader.db);
      for (const { id, label } of rows) if (label !== null) found[id] = label;
    }
    return { labels: found };
  },
});

/** Who in the ministry did what is for the ministry alone. */
async function accountNames({ db, actor }: Reader, ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (outsider(actor, 'permit') !== null || !may(actor, 'permit.read')) return {};
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select id, name from access_account where id = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
