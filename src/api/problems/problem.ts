import { z } from 'zod';
import { ResoluteError } from '../../values/errors.ts';
import { statusOf } from './status.ts';
import { titleOf } from './types.ts';

/** A paragraph that refused, or that the answer rests on. */
const Rule = z.object({
  provision: z.string().describe('Its id in the law'),
  instrument: z.string().nullable(),
  paragraph: z.string().nullable(),
});

/** RFC 9457, with what a person needs to go on. Looser than what is sent, as the RFC asks of readers. */
export const Problem = z
  .object({
    type: z.string().describe('An address of this service that explains this problem'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What happened, to which record'),
    remedy: z.string().describe('What to do about it'),
    code: z.string().describe('Never reused and never renamed: what a program reads'),
    kind: z.string().describe('What sort of trouble: usage, input, conflict, second-person …'),
    instance: z.string().describe('The id of this request, under which it stands in the log'),
    problems: z
      .array(z.object({ field: z.string(), reason: z.string(), remedy: z.string() }))
      .optional()
      .describe('Everything that does not fit, not only the first'),
    rules: z.array(Rule).optional().describe('The paragraphs that refused'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.output<typeof Problem>;

/** What an error tells beyond its sentence, where it tells it. */
interface Telling {
  readonly problems?: unknown;
  readonly rules?: unknown;
}

/** @param request the id of the request that met the error */
export function problemOf(error: ResoluteError, request: string): Problem {
  const { problems, rules } = error as ResoluteError & Telling;
  return {
    type: `/problems/${error.code}`,
    title: titleOf(error.code),
    status: statusOf(error),
    detail: error.message,
    remedy: error.remedy,
    code: error.code,
    kind: error.kind,
    instance: `urn:uuid:${request}`,
    ...(Array.isArray(problems) ? { problems: problems as NonNullable<Problem['problems']> } : {}),
    ...(Array.isArray(rules) && rules.length > 0 ? { rules: rules as NonNullable<Problem['rules']> } : {}),
  };
}

export const isResoluteError = (error: unknown): error is ResoluteError => error instanceof ResoluteError;
