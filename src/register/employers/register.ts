import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import { Day, Short, Written } from '../fields.ts';
import { employer } from './employer.ts';
import { Owners, requireSoundOwnership } from './ownership.ts';
import { Sector } from './sector.ts';

/** Where an employer's people work. */
export const Site = z.strictObject({ name: Short, address: Short.nullable().default(null), region: Short.nullable().default(null) });

export const EmployerFields = {
  sector: Sector.nullable(),
  private: z.boolean().nullable().describe('A private entity; null while nobody knows'),
  kind: z.enum(['company', 'state-body', 'mission', 'organisation', 'household']).nullable(),
  owners: Owners.nullable().describe('null while nobody knows; an empty list says that there are none'),
  sites: z.array(Site).max(500).nullable(),
  listed: z.boolean().nullable().describe('Confirmed on a list; never a mere match of names'),
};

export const registerEmployer = useCase({
  name: 'employer.register',
  action: 'employer.register',
  summary: 'Register an employer',
  input: z.strictObject({
    number: Short.nullable().default(null),
    name: Short.describe('Of a household a designation that names nobody: this field cannot be erased'),
    sector: EmployerFields.sector.default(null),
    private: EmployerFields.private.default(null),
    kind: EmployerFields.kind.default(null),
    owners: EmployerFields.owners.default(null),
    sites: EmployerFields.sites.default(null),
    listed: EmployerFields.listed.default(null),
    trueOn: Day.optional().describe('From which day it is so; today unless said'),
  }),
  output: Written,
  run: async (desk, { trueOn, ...fields }) => {
    await requireSoundOwnership(desk, null, fields.owners ?? []);
    const { id, version } = await desk.create(employer, {
      event: 'registered',
      trueOn: trueOn ?? desk.today,
      set: { ...(fields as Record<string, Json>), status: 'active' },
    });
    return { id, version };
  },
});
