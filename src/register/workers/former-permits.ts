import { z } from 'zod';
import { Day, Short } from '../fields.ts';

/** A permit of another office or category, as it was told. Its number is a document of the person (`personal.ts`, kind `permit`) and stands there. */
export const FormerPermit = z.strictObject({
  category: Short.describe('For instance student, spouse, work'),
  office: Short.nullable().default(null).describe('Who gave it'),
  validFrom: Day.nullable().default(null),
  validTo: Day.nullable().default(null),
});

export const FormerPermits = z.array(FormerPermit).max(100);
