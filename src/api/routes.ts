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
];
