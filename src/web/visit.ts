import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import type { Office } from '../office/office.ts';
import { ask, perform } from '../office/perform.ts';
import type { Moment } from '../office/states.ts';
import type { Query, UseCase } from '../office/use-case.ts';
import type { IsoDate } from '../values/dates.ts';
import type { Given } from './given.ts';
import type { Words } from './words/words.ts';

/** One request for a page, as a page sees it: who asks, in which language, what was given, and the two ways to the office. */
export interface Visit<A extends Actor | null = Actor> {
  readonly office: Office;
  readonly actor: A;
  readonly words: Words;
  /** The day of the register. */
  readonly today: IsoDate;
  /** The parts of the address that the page's path names with a colon. */
  readonly params: Readonly<Record<string, string>>;
  /** What stands after the question mark: filters and cursors, never anything personal. */
  readonly query: Given;
  /** What a form sent; nothing for GET. */
  readonly form: Given;
  /** The file of a page that takes one; undefined where none was chosen. */
  readonly upload: Upload | undefined;
  /** The key of this form: sending it twice gives the first answer. */
  readonly key: string;
  /** The moment of the two clocks that `asOf` and `knownAt` in the address name. */
  readonly moment: Moment;
  /** For cookies, addresses and headers, where a page needs them. */
  readonly request: FastifyRequest;
  /** Asks one thing, as the signed-in person. */
  readonly ask: <I extends z.ZodType, O extends z.ZodType>(what: Query<I, O>, input: z.input<I>, moment?: Moment) => Promise<z.output<O>>;
  /** Does one thing, as the signed-in person, under the form's key. @param part of a form that does several things: makes its key */
  readonly act: <I extends z.ZodType, O extends z.ZodType>(
    what: UseCase<I, O>,
    input: z.input<I>,
    how?: { readonly dryRun?: boolean; readonly part?: string },
  ) => Promise<z.output<O>>;
}

export interface Upload {
  readonly name: string;
  /** Where the file lies until the request ends. */
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/** The two ways to the office for one person. */
export function waysOf(office: Office, actor: Actor | null, key: string, moment: Moment): Pick<Visit, 'ask' | 'act'> {
  const whoever = (): Actor => {
    if (actor === null) throw new TypeError('A page for everybody asks the office nothing.');
    return actor;
  };
  return {
    ask: (what, input, at = moment) => ask(office, whoever(), what, input, at),
    act: async (what, input, { dryRun = false, part = '' } = {}) =>
      (await perform(office, whoever(), what, input, { key: part === '' ? key : `${key} ${part}`, dryRun })).result,
  };
}
