import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import { correct } from '../correction.ts';
import { Day, Id, Short, Version, Written } from '../fields.ts';
import { employer } from './employer.ts';
import { requireSoundOwnership } from './ownership.ts';
import { EmployerFields } from './register.ts';

export const correctEmployer = useCase({
  name: 'employer.correct',
  action: 'employer.correct',
  summary: 'Correct what is recorded of an employer: its sector, kind, owners, sites',
  input: z.strictObject({
    employer: Id,
    version: Version.optional(),
    trueOn: Day.optional().describe('From which day it is true; left out, from the day of what it replaces'),
    number: Short.nullable().optional(),
    name: Short.optional(),
    sector: EmployerFields.sector.optional(),
    private: EmployerFields.private.optional(),
    kind: EmployerFields.kind.optional(),
    owners: EmployerFields.owners.optional(),
    sites: EmployerFields.sites.optional(),
    listed: EmployerFields.listed.optional(),
  }),
  output: Written,
  run: async (desk, { employer: id, version: seen, trueOn, ...fields }) => {
    const held = await desk.held(employer, id, seen);
    if (fields.owners !== undefined && fields.owners !== null) await requireSoundOwnership(desk, id, fields.owners);
    const { version } = await correct(desk, held, { set: fields as Record<string, Json | undefined>, trueOn });
    return { id, version };
  },
});
