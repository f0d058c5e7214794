import { made, type Step } from './step.ts';

/** Law, figures, notes and long work. */
export const RULING: readonly Step[] = [
  { does: 'law.in-force', by: 'permit-officer' },
  { does: 'law.list', by: 'sanctions-analyst' },
  { does: 'law.read', by: 'sanctions-analyst', input: { regime: 'dprk-labour' }, makes: { sha256: 'sha256' } },
  {
    does: 'law.propose',
    by: 'sanctions-analyst',
    input: { regime: 'dprk-labour', files: made('lawFiles'), why: 'The title says more.' },
    makes: { reworded: 'proposal' },
  },
  { does: 'proposal.withdraw', by: 'sanctions-analyst', input: { proposal: made('reworded') }, prepares: true },
  {
    does: 'position.record',
    by: 'sanctions-analyst',
    input: {
      regime: 'dprk-labour',
      question: 'admission-nexus',
      position: {
        by: 'Mongolia',
        host: 'MNG',
        on: '2018-02-01',
        answers: false,
        words: { en: 'Whoever resides on another title is not admitted for work.' },
        sources: ['letter of the ministry, 1 February 2018'],
        confidence: 'secondary',
      },
      why: 'The ministry answered the question.',
    },
    makes: { sha256: 'sha256', lawProposal: 'proposal' },
  },
  { does: 'law.diff', by: 'sanctions-analyst', input: { regime: 'dprk-labour', to: made('sha256') } },
  {
    does: 'quota.set',
    by: 'supervisor',
    input: { year: 2018, number: 2338, source: 'Order A/12 of 5 January 2018' },
    makes: { quota: 'id' },
  },
  { does: 'quota.read', by: 'statistician', input: { quota: made('quota') } },
  { does: 'quota.list', by: 'statistician', input: { year: 2018 } },
  { does: 'quota.correct', by: 'supervisor', input: { quota: made('quota'), version: 1, number: 2300 } },
  { does: 'permit-validity.read', by: 'permit-officer' },
  { does: 'permit-validity.set', by: 'supervisor', input: { monthsMax: 12, source: 'Law on labour migration, article 7' } },
  {
    does: 'note.write',
    by: 'permit-officer',
    input: { aboutKind: 'permit', about: made('permit'), text: 'The employer asked by telephone when it ends.' },
  },
  { does: 'note.list', by: 'permit-officer', input: { aboutKind: 'permit', about: made('permit') } },
  { does: 'note.mentions', by: 'permit-officer' },
  { does: 'standing.list', by: 'permit-officer', input: { act: 'renew' } },
  { does: 'standing.changes', by: 'permit-officer' },
  { does: 'job.start', by: 'supervisor', input: { work: 'redecide' }, makes: { job: 'id' } },
  { does: 'job.read', by: 'supervisor', input: { job: made('job') } },
  { does: 'job.list', by: 'supervisor' },
  { does: 'job.cancel', by: 'supervisor', input: { job: made('job') } },
  { does: 'contract.end', by: 'permit-officer', input: { contract: made('contract'), version: 2, endedOn: '2018-02-05' } },
  { does: 'permit.revoke', by: 'permit-officer', input: { permit: made('renewed'), reason: 'The worker left.' } },
  { does: 'employer.close', by: 'permit-officer', input: { employer: made('stranger'), version: 1 } },
  { does: 'law.impact', by: 'sanctions-analyst', input: { draft: 'un-2397-12-months' } },
];

/** Accounts, and roles that two persons give. */
export const KEEPING: readonly Step[] = [
  { does: 'account.create', by: 'administrator', input: { login: 'dulma', name: 'D. Dulma' }, makes: { account: 'account' } },
  { does: 'account.list', by: 'administrator' },
  {
    does: 'role.propose',
    by: 'administrator',
    input: { account: made('account'), role: 'permit-officer' },
    makes: { roleProposal: 'proposal', roleHash: 'contentHash' },
  },
  {
    does: 'proposal.approve',
    by: 'supervisor',
    input: { proposal: made('roleProposal'), contentHash: made('roleHash') },
    prepares: true,
  },
  {
    does: 'role.end',
    by: 'administrator',
    input: { account: made('account'), role: 'permit-officer', reason: 'Moved to another office.' },
  },
  { does: 'account.disable', by: 'administrator', input: { account: made('account'), reason: 'Left the ministry.' } },
  { does: 'account.enable', by: 'administrator', input: { account: made('account'), reason: 'Came back.' } },
];
