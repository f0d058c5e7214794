import type { JobKind } from '../../jobs/job.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../jobs/worker.ts';
import type { Office } from '../../office/office.ts';
import { impactKind } from '../law/impact.ts';
import { redecideWhereDue } from '../standing/ask.ts';
import { redecideKind } from '../standing/redecide.ts';

/** All long work of the register. */
export function jobKinds(office: Office): readonly JobKind[] {
  return [redecideKind(office), impactKind(office)];
}

/** Works in the background on what was asked for and on what falls due: what the service starts, and stops before the store is closed. */
export function startRegisterWork(office: Office, options: WorkerOptions = {}): Worker {
  return startWorker(office.store, jobKinds(office), { pulse: () => redecideWhereDue(office), ...options });
}
