import { sql } from 'kysely';
import { z } from 'zod';
import { type InputProblem, InputRefused } from '../../office/errors.ts';
import type { Reader } from '../../office/reader.ts';
import { query } from '../../office/use-case.ts';
import { folded } from '../../privacy/names.ts';
import { Id, Short } from '../fields.ts';
import { visibleNow } from '../reading/read.ts';
import { readableKind } from './hit.ts';

/** More than two of a name are as good as two: it does not say which. */
const ENOUGH = 2;

/**
 * The ids of records that a form names as people do: by their number, an employer by its whole name as well. It stands for pages alone; a
 * client program has the ids.
 */
export const named = query({
  name: 'record.named',
  action: 'token.read', // what everybody with an account has; each kind asks for its own right within
  summary: 'Which records are meant by these numbers and names',
  input: z.strictObject({ fields: z.array(z.strictObject({ field: z.string(), kind: z.string(), text: Short })).max(10_000) }),
  output: z.object({ ids: z.record(z.string(), Id).describe('By the text as it was given, after its kind and a blank') }),
  run: async (reader, { fields }) => {
    const asked = Map.groupBy(fields, ({ kind }) => kind);
    const ids: Record<string, string> = {};
    const problems: InputProblem[] = [];
    for (const [kind, some] of asked) {
      const found = await meant(reader, kind, [...new Set(some.map(({ text }) => folded(text)))]);
      for (const { field, text } of some) {
        const own = found.get(folded(text)) ?? [];
        if (own.length === 1 && own[0] !== undefined) ids[`${kind} ${text}`] = own[0];
        else problems.push({ field, ...(own.length === 0 ? missing(kind, text) : several(kind, text)) });
      }
    }
    if (problems.length > 0) throw new InputRefused(problems);
    return { ids };
  },
});

const missing = (kind: string, text: string): Omit<InputProblem, 'field'> => ({
  reason: `No ${kind.replaceAll('-', ' ')} has the number${kind === 'employer' ? ' or the name' : ''} “${text}”.`,
  remedy: 'Search finds it by other words; its page begins what is to be done with it.',
});

const several = (kind: string, text: string): Omit<InputProblem, 'field'> => ({
  reason: `More than one ${kind.replaceAll('-', ' ')} is called “${text}”.`,
  remedy: 'Write the number, or begin from the page of the one that is meant.',
});

/** The records that each of these texts may mean, a number before a name. */
async function meant(reader: Reader, kind: string, texts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const of = readableKind(reader, kind, 'number');
  if (of === null) return new Map();
  const byNumber = await rowsOf(sql`select upper(r.number collate "und-x-icu") as text, r.id from ${visibleNow(reader, of)} as r
    where upper(r.number collate "und-x-icu") = any(${[...texts]}::text[]) and r.number is not null`);
  if (kind !== 'employer') return byNumber;
  const byName = await rowsOf(sql`select upper(r.name collate "und-x-icu") as text, r.id from ${visibleNow(reader, of)} as r
    where upper(r.name collate "und-x-icu") = any(${[...texts]}::text[])`);
  return new Map([...byName, ...byNumber]);

  async function rowsOf(statement: ReturnType<typeof sql>): Promise<Map<string, string[]>> {
    const { rows } = await (statement as ReturnType<typeof sql<{ text: string; id: string }>>).execute(reader.db);
    const found = new Map<string, string[]>();
    for (const { text, id } of rows) {
      const known = found.get(folded(text)) ?? [];
      found.set(folded(text), known);
      if (known.length < ENOUGH) known.push(id);
    }
    return found;
  }
}

/** What a form writes for these records, so that `named` finds them again: the number, else an employer's name; left out is what has neither. */
export const handles = query({
  name: 'record.handles',
  action: 'token.read',
  summary: 'By what these records are named in a form',
  input: z.strictObject({ records: z.record(z.string(), z.array(Id).max(10_000)) }),
  output: z.object({ handles: z.record(Id, z.string()) }),
  run: async (reader, { records }) => {
    const found: Record<string, string> = {};
    for (const [kind, ids] of Object.entries(records)) {
      const of = readableKind(reader, kind, 'number');
      if (of === null || ids.length === 0) continue;
      // A name that two employers have would not lead back.
      const handle =
        kind === 'employer'
          ? sql`coalesce(r.number, case when not exists (select from employer as o
              where upper(o.name collate "und-x-icu") = upper(r.name collate "und-x-icu") and o.id <> r.id) then r.name end)`
          : sql`r.number`;
      const { rows } = await sql<{ id: string; handle: string | null }>`select r.id, ${handle} as handle from ${visibleNow(reader, of)} as r
        where r.id = any(${[...new Set(ids)]}::uuid[])`.execute(reader.db);
      for (const row of rows) if (row.handle !== null) found[row.id] = row.handle;
    }
    return { handles: found };
  },
});
