import { account } from '../office/accounts/account.ts';
import { attempt } from '../office/attempt.ts';
import type { RecordKind } from '../office/record.ts';
import { proposal } from '../office/second-person.ts';
import { assessment } from '../protection/assessment.ts';
import { hold } from '../protection/hold.ts';
import { application } from './applications/application.ts';
import { registerImport } from './bulk/register-import.ts';
import { committeeApproval } from './committee-approvals/committee-approval.ts';
import { contract } from './contracts/contract.ts';
import { decision } from './decisions/decision.ts';
import { departure } from './departures/departure.ts';
import { employer } from './employers/employer.ts';
import { lawVersion } from './law/law-version.ts';
import { note } from './notes/note.ts';
import { notice } from './notices/notice.ts';
import { permit } from './permits/permit.ts';
import { permitValidity } from './permits/validity.ts';
import { quota } from './quotas/quota.ts';
import { bulkDecline } from './renewals/bulk-decline.ts';
import { redecision } from './standing/redecision.ts';
import { worker } from './workers/worker.ts';

/** Every kind of record, the ones that others refer to first. What is rebuilt, exported or looked up by the name of its kind is found here. */
export const KINDS: readonly RecordKind<object>[] = [
  ...[worker, employer, contract, quota, application, permit, decision, notice, departure, committeeApproval, note],
  ...[hold, assessment, proposal, attempt, account, permitValidity, bulkDecline, registerImport, lawVersion, redecision],
] as unknown as readonly RecordKind<object>[];

const BY_NAME: ReadonlyMap<string, RecordKind<object>> = new Map(KINDS.map((of) => [of.kind, of]));

/** The kind of this name, or null. */
export const kindNamed = (name: string): RecordKind<object> | null => BY_NAME.get(name) ?? null;
