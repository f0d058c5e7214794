import type { Db } from '../store/db.ts';
import type { Json } from '../values/canonical.ts';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** One piece of long work, as its row has it. */
export interface JobRun {
  readonly id: string;
  /** Which `JobKind` does it. */
  readonly name: string;
  readonly input: Json;
  /** Who started it, as plain data of the room above: what the job does is done in that person's name. */
  readonly actor: Json;
  readonly state: JobState;
  /** Where it stands: what the last step left for the next one. */
  readonly cursor: Json;
  readonly done: number;
  /** How many there are to do; `null` while nobody has counted. */
  readonly total: number | null;
  readonly asked: string;
  readonly started: string | null;
  /** The last sign of life of the process at work. */
  readonly heartbeat: string | null;
  readonly ended: string | null;
  readonly worker: string | null;
  /** What came of it, in numbers; of a failed one the code and the sentence of the error. */
  readonly result: Json;
  readonly error: string | null;
}

/** What one step leaves behind. It is written in the transaction of the step: both are kept, or neither. */
export interface Step {
  readonly cursor: Json;
  readonly done: number;
  readonly total: number | null;
  /** Set by the last step. */
  readonly result?: Json;
}

/** A kind of long work, cut into steps of well under a second, since whoever cancels or stops waits for the end of one. */
export interface JobKind {
  readonly name: string;
  /** Jobs of one lane run one after the other, in the order in which they were asked for. */
  readonly lane: string;
  /** Does the next piece, all of it inside `tx`. It may be run again whole when the transaction collided with another. */
  readonly step: (tx: Db, run: JobRun) => Promise<Step>;
}
