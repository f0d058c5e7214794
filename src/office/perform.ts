import type { z } from 'zod';
import { type Actor, requireMay } from '../access/actor.ts';
import { ResoluteError } from '../values/errors.ts';
import { attempt } from './attempt.ts';
import { InputRefused } from './errors.ts';
import { type Answered, type Office, transact } from './office.ts';
import { type Moment, NOW } from './states.ts';
import { takenFrom } from './taken.ts';
import type { Query, UseCase } from './use-case.ts';

export interface Circumstances {
  readonly key?: string | null;
  /** Everything is done and checked, and then undone; the answer says what would have come out. */
  readonly dryRun?: boolean;
}

/**
 * Does one thing for one person: checks the input, whether they may, and runs the use case in one transaction.
 * @throws InputRefused, NotAllowed, and what the use case names
 */
export async function perform<I extends z.ZodType, O extends z.ZodType>(
  office: Office,
  actor: Actor,
  what: UseCase<I, O>,
  input: unknown,
  { key = null, dryRun = false }: Circumstances = {},
): Promise<Answered<z.output<O>>> {
  const checked = admitted(what.input, input);
  try {
    if (what.action !== null) requireMay(actor, what.action);
    return await transact(office, actor, { key: dryRun ? null : key, name: what.name, input }, async (desk) => {
      const result = what.output.parse(await what.run(desk, checked)) as z.output<O>;
      if (dryRun) throw new Undone(result);
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return { result: error.result as z.output<O>, repeated: false };
    if (isAttempt(what, error) && !dryRun) await recordAttempt(office, actor, what.name, error, checked);
    throw takenFrom(error) ?? error;
  }
}

function isAttempt(what: UseCase, error: unknown): error is ResoluteError {
  return error instanceof ResoluteError && (error.kind === 'second-person' || (what.keepsAttempts === true && error.kind === 'forbidden'));
}

/** Asks one thing. @throws InputRefused, NotAllowed */
export async function ask<I extends z.ZodType, O extends z.ZodType>(
  office: Office,
  actor: Actor,
  what: Query<I, O>,
  input: unknown,
  moment: Moment = NOW,
): Promise<z.output<O>> {
  requireMay(actor, what.action);
  const checked = admitted(what.input, input);
  const day = moment.asOf ?? office.clock.today();
  return what.output.parse(await what.run({ db: office.store.db, office, actor, moment, day }, checked)) as z.output<O>;
}

/** Ends a transaction that was only to be tried. */
class Undone extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super('dry run');
    this.result = result;
  }
}

/** @throws InputRefused naming every field that does not fit */
export function admitted<I extends z.ZodType>(schema: I, input: unknown): z.output<I> {
  const read = schema.safeParse(input);
  if (read.success) return read.data as z.output<I>;
  throw new InputRefused(
    read.error.issues.map((issue) => ({
      field: fieldOf(issue),
      reason: `${issue.message}${/[.!?]$/.test(issue.message) ? '' : '.'}`,
      remedy: remedyOf(issue),
    })),
  );
}

function fieldOf(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return path === '' ? '(the whole)' : path;
  return issue.keys.map((key) => (path === '' ? key : `${path}.${key}`)).join(', ');
}

function remedyOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'Leave it out, or mend its name.';
  if (issue.code === 'invalid_type') return `Give ${issue.expected === 'string' ? 'a text' : `a value of type ${issue.expected}`}.`;
  if (issue.code === 'invalid_value') return `Use one of: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'too_small') return issue.minimum === 1 && issue.origin !== 'number' ? 'Fill it in.' : 'Give more than that.';
  if (issue.code === 'too_big') return 'Give less than that.';
  return 'Mend it and try again.';
}

/** What was refused for want of a second person stays on record, in a transaction of its own since the refused one left nothing. */
export async function recordAttempt(office: Office, actor: Actor, name: string, error: ResoluteError, input: unknown): Promise<void> {
  const named = 'on' in error ? error.on : (input as { readonly proposal?: unknown } | null)?.proposal;
  const on = typeof named === 'string' ? named : null;
  await transact(office, actor, { key: null, name: 'attempt', input: null }, async (desk) => {
    await desk.create(attempt, { event: 'refused', set: { name, code: error.code, on, via: actor.via } });
  });
}
