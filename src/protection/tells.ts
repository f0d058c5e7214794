import { sql } from 'kysely';
import type { LoggedEvent } from '../audit/event.ts';
import { setOf } from '../office/opened.ts';
import { assessment } from './assessment.ts';
import { hold } from './hold.ts';

/** The kinds of record that are of protection. That there is one is the secret. */
export const KINDS_OF_PROTECTION: readonly string[] = [hold.kind, assessment.kind];

/** The field under which it is recorded that somebody was given all that protection holds. */
export const ALL_OF_PROTECTION = 'protection.everything';

/** Entries of the log that tell of protection: its own records, and what was noted of them. */
export function tellsOfProtection({ record, data }: Pick<LoggedEvent, 'record' | 'data'>): boolean {
  return (
    KINDS_OF_PROTECTION.includes(record.kind) || (record.kind === 'note' && KINDS_OF_PROTECTION.includes(String(setOf(data).aboutKind)))
  );
}

/** Rows of `access_read` that tell of it: what was read, or what it was read for. */
export const READ_OF_PROTECTION = sql`(purpose = 'protection' or fields && ${[
  ...KINDS_OF_PROTECTION.map((kind) => `${kind}.ground`),
  ALL_OF_PROTECTION,
]}::text[])`;
