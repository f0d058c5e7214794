import { sql } from 'kysely';
import { z } from 'zod';
import { diffLaw } from '../../law/diff.ts';
import { query } from '../../office/use-case.ts';
import { Day, Id, Version } from '../fields.ts';
import { afterOf, cursorAfter } from '../reading/cursor.ts';
import { PAGING } from '../reading/shape.ts';
import { NoSuchLaw } from './errors.ts';
import { lawVersion } from './law-version.ts';
import { inForce, versionOf } from './packs.ts';
import { RegimeName } from './propose.ts';

const Sha = z.string().regex(/^[0-9a-f]{64}$/, 'A version is named by its SHA-256 in hexadecimal');

export const lawInForceQuery = query({
  name: 'law.in-force',
  action: 'law.read',
  summary: 'Which version of each regime decides here',
  input: z.strictObject({}),
  output: z.object({ regimes: z.array(z.object({ regime: z.string(), sha256: Sha })) }),
  run: async ({ db, office }) => ({ regimes: [...(await office.law(db)).versions] }),
});

const Listed = z.object({
  id: Id,
  version: Version,
  regime: z.string(),
  sha256: Sha,
  replaces: Sha.nullable(),
  origin: z.string(),
  why: z.string(),
  status: z.string(),
  publishedOn: Day.nullable(),
  proposal: Id.nullable(),
  difference: z.array(z.string()),
  warnings: z.array(z.string()),
  inForce: z.boolean(),
});

export const listLaw = query({
  name: 'law.list',
  action: 'law.read',
  summary: 'The versions of the law that were proposed here, and what became of them',
  input: z.strictObject({
    regime: RegimeName.optional(),
    status: z.enum(['proposed', 'published', 'returned', 'void', 'withdrawn']).optional(),
    cursor: PAGING.cursor,
    limit: PAGING.limit,
  }),
  output: z.object({ items: z.array(Listed), next: z.string().nullable() }),
  run: async ({ db }, { regime, status, cursor, limit }) => {
    const list = { name: 'law.list', regime: regime ?? null, status: status ?? null };
    const after = cursor === undefined ? null : afterOf(cursor, list);
    const { rows } = await sql<z.output<typeof Listed>>`
      select v.id, v.version, v.regime, v.sha256, v.replaces, v.origin, v.why, v.status, v."publishedOn", v.proposal, v.difference, v.warnings,
             exists (select 1 from law_current as c where c.regime = v.regime and c.sha256 = v.sha256) as "inForce"
      from ${sql.table(lawVersion.table)} as v
      where v.regime = coalesce(${regime ?? null}, v.regime) and v.status = coalesce(${status ?? null}, v.status)
        and (${after}::uuid is null or v.id > ${after}::uuid)
      order by v.id limit ${limit + 1}`.execute(db);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, next: rows.length > limit && last !== undefined ? cursorAfter(last.id, list) : null };
  },
});

const OneVersion = z.strictObject({ regime: RegimeName, sha256: Sha.optional().describe('The one in force where this is left out') });

export const readLawVersion = query({
  name: 'law.read',
  action: 'law.read',
  summary: 'A version of a regime, whole: provisions, instruments, open questions with their positions, drafts',
  input: OneVersion,
  output: z.object({ regime: z.string(), sha256: Sha, law: z.unknown() }),
  run: async ({ db }, { regime, sha256 }) => {
    const wanted = sha256 ?? (await inForce(db, regime))?.sha256;
    if (wanted === undefined) throw new NoSuchLaw(`regime \`${regime}\` in force`, []);
    return { regime, sha256: wanted, law: (await versionOf(db, regime, wanted)).compiled.regime };
  },
});

const Field = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });

export const diffLawVersions = query({
  name: 'law.diff',
  action: 'law.read',
  summary: 'What two versions of a regime say otherwise, part by part',
  input: z.strictObject({ regime: RegimeName, from: Sha.optional().describe('The one in force where this is left out'), to: Sha }),
  output: z.object({
    from: Sha,
    to: Sha,
    changes: z.array(
      z.object({
        change: z.enum(['added', 'removed', 'changed']),
        part: z.string(),
        regime: z.string().nullable(),
        id: z.string(),
        fields: z.array(Field),
      }),
    ),
  }),
  run: async ({ db }, { regime, from, to }) => {
    const first = from ?? (await inForce(db, regime))?.sha256;
    if (first === undefined) throw new NoSuchLaw(`regime \`${regime}\` in force`, []);
    const [before, after] = [await versionOf(db, regime, first), await versionOf(db, regime, to)];
    const changes = diffLaw(before.law, after.law).map(({ fields, ...change }) => ({ ...change, fields: [...fields] }));
    return { from: first, to, changes };
  },
});
