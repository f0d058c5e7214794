import type { WebOptions } from './options.ts';
import type { Page } from './page.ts';
import { mePages } from './pages/access/me.ts';
import { signInPages } from './pages/access/sign-in.ts';
import { administrationPages } from './pages/administration/administration.ts';
import { applicationPages } from './pages/applications/applications.ts';
import { auditPages } from './pages/audit/audit.ts';
import { checkPages } from './pages/check/check.ts';
import { contractPages } from './pages/contracts/contracts.ts';
import { decidePages } from './pages/decide/decide.ts';
import { decisionPages } from './pages/decisions/decisions.ts';
import { departurePages } from './pages/departures/departures.ts';
import { employerPages } from './pages/employers/employers.ts';
import { exemptionPages } from './pages/exemptions/exemptions.ts';
import { frontPages } from './pages/front/landing.ts';
import { helpPages } from './pages/help/help.ts';
import { importPages } from './pages/import/import.ts';
import { deadlinePages } from './pages/law/deadlines.ts';
import { draftPages } from './pages/law/drafts.ts';
import { ladderPages } from './pages/law/ladder.ts';
import { versionPages } from './pages/law/versions.ts';
import { letterPages } from './pages/letters/letters.ts';
import { noticePages } from './pages/notices/notices.ts';
import { permitPages } from './pages/permits/permits.ts';
import { proposalPages } from './pages/proposals/proposals.ts';
import { protectionPages } from './pages/protection/protection.ts';
import { queuePages } from './pages/queues/queues.ts';
import { quotaPages } from './pages/quotas/quotas.ts';
import { renewalPages } from './pages/renewals/renewals.ts';
import { searchPages } from './pages/search/search.ts';
import { todayPages } from './pages/today/today.ts';
import { verifierPages } from './pages/verifier/verifier.ts';
import { watchPages } from './pages/watch.ts';
import { whyPages } from './pages/why/why.ts';
import { workerPages } from './pages/workers/workers.ts';
import { notePages } from './records/notes.ts';

/** Every page of the office, area by area. */
export function pagesOf(options: WebOptions): readonly Page[] {
  return [
    ...[frontPages(options), signInPages(options), checkPages, helpPages].flat(),
    ...[todayPages, queuePages, renewalPages, proposalPages].flat(),
    ...[applicationPages, decidePages, decisionPages, whyPages].flat(),
    ...[permitPages, workerPages, employerPages, contractPages, quotaPages, notePages].flat(),
    ...[departurePages, noticePages, exemptionPages, protectionPages].flat(),
    ...[ladderPages, deadlinePages, draftPages, versionPages].flat(),
    ...[searchPages, importPages, letterPages, auditPages, administrationPages, mePages, verifierPages].flat(),
    ...watchPages,
  ];
}
