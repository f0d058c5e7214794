import { z } from 'zod';
import { Country, Short } from '../fields.ts';
import { listOf, oneOf } from '../reading/queries.ts';
import { equals } from '../reading/read.ts';
import { quota } from './quota.ts';

export const readQuota = oneOf(quota, { name: 'quota.read', action: 'quota.read', summary: 'Read a quota' });

export const listQuotas = listOf(quota, {
  name: 'quota.list',
  action: 'quota.read',
  summary: 'List quotas',
  filters: { year: z.int().optional(), nationality: Country.optional(), sector: Short.optional() },
  where: ({ year, nationality, sector }) => [...equals('year', year), ...equals('nationality', nationality), ...equals('sector', sector)],
});
