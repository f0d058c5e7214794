import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Office } from '../office/office.ts';
import type { ResoluteError } from '../values/errors.ts';
import type { Limiters } from './limits.ts';

/** What stands beside the API in the same service gets from it. */
export interface Door {
  readonly office: Office;
  readonly limit: Limiters;
  /** Whatever was thrown as an error that a person may read; a fault of ours is noted in the log first. */
  readonly understood: (thrown: unknown, request: FastifyRequest) => ResoluteError;
}

/** Serves more than the API, below addresses of its own and with its own way of answering trouble: the pages. */
export type ServeBeside = (app: FastifyInstance, door: Door) => Promise<void>;
