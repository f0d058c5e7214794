import { sql } from 'kysely';
import { z } from 'zod';
import { Id, Short } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals } from '../reading/read.ts';
import { employer } from './employer.ts';
import { beginningsOf, isSector } from './sector.ts';

export const readEmployer = oneOf(employer, { name: 'employer.read', action: 'employer.read', summary: 'Read an employer' });

export const listEmployers = listOf(employer, {
  name: 'employer.list',
  action: 'employer.read',
  summary: 'List employers',
  filters: {
    number: Short.optional(),
    name: Short.optional().describe('The beginning of its name, in any letter case'),
    sector: z
      .string()
      .refine(isSector, 'A sector is a code of ISIC Rev. 4')
      .optional()
      .describe('A code; those that lie within it are found too'),
    kind: z.enum(['company', 'state-body', 'mission', 'organisation', 'household']).optional(),
    private: z.enum(['true', 'false', 'unknown']).optional(),
    ownedBy: Id.optional().describe('Employers that this one owns, or shares a venture with'),
    status: z.enum(['active', 'closed']).optional(),
  },
  where: ({ number, name, sector, kind, private: isPrivate, ownedBy, status }) => [
    ...equals('number', number),
    ...equals('kind', kind),
    ...equals('status', status),
    ...(name === undefined ? [] : [sql`starts_with(lower(r.name), lower(${name}))`]),
    ...(sector === undefined
      ? []
      : [sql`exists (select from unnest(${[...beginningsOf(sector)]}::text[]) as b where starts_with(r.sector, b))`]),
    ...(isPrivate === undefined
      ? []
      : [sql`r.private is not distinct from ${isPrivate === 'unknown' ? null : isPrivate === 'true'}::boolean`]),
    ...(ownedBy === undefined ? [] : [sql`r.owners @> ${JSON.stringify([{ employer: ownedBy }])}::jsonb`]),
  ],
});
