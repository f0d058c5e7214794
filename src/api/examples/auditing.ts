import { made, type Step } from './step.ts';

/** What is read of the whole: accounts, the log, what was signed over it, who read names, and the figures. */
export const AUDITING: readonly Step[] = [
  { does: 'account.read', by: 'administrator', input: { account: made('account') } },
  { does: 'account.reset', by: 'administrator', input: { account: made('account'), because: 'forgotten' } },
  { does: 'audit.events', by: 'auditor', input: { recordKind: 'decision', limit: 2 } },
  { does: 'audit.checkpoints', by: 'auditor', input: { limit: 2 } },
  { does: 'reading.list', by: 'auditor', input: { person: made('worker'), limit: 10 } },
  { does: 'figures.read', by: 'statistician', input: { nationality: 'PRK' } },
  { does: 'figures.public', by: 'statistician', input: { measure: 'granted' } },
];
