/**
 * Where each use case and each query is found. Everything else of a route (what it takes, gives, needs) stands in the use case; a test
 * holds that each has its row here and each row its use case.
 */
export interface Route {
  /** The use case or query. */
  readonly does: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What stands after a colon is a field of the input: the subject. */
  readonly path: string;
  /** Where what was made is read: `/v1/workers/:id`. The answer is 201 with this Location. */
  readonly made?: string;
}

const post = (path: string, does: string, made?: string): Route => ({
  does,
  method: 'POST',
  path,
  ...(made === undefined ? {} : { made }),
});

const get = (path: string, does: string): Route => ({ does, method: 'GET', path });

export const ROUTES: readonly Route[] = [
  get('/v1/workers', 'worker.list'),
  post('/v1/workers', 'worker.register', '/v1/workers/:id'),
  get('/v1/workers/:worker', 'worker.read'),
  post('/v1/workers/:worker/corrections', 'worker.correct'),
  post('/v1/workers/:worker/recognitions', 'worker.recognise'),
  post('/v1/workers/:worker/recognition-ends', 'worker.tell-apart'),
  get('/v1/workers/:worker/same-person', 'worker.same-person'),
  post('/v1/workers/:worker/erasures', 'worker.erase'),
  post('/v1/workers/:worker/personal', 'worker.read-personal'), // as with a notice's text: why is no matter for an address
  post('/v1/workers/:worker/export', 'worker.export'),
  get('/v1/retention/:class', 'retention.due'),
  get('/v1/timelines/:kind/:record', 'record.timeline'),
  get('/v1/employers', 'employer.list'),
  post('/v1/employers', 'employer.register', '/v1/employers/:id'),
  get('/v1/employers/:employer', 'employer.read'),
  post('/v1/employers/:employer/corrections', 'employer.correct'),
  post('/v1/employers/:employer/closures', 'employer.close'),
  get('/v1/employers/:employer/last-days', 'employer.last-days'),
  get('/v1/contracts', 'contract.list'),
  post('/v1/contracts', 'contract.record', '/v1/contracts/:id'),
  get('/v1/contracts/:contract', 'contract.read'),
  post('/v1/contracts/:contract/corrections', 'contract.correct'),
  post('/v1/contracts/:contract/ends', 'contract.end'),

  get('/v1/applications', 'application.list'),
  post('/v1/applications', 'application.receive', '/v1/applications/:id'),
  get('/v1/applications/:application', 'application.read'),
  get('/v1/applications/:application/same-person', 'application.same-person'),
  post('/v1/applications/:application/corrections', 'application.correct'),
  post('/v1/applications/:application/withdrawals', 'application.withdraw'),
  post('/v1/applications/:application/reopenings', 'application.reopen'),
  post('/v1/applications/:application/decisions', 'decision.propose'),
  post('/v1/cases', 'case.decide'), // a question; its case is too large for an address
  get('/v1/decisions', 'decision.list'),
  get('/v1/decisions/:decision', 'decision.read'),
  get('/v1/decisions/:decision/working', 'decision.working'),
  get('/v1/decisions/:decision/replay', 'decision.replay'),
  post('/v1/decisions/:decision/amendments', 'decision.amend'),
  get('/v1/proposals', 'proposal.list'),
  get('/v1/proposals/:proposal', 'proposal.read'),
  post('/v1/proposals/:proposal/approvals', 'proposal.approve'),
  post('/v1/proposals/:proposal/returns', 'proposal.return'),
  post('/v1/proposals/:proposal/withdrawals', 'proposal.withdraw'),

  get('/v1/permits', 'permit.list'),
  get('/v1/permits/due', 'permit.due'),
  get('/v1/permits/:permit', 'permit.read'),
  post('/v1/permits/:permit/renewals', 'permit.renew'),
  post('/v1/permits/:permit/revocations', 'permit.revoke'),
  post('/v1/permits/:permit/corrections', 'permit.correct'),
  get('/v1/committee-approvals', 'committee-approval.list'),
  post('/v1/committee-approvals', 'committee-approval.request', '/v1/committee-approvals/:id'),
  get('/v1/committee-approvals/:committeeApproval', 'committee-approval.read'),
  post('/v1/committee-approvals/:committeeApproval/answers', 'committee-approval.answer'),
  post('/v1/committee-approvals/:committeeApproval/corrections', 'committee-approval.correct'),

  get('/v1/notices', 'notice.list'),
  post('/v1/notices', 'notice.draft', '/v1/notices/:id'),
  get('/v1/notices/:notice', 'notice.read'),
  post('/v1/notices/:notice/text', 'notice.read-text'), // what somebody reads it for is no matter for an address
  post('/v1/notices/:notice/services', 'notice.serve'),
  post('/v1/notices/:notice/receipts', 'notice.receive'),
  post('/v1/notices/:notice/returns', 'notice.return'),
  post('/v1/notices/:notice/voidings', 'notice.void'),

  get('/v1/departures', 'departure.list'),
  post('/v1/departures', 'departure.plan', '/v1/departures/:id'),
  get('/v1/departures/:departure', 'departure.read'),
  post('/v1/departures/:departure/confirmations', 'departure.confirm'),
  post('/v1/departures/:departure/cancellations', 'departure.cancel'),
  post('/v1/workers/:worker/departures', 'departure.record', '/v1/departures/:id'),
  post('/v1/employers/:employer/departures', 'departure.plan-many'),
  post('/v1/imports/departures', 'departure.import'),
  get('/v1/figures', 'figures.read'),
  get('/v1/figures/public', 'figures.public'),
  get('/v1/figures/departures', 'departure.count'),

  get('/v1/holds', 'hold.list'),
  post('/v1/holds', 'hold.place', '/v1/holds/:id'),
  get('/v1/holds/:hold', 'hold.read'),
  post('/v1/holds/:hold/ground', 'hold.read-ground'),
  post('/v1/holds/:hold/lift-proposals', 'hold.propose-lift'),
  post('/v1/holds/:hold/lifts', 'hold.lift'),
  post('/v1/holds/:hold/continuations', 'hold.keep'),
  post('/v1/workers/:worker/protection-export', 'protection.export'),
  get('/v1/assessments', 'assessment.list'),
  post('/v1/assessments', 'assessment.open', '/v1/assessments/:id'),
  get('/v1/assessments/:assessment', 'assessment.read'),
  post('/v1/assessments/:assessment/ground', 'assessment.read-ground'),
  post('/v1/assessments/:assessment/settlements', 'assessment.settle'),
  post('/v1/workers/:worker/assessments', 'assessment.find-nothing', '/v1/assessments/:id'),

  get('/v1/bulk-declines/preview', 'bulk-decline.preview'),
  post('/v1/bulk-declines', 'bulk-decline.propose'),
  get('/v1/standing', 'standing.list'),
  get('/v1/standing/changes', 'standing.changes'),

  get('/v1/quotas', 'quota.list'),
  post('/v1/quotas', 'quota.set', '/v1/quotas/:id'),
  get('/v1/quotas/:quota', 'quota.read'),
  post('/v1/quotas/:quota/corrections', 'quota.correct'),
  get('/v1/permit-validity', 'permit-validity.read'),
  post('/v1/permit-validity', 'permit-validity.set'),
  get('/v1/notes', 'note.list'),
  post('/v1/notes', 'note.write'),
  get('/v1/notes/mentions', 'note.mentions'),

  get('/v1/law', 'law.in-force'),
  get('/v1/law/versions', 'law.list'),
  post('/v1/law/versions', 'law.propose'),
  post('/v1/law/positions', 'position.record'),
  get('/v1/law/:regime', 'law.read'),
  get('/v1/law/:regime/differences', 'law.diff'),
  get('/v1/law/drafts/:draft/impact', 'law.impact'),
  get('/v1/jobs', 'job.list'),
  post('/v1/jobs', 'job.start', '/v1/jobs/:id'),
  get('/v1/jobs/:job', 'job.read'),
  post('/v1/jobs/:job/cancellations', 'job.cancel'),

  get('/v1/accounts', 'account.list'),
  post('/v1/accounts', 'account.create'),
  get('/v1/accounts/:account', 'account.read'),
  post('/v1/accounts/:account/resets', 'account.reset'),
  post('/v1/accounts/:account/exclusions', 'account.disable'),
  post('/v1/accounts/:account/readmissions', 'account.enable'),
  post('/v1/accounts/:account/roles', 'role.propose'),
  post('/v1/accounts/:account/role-ends', 'role.end'),

  get('/v1/audit/events', 'audit.events'),
  get('/v1/audit/checkpoints', 'audit.checkpoints'),
  get('/v1/audit/readings', 'reading.list'),
];
