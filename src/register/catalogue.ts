import type { Query, UseCase } from '../office/use-case.ts';
import { correctWorker } from './workers/correct.ts';
import { listWorkers, readWorker } from './workers/read.ts';
import { registerWorker } from './workers/register.ts';

/** Everything that can be done in the register, in the order in which a permit lives. The doors derive from it: routes, commands, forms. */
export const USE_CASES: readonly UseCase[] = [registerWorker, correctWorker];

/** Everything that can be asked. */
export const QUERIES: readonly Query[] = [readWorker, listWorkers];
