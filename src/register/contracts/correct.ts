import { z } from 'zod';
import { useCase } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import { correct } from '../correction.ts';
import { Day, Evidence, Id, Short, Version, Written } from '../fields.ts';
import { contract } from './contract.ts';
import { requireShown } from './record.ts';

/** Whose contract it is cannot be corrected: that would be another contract. */
export const correctContract = useCase({
  name: 'contract.correct',
  action: 'contract.correct',
  summary: 'Correct a contract, above all the day on which it was finalised',
  input: z.strictObject({
    contract: Id,
    version: Version.optional(),
    trueOn: Day.optional().describe('From which day it is true; left out, from the day of what it replaces'),
    number: Short.nullable().optional(),
    finalisedOn: Day.nullable().optional(),
    endsOn: Day.nullable().optional(),
    written: z.boolean().nullable().optional(),
    evidence: Evidence.nullable().optional().describe('The paper that shows the day'),
  }),
  output: Written,
  run: async (desk, { contract: id, version: seen, trueOn, evidence, ...fields }) => {
    const held = await desk.held(contract, id, seen);
    // Another day needs a paper of its own: that of the old day shows the old day.
    if (fields.finalisedOn !== undefined) requireShown(desk.today, fields.finalisedOn, evidence ?? null);
    const { version } = await correct(desk, held, { set: { ...fields, evidence: evidence as Json | undefined }, trueOn });
    return { id, version };
  },
});
