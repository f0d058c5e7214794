import type { Derived } from './derived.ts';

/** A sentence without its end, beginning small: how a command says what it does. */
export type DerivedEntry = Omit<Derived, 'examples'> & { readonly examples: readonly string[] };

/**
 * The commands that are one use case or one query each: what they take as arguments, and a line that runs. Flags and help come from the
 * schema of the use case. Records are named by their id or by a number: a decision or a proposal by that of its application, a hold, an
 * assessment or a departure by that of its worker.
 */
export const DERIVED: readonly DerivedEntry[] = [
  {
    name: 'worker register',
    summary: 'register a worker',
    does: 'worker.register',
    examples: [
      `resolute worker register --as officer --dry-run --number W-1 --nationalities PRK --names '{"text": "Pak Chol Chun", "script": "Latn"}'`,
    ],
  },
  {
    name: 'worker show',
    summary: 'show what the law reads of a worker',
    does: 'worker.read',
    takes: ['worker'],
    examples: ['resolute worker show INV-W-00001 --as officer'],
  },
  {
    name: 'worker list',
    summary: 'list workers, without names',
    does: 'worker.list',
    examples: ['resolute worker list --nationality PRK --limit 5 --as officer'],
  },
  {
    name: 'worker correct',
    summary: 'correct what is recorded of a worker; the old values stay',
    does: 'worker.correct',
    takes: ['worker'],
    examples: ['resolute worker correct INV-W-00001 --earns-income true --as officer --dry-run'],
  },
  {
    name: 'permit show',
    summary: 'show a permit',
    does: 'permit.read',
    takes: ['permit'],
    examples: ['resolute permit show INV-08-0001 --as officer', 'resolute permit show INV-08-0001 --as-of 2009-01-01 --as officer --json'],
  },
  {
    name: 'permit list',
    summary: 'list permits',
    does: 'permit.list',
    examples: ['resolute permit list --nationality PRK --standing-on 2017-12-07 --limit 5 --as officer'],
  },
  {
    name: 'permit due',
    summary: 'list permits that come up for renewal, with nobody having asked for it',
    does: 'permit.due',
    examples: ['resolute permit due --from 2018-02-01 --to 2018-02-28 --nationality PRK --limit 5 --as officer'],
  },
  {
    name: 'permit correct',
    summary: 'correct what is recorded of a permit; the old values stay',
    does: 'permit.correct',
    takes: ['permit'],
    examples: ['resolute permit correct INV-08-0001 --category construction --as supervisor --dry-run'],
  },
  { name: 'apply', summary: 'receive an application', does: 'application.receive', takes: ['kind'], examples: [] },
  {
    name: 'application list',
    summary: 'list applications',
    does: 'application.list',
    examples: ['resolute application list --status received --as officer'],
  },
  { name: 'application show', summary: 'show an application', does: 'application.read', takes: ['application'], examples: [] },
  {
    name: 'approve list',
    summary: 'list what waits for a second person',
    does: 'proposal.list',
    examples: ['resolute approve list --as supervisor'],
  },
];
