import { type ErrorKind, ResoluteError } from '../values/errors.ts';

/** A job was taken up again and again, and each process that took it ended before one step of it did. */
export class JobGivenUp extends ResoluteError {
  readonly code = 'job.given-up';
  readonly kind: ErrorKind = 'fault';
  readonly remedy = 'Look at what ended the processes (memory, disk), then start the job again.';
  constructor(id: string, times: number) {
    super(`Job ${id} was taken up ${times} times and not one step of it came to its end.`);
  }
}

/** Work that has ended cannot be stopped any more. */
export class JobHasEnded extends ResoluteError {
  readonly code = 'job.has-ended';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Read the job to see what came of it.';
  constructor(id: string, state: string) {
    super(`Job ${id} has ended: it is ${state}.`);
  }
}
