import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { RecordKind } from '../../src/office/record.ts';
import { KINDS } from '../../src/register/kinds.ts';
import { aStore, ENGINES } from '../support/store.ts';
import { product, root, tree } from './tree.ts';

/** Every kind that some file of the product defines, found by how it is written. */
async function defined(): Promise<RecordKind<object>[]> {
  const found: RecordKind<object>[] = [];
  for (const { path, text } of product(tree()))
    for (const [, name = ''] of text.matchAll(/^(?:export )?const (\w+): RecordKind<\w+> = \{/gm)) {
      const module = (await import(join(root, path))) as Readonly<Record<string, RecordKind<object> | undefined>>;
      const of = module[name];
      if (of === undefined) throw new Error(`${path} defines the kind of record ${name} and does not export it.`);
      found.push(of);
    }
  return found;
}

const HEAD = { id: 'uuid', version: 'integer', trueOn: 'date' };
const SEALED = { sealedAt: 'integer', sealed: 'bytea' };

test('every kind that is written to the log is in the list of kinds, once', async () => {
  const kinds = await defined();
  expect(kinds.length).toBeGreaterThan(15);
  expect(kinds.filter((of) => !KINDS.includes(of)).map(({ kind }) => kind)).toEqual([]);
  expect(KINDS.filter((of) => !kinds.includes(of)).map(({ kind }) => kind)).toEqual([]);
  for (const names of [KINDS.map(({ kind }) => kind), KINDS.map(({ table }) => table)]) expect(new Set(names).size).toBe(names.length);
});

describe.each(ENGINES)('the tables of the records, %s', (engine) => {
  test('have the columns of the record, its head, its sealed part where it has one, and no other; each of the type that is said', async (context) => {
    const store = await aStore(context, engine);
    for (const of of KINDS) {
      const { rows } = await sql<{ name: string; type: string; required: boolean }>`
        select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
        from pg_attribute a where a.attrelid = ${of.table}::regclass and a.attnum > 0 and not a.attisdropped`.execute(store.db);
      const is = Object.fromEntries(rows.map(({ name, type }) => [name, type]));
      expect(is, of.kind).toEqual({ ...HEAD, ...of.columns, ...(of.sealed ? SEALED : {}) });
      const required = rows.filter((row) => row.required).map(({ name }) => name);
      expect(required, `the head of ${of.kind} is never empty`).toEqual(expect.arrayContaining(Object.keys(HEAD)));
    }
  });
});
