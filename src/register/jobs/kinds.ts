import type { JobKind } from '../../jobs/job.ts';
import { startWorker, type Worker, type WorkerOptions } from '../../jobs/worker.ts';
import type { Office } from '../../office/office.ts';
import { impactKind } from '../law/impact.ts';
import { type Pace, redecideWhereDue } from '../standing/ask.ts';
import { redecideKind } from '../standing/redecide.ts';

/** A fact that is corrected on a quiet day is answered for within a second; on a busy one this work takes a tenth of a processor at most. */
const PACE: Pace = { restSeconds: 5, restTimes: 9 };

/** All long work of the register. */
export function jobKinds(office: Office): readonly JobKind[] {
  return [redecideKind(office), impactKind(office)];
}

/** Works in the background on what was asked for and on what falls due: what the service starts, and stops before the store is closed. */
export function startRegisterWork(office: Office, options: WorkerOptions = {}): Worker {
  return startWorker(office.store, jobKinds(office), { pulse: () => redecideWhereDue(office, PACE), ...options });
}
