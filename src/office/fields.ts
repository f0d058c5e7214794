import { z } from 'zod';
import { isCountryCode } from '../values/countries.ts';
import { isIsoDate } from '../values/dates.ts';

/** Fields that many use cases share: each says in its own words what is wrong. */
export const Id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'An id is a UUID in lower case');
export const Day = z.string().refine(isIsoDate, 'A day is written YYYY-MM-DD and exists in the calendar');
export const Country = z.string().refine(isCountryCode, 'A state is written as its ISO 3166-1 alpha-3 code, for instance MNG');
export const Instant = z.iso.datetime({ offset: true, error: 'An instant with its zone, for instance 2018-03-01T12:00:00Z' });
/** A text that says something. */
export const Words = z.string().trim().min(1, 'A text is needed here, and this one is empty').max(10_000);
export const Short = z.string().trim().min(1, 'A text is needed here, and this one is empty').max(200);
/** The version that was read: the act is refused when the record has changed since. */
export const Version = z.int().min(1);

/** The paper or the person that a fact is known from. */
export const Evidence = z.strictObject({
  kind: Short.describe('What it is: contract, passport, stamp, letter'),
  reference: Short,
  on: Day.optional(),
});

/** What every write gives back of a record. */
export const Written = z.object({ id: Id, version: Version });
