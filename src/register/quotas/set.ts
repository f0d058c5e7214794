import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import { correct } from '../correction.ts';
import { Sector } from '../employers/sector.ts';
import { Country, Day, Id, Short, Version, Written } from '../fields.ts';
import { quota } from './quota.ts';

const Year = z.int().min(1900).max(2200);
const Authorisations = z.int().min(0).max(100_000_000).describe('How many authorisations; 0 lets none through');

/** A quota of one scope and year is set once; a new number for it is a correction, so that the old one stays beside it. */
export const setQuota = useCase({
  name: 'quota.set',
  action: 'quota.set',
  summary: 'Set how many authorisations a year may bring',
  input: z.strictObject({
    year: Year,
    nationality: Country.nullable().default(null).describe('null: every nationality together'),
    sector: Sector.nullable().default(null).describe('null: every sector together'),
    number: Authorisations,
    source: Short.describe('The act that sets it, with its day'),
    trueOn: Day.optional().describe('From which day it holds; today unless said'),
  }),
  output: Written,
  run: async (desk, { trueOn, ...fields }) => {
    const { id, version } = await desk.create(quota, { event: 'set', trueOn: trueOn ?? desk.today, set: fields });
    return { id, version };
  },
});

export const correctQuota = useCase({
  name: 'quota.correct',
  action: 'quota.set',
  summary: 'Correct a quota, or record that it was changed in the course of the year',
  input: z.strictObject({
    quota: Id,
    version: Version.optional(),
    trueOn: Day.optional().describe('From which day it is true; left out, from the day of what it replaces'),
    number: Authorisations.optional(),
    source: Short.optional(),
  }),
  output: Written,
  run: async (desk, { quota: id, version: seen, trueOn, ...fields }) => {
    const { version } = await correct(desk, await desk.held(quota, id, seen), { set: fields, trueOn });
    return { id, version };
  },
});
