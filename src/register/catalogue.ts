import { createAccount, disableAccount, enableAccount } from '../office/accounts/keep.ts';
import { listAccounts, readAccount } from '../office/accounts/read.ts';
import { proposeReset } from '../office/accounts/reset.ts';
import { endRole, proposeRole } from '../office/accounts/roles.ts';
import type { Query, UseCase } from '../office/use-case.ts';
import { PROTECTION_QUERIES, PROTECTION_USE_CASES } from '../protection/catalogue.ts';
import { listReadings } from './accounts/readings.ts';
import { correctApplication } from './applications/correct.ts';
import { listApplications, readApplication } from './applications/read.ts';
import { receiveApplication } from './applications/receive.ts';
import { samePersonHint } from './applications/same-person.ts';
import { reopenApplication, withdrawApplication } from './applications/settle.ts';
import { decideCaseQuery } from './cases/decide.ts';
import { listApprovals, readApproval } from './committee-approvals/read.ts';
import { correctApproval, recordAnswer, recordRequest } from './committee-approvals/write.ts';
import { correctContract } from './contracts/correct.ts';
import { endContract } from './contracts/end.ts';
import { listContracts, readContract } from './contracts/read.ts';
import { recordContract } from './contracts/record.ts';
import { amendDecision } from './decisions/amend.ts';
import { proposeDecision } from './decisions/propose.ts';
import { listDecisions, readDecision } from './decisions/read.ts';
import { readWorking, replayDecision } from './decisions/replay.ts';
import { cancelDeparture } from './departures/cancel.ts';
import { confirmDeparture, recordDeparture } from './departures/confirm.ts';
import { importDepartures } from './departures/import.ts';
import { planDeparture } from './departures/plan.ts';
import { planMany } from './departures/plan-many.ts';
import { countDepartures, listDepartures, readDeparture } from './departures/read.ts';
import { closeEmployer } from './employers/close.ts';
import { correctEmployer } from './employers/correct.ts';
import { lastDays } from './employers/last-days.ts';
import { listEmployers, readEmployer } from './employers/read.ts';
import { registerEmployer } from './employers/register.ts';
import { publicFigures } from './figures/public.ts';
import { readFigures } from './figures/read.ts';
import { cancelJob } from './jobs/cancel.ts';
import { listJobsQuery, readJob } from './jobs/read.ts';
import { startJob } from './jobs/start.ts';
import { lawImpact } from './law/impact.ts';
import { proposeLaw } from './law/propose.ts';
import { diffLawVersions, lawInForceQuery, listLaw, readLawVersion } from './law/read.ts';
import { recordPosition } from './law/record-position.ts';
import { listNotes, myMentions } from './notes/read.ts';
import { writeNote } from './notes/write.ts';
import { draftNotice } from './notices/draft.ts';
import { listNotices, readNotice, readNoticeText } from './notices/read.ts';
import { receiveNotice, returnNotice, serveNotice, voidNotice } from './notices/serve.ts';
import { correctPermit } from './permits/correct.ts';
import { listDueRenewals, listPermits, readPermit } from './permits/read.ts';
import { renewPermit } from './permits/renew.ts';
import { revokePermitCase } from './permits/revoke.ts';
import { readValidity, setValidity } from './permits/set-validity.ts';
import { listCheckpoints } from './proof/checkpoints.ts';
import { listEvents } from './proof/events.ts';
import { listProposals, readProposal } from './proposals/read.ts';
import { approveProposal, returnProposal, withdrawOwnProposal } from './proposals/settle.ts';
import { listQuotas, readQuota } from './quotas/read.ts';
import { correctQuota, setQuota } from './quotas/set.ts';
import { timeline } from './reading/timeline.ts';
import { previewDecline, proposeDecline } from './renewals/decline.ts';
import { retentionDue } from './retention/due.ts';
import { listStanding } from './standing/read.ts';
import { listChanges } from './standing/read-changes.ts';
import { correctWorker } from './workers/correct.ts';
import { eraseWorker } from './workers/erase.ts';
import { exportPerson } from './workers/export-person.ts';
import { listWorkers, readWorker } from './workers/read.ts';
import { readPersonal } from './workers/read-personal.ts';
import { recogniseWorker, tellWorkersApart } from './workers/recognise.ts';
import { registerWorker } from './workers/register.ts';
import { samePersonAsWorker } from './workers/same-person.ts';

/** Everything that can be done in the register, in the order in which a permit lives. The doors derive from it: routes, commands, forms. */
export const USE_CASES: readonly UseCase[] = [
  registerWorker,
  correctWorker,
  recogniseWorker,
  tellWorkersApart,
  eraseWorker,
  registerEmployer,
  correctEmployer,
  closeEmployer,
  recordContract,
  correctContract,
  endContract,
  receiveApplication,
  correctApplication,
  withdrawApplication,
  reopenApplication,
  proposeDecision,
  amendDecision,
  approveProposal,
  returnProposal,
  withdrawOwnProposal,
  draftNotice,
  serveNotice,
  receiveNotice,
  returnNotice,
  voidNotice,
  planDeparture,
  planMany,
  importDepartures,
  confirmDeparture,
  recordDeparture,
  cancelDeparture,
  ...PROTECTION_USE_CASES,
  proposeLaw,
  recordPosition,
  startJob,
  cancelJob,
  renewPermit,
  revokePermitCase,
  correctPermit,
  recordRequest,
  recordAnswer,
  correctApproval,
  setValidity,
  proposeDecline,
  setQuota,
  correctQuota,
  writeNote,
  createAccount,
  disableAccount,
  enableAccount,
  proposeRole,
  endRole,
  proposeReset,
];

/** Everything that can be asked. */
export const QUERIES: readonly Query[] = [
  readWorker,
  listWorkers,
  readPersonal,
  samePersonAsWorker,
  exportPerson,
  retentionDue,
  timeline,
  readEmployer,
  listEmployers,
  lastDays,
  readContract,
  listContracts,
  readApplication,
  listApplications,
  samePersonHint,
  decideCaseQuery,
  readDecision,
  listDecisions,
  replayDecision,
  readWorking,
  readProposal,
  listProposals,
  readNotice,
  listNotices,
  readNoticeText,
  readDeparture,
  listDepartures,
  countDepartures,
  ...PROTECTION_QUERIES,
  listStanding,
  listChanges,
  lawInForceQuery,
  listLaw,
  readLawVersion,
  diffLawVersions,
  lawImpact,
  readJob,
  listJobsQuery,
  readPermit,
  listPermits,
  listDueRenewals,
  readApproval,
  listApprovals,
  readValidity,
  previewDecline,
  readQuota,
  listQuotas,
  listNotes,
  myMentions,
  listAccounts,
  readAccount,
  listReadings,
  readFigures,
  publicFigures,
  listEvents,
  listCheckpoints,
];
