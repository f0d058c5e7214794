import { type Action, ALL_ACTIONS } from './actions.ts';

/** What a role is, in one sentence for people. */
export const ROLES = {
  'permit-officer': 'Receives applications, proposes decisions, serves notices and follows departures',
  supervisor: 'The second person: approves what somebody else proposed',
  'sanctions-analyst': 'Keeps the law, the positions on open questions and the Committee approvals in order',
  'foreign-desk': 'Speaks with the Committee and with other states’ missions',
  'protection-officer': 'Assesses who must not be returned and places holds',
  statistician: 'Makes figures and pseudonymous exports',
  auditor: 'Reads everything and changes nothing',
  employer: 'Acts for one employer, on that employer’s own records',
  administrator: 'Keeps accounts and the service running; reads no case',
} as const;

export type Role = keyof typeof ROLES;

export const ALL_ROLES = Object.keys(ROLES) as readonly Role[];

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

/**
 * The roles that count. Somebody who acts for an employer is outside of the ministry whatever else was granted, so that a mistake in
 * a grant opens nothing.
 */
export const rolesThatCount = (roles: readonly Role[]): readonly Role[] => (roles.includes('employer') ? ['employer'] : roles);

/** Everybody with an account, an employer too, may keep tokens of their own: a token never reaches further than its owner. */
const OWN_TOKENS: readonly Action[] = ['token.create', 'token.read', 'token.revoke'];

/** What everybody inside the ministry who handles cases may look at. */
const CASE_READING: readonly Action[] = [
  ...(['worker.read', 'employer.read', 'contract.read', 'application.read', 'decision.read', 'permit.read'] as const),
  ...(['notice.read', 'departure.read', 'committee-approval.read', 'quota.read', 'note.read', 'law.read', 'figures.read'] as const),
];

/** Every action that only looks. Listed by its verb, so that a new way of reading cannot be forgotten for the auditor. */
const LOOKING = ALL_ACTIONS.filter((action) => /\.(read|read-personal|read-log|verify|bundle)$/.test(action));

/** Who may do what. A pair that is not in this table is refused. */
export const MAY: Readonly<Record<Role, ReadonlySet<Action>>> = {
  'permit-officer': new Set<Action>([
    ...CASE_READING,
    'worker.read-personal',
    'worker.register',
    'worker.correct',
    'worker.recognise',
    'worker.export', // a person asks at the counter; what is handed over is logged like every reading
    'employer.register',
    'employer.correct',
    'contract.record',
    'contract.correct',
    'application.receive',
    'application.correct',
    'application.withdraw',
    'application.reopen',
    'case.decide',
    'proposal.read',
    'decision.propose', // never decision.approve: where the law asks for two, the second is a supervisor
    'permit.renew',
    'permit.revoke', // a proposal; it takes effect through decision.approve
    'permit.correct',
    'bulk.decline',
    'notice.draft',
    'notice.serve',
    'departure.plan', // refused by type and by the database for a person who is protected, whoever asks
    'departure.confirm',
    'note.write',
    'job.start',
    'job.read',
    'audit.bundle', // the officer hands a decision out together with its proof
    'import.run',
    'export.run',
    ...OWN_TOKENS,
  ]),
  supervisor: new Set<Action>([
    ...CASE_READING,
    'worker.read-personal',
    'worker.correct',
    'worker.recognise',
    'worker.export',
    'worker.erase', // cannot be undone, so not at the counter
    'employer.correct',
    'contract.correct',
    'application.correct',
    'application.reopen',
    'case.decide',
    'decision.propose', // may write one as well; then another supervisor approves it
    'decision.approve',
    'decision.return',
    'proposal.read',
    'permit.renew',
    'permit.revoke',
    'permit.correct',
    'bulk.decline',
    'bulk.approve',
    'notice.draft',
    'notice.serve',
    'departure.plan',
    'departure.confirm',
    'note.write',
    'quota.set',
    'law.publish',
    'role.approve', // so that two administrators alone cannot make each other officers unseen by the office
    'account.read', // whose role it is must be seen to be approved
    'job.start',
    'job.read',
    'audit.verify',
    'audit.bundle',
    'retention.read',
    'import.run',
    'export.run',
    ...OWN_TOKENS,
  ]),
  'sanctions-analyst': new Set<Action>([
    ...CASE_READING, // without personal fields: the law does not ask for a name
    'case.decide',
    'committee-approval.record',
    'law.propose', // a supervisor publishes
    'proposal.read',
    'position.record',
    'note.write',
    'job.start', // deciding again what a new law touches
    'job.read',
    'audit.bundle',
    'export.run',
    ...OWN_TOKENS,
  ]),
  'foreign-desk': new Set<Action>([
    'employer.read',
    'permit.read',
    'decision.read', // of acts that protection does not touch, and never the working: see scope.ts and fields.ts
    'notice.read', // those to a mission
    'committee-approval.record',
    'committee-approval.read',
    'case.decide', // on facts that the desk types itself; no record of the register is read for it
    'quota.read',
    'law.read',
    'figures.read', // only those that do not depend on protection: see scope.ts
    ...OWN_TOKENS,
    // no worker.read, note.read, departure.* or job.read: from each of them a hold could be inferred
  ]),
  'protection-officer': new Set<Action>([
    ...CASE_READING,
    'worker.read-personal',
    'hold.place',
    'hold.lift',
    'hold.read',
    'assessment.record',
    'assessment.read',
    'case.decide',
    'note.write',
    ...OWN_TOKENS,
    // no decision.propose or approve: who protects does not grant
  ]),
  statistician: new Set<Action>(['figures.read', 'export.pseudonymous', 'quota.read', 'law.read', 'job.read', ...OWN_TOKENS]),
  auditor: new Set<Action>([
    ...LOOKING, // holds and assessments too, and personal fields with a purpose
    'case.decide', // to replay what was decided; records nothing
    'note.write', // the one thing an auditor writes: it changes no record
    'register.rebuild', // compares, and changes nothing
    ...OWN_TOKENS,
  ]),
  employer: new Set<Action>([
    'worker.register', // its own applicants; that a worker is known already is never told
    'worker.read', // those it applied for or employs, without personal fields
    'employer.read', // itself
    'contract.record',
    'contract.read',
    'application.receive',
    'application.read',
    'application.withdraw',
    'decision.read', // outcome and citation of what it applied for
    'permit.read',
    'notice.read', // those addressed to it
    'law.read',
    ...OWN_TOKENS,
  ]),
  administrator: new Set<Action>([
    'account.create',
    'account.read',
    'account.disable',
    'account.reset', // whoever resets could become that person, so role.approve has to agree
    'role.propose',
    'role.approve', // of what another administrator proposed
    'proposal.read', // of roles alone: whoever may not approve a decision does not see it
    'role.end', // taking away needs no second person: it must be quick
    'job.read',
    'audit.verify', // says whether the log is whole; shows none of it
    'register.configure',
    'register.backup', // a backup is ciphertext where it is personal, and holds no keys
    'register.rebuild',
    'register.read-only-clear',
    'law.read',
    ...OWN_TOKENS,
    // no *.read of a case, and no figures: neither follows from keeping the machine running
  ]),
};
