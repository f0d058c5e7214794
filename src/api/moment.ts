import { z } from 'zod';
import type { InputProblem } from '../office/errors.ts';
import { InputRefused } from '../office/errors.ts';
import type { Moment } from '../office/states.ts';
import { isIsoDate } from '../values/dates.ts';

/** The two clocks, which every reading takes. */
export const MOMENT = {
  asOf: z.string().optional().describe('The day on which the answer is true, YYYY-MM-DD; today unless given'),
  knownAt: z
    .string()
    .optional()
    .describe('The instant at which the register knew it, with its zone: 2018-03-01T12:00:00Z; now unless given'),
};

export const MOMENT_NAMES = Object.keys(MOMENT);

/** @throws InputRefused where a day does not exist, or an instant has no zone */
export function momentOf({ asOf, knownAt }: { readonly asOf?: unknown; readonly knownAt?: unknown }): Moment {
  const problems: InputProblem[] = [];
  if (asOf !== undefined && !(typeof asOf === 'string' && isIsoDate(asOf)))
    problems.push({ field: 'asOf', reason: 'This is no day of the calendar.', remedy: 'Write it YYYY-MM-DD, for instance 2017-12-07.' });
  const instant = knownAt === undefined ? null : instantOf(knownAt);
  if (instant === undefined)
    problems.push({
      field: 'knownAt',
      reason: 'This is no instant with its zone.',
      remedy: 'Write it like 2018-03-01T12:00:00Z, or with an offset; a plus sign in an address is written %2B.',
    });
  if (problems.length > 0) throw new InputRefused(problems);
  return { asOf: (asOf as string | undefined) ?? null, knownAt: instant ?? null };
}

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** In UTC with six digits, as the log writes it. Rounded up, so that an instant read from an answer and given back includes its event. */
function instantOf(given: unknown): string | undefined {
  if (typeof given !== 'string' || !WITH_ZONE.test(given)) return undefined;
  try {
    const instant = Temporal.Instant.from(given);
    return instant.round({ smallestUnit: 'microsecond', roundingMode: 'ceil' }).toString({ fractionalSecondDigits: 6 });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
