import { z } from 'zod';
import { query, useCase } from '../../office/use-case.ts';
import { Day, Short, Written } from '../fields.ts';
import { permitValidity, validityRule } from './validity.ts';

export const setValidity = useCase({
  name: 'permit-validity.set',
  action: 'quota.set', // both are numbers of the host's own law on foreign labour, and the same people keep them
  summary: 'Set for how many months the host authorises at most',
  input: z.strictObject({
    monthsMax: z.int().min(1).max(1200),
    source: Short.describe('The act that says so, with its day'),
    trueOn: Day.optional().describe('From which day it holds; today unless said'),
  }),
  output: Written,
  run: async (desk, { trueOn, ...set }) => {
    const { id, version } = await desk.create(permitValidity, { event: 'set', trueOn: trueOn ?? desk.today, set });
    return { id, version };
  },
});

export const readValidity = query({
  name: 'permit-validity.read',
  action: 'law.read',
  summary: 'Read for how many months the host authorises at most, and where that is written',
  input: z.strictObject({}),
  output: z.object({ monthsMax: z.int().nullable().describe('null: nothing limits a permit'), source: z.string().nullable() }),
  run: async (reader) => {
    const rule = await validityRule(reader.db, reader.office.host);
    return { monthsMax: rule?.monthsMax ?? null, source: rule?.source ?? null };
  },
});
