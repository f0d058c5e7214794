import { ACCOUNTS } from './commands/accounts.ts';
import { APPLICATIONS } from './commands/applications.ts';
import { AUDIT } from './commands/audit.ts';
import { DECISIONS } from './commands/decisions.ts';
import { DEPARTURES } from './commands/departures.ts';
import { LAW } from './commands/law.ts';
import { NOTICES } from './commands/notices.ts';
import { NUMBERS } from './commands/numbers.ts';
import { PEOPLE } from './commands/people.ts';
import { PERMITS } from './commands/permits.ts';
import { PROTECTION } from './commands/protection.ts';
import { WORK } from './commands/work.ts';
import type { Derived } from './derived.ts';

/**
 * The commands that are one use case or one query each: what they take as arguments, the sentence they end with, and lines that run on
 * the example register. Flags and help come from the schema of the use case. This list is read whenever `resolute` starts, so nothing of
 * the register is imported here. Records are named by their id or by a number that people know: `ids.ts` says which.
 */
export const DERIVED: readonly Derived[] = [
  ...PEOPLE,
  ...APPLICATIONS,
  ...DECISIONS,
  ...PERMITS,
  ...NUMBERS,
  ...NOTICES,
  ...DEPARTURES,
  ...PROTECTION,
  ...WORK,
  ...LAW,
  ...AUDIT,
  ...ACCOUNTS,
];
