import { z } from 'zod';
import { Country, Short } from '../fields.ts';

/** The facts of a worker that the law reads; what is left out is unknown. */
export const WorkerFacts = z.strictObject({
  nationalities: z.array(Country).min(1, 'A worker has at least one nationality; a stateless person has XXA').nullable().optional(),
  nationalityGiven: Short.nullable()
    .optional()
    .describe('What the form says where that is no code of one state; the nationality is then unknown'),
  earnsIncome: z.boolean().nullable().optional(),
  safetyOverseer: z.boolean().nullable().optional(),
  immunity: z.boolean().nullable().optional(),
  residesOnOtherTitle: z.boolean().nullable().optional(),
  listed: z.boolean().nullable().optional().describe('Confirmed on a list; never a mere match of names'),
});
