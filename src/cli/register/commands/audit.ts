import type { Derived } from '../derived.ts';

/** What was written, who read what, and what it comes to in numbers. */
export const AUDIT: readonly Derived[] = [
  {
    name: 'audit log',
    summary: 'show the log in its order; what is sealed in it stays sealed',
    does: 'audit.events',
    columns: ['leaf', 'kind', 'recordKind', 'trueOn', 'knownAt', 'record'],
    examples: ['resolute audit log --record-kind decision --limit 5 --as auditor'],
  },
  {
    name: 'audit checkpoints',
    summary: 'show everything that was ever signed over the log, the latest first',
    does: 'audit.checkpoints',
    columns: ['size', 'signedAt', 'root', 'signer'],
    examples: ['resolute audit checkpoints --limit 3 --as auditor'],
  },
  {
    name: 'audit readings',
    summary: 'show who read which personal fields, and why; the latest first',
    does: 'reading.list',
    columns: ['at', 'purpose', 'fields', 'words', 'person', 'account'],
    examples: ['resolute audit readings --person INV-W-02889 --as auditor'],
  },
  {
    name: 'figures show',
    summary: 'show the six measures for a day, each by itself and with what it means',
    does: 'figures.read',
    print: 'figures',
    examples: ['resolute figures show --nationality PRK --as statistician'],
  },
  {
    name: 'figures public',
    summary: 'show one measure by nationality and sector as it may be published, small counts left out',
    does: 'figures.public',
    print: 'figures-table',
    examples: ['resolute figures public --measure employed --as statistician'],
  },
];
