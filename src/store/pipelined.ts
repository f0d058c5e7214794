import type pg from 'pg';

/**
 * Of a connection to a server: statements are sent without waiting for the answers to those before, and answered in their order.
 * @source https://node-postgres.com/features/pipelining
 */
export const PIPELINED = { pipeline: true } as const;

type Connection = Pick<pg.ClientBase, 'query'> & { pipeline?: boolean };

/** Per connection that is not pipelined, the statement before. */
const BEFORE = new WeakMap<Connection, Promise<unknown>>();

/** Asks at once where the connection is pipelined, and else when what was asked before is answered. */
export function inTurn<T>(client: Connection, ask: () => Promise<T>): Promise<T> {
  if (client.pipeline === true) return ask();
  const answer = (BEFORE.get(client) ?? Promise.resolve()).then(ask);
  BEFORE.set(
    client,
    answer.catch(() => undefined), // whoever asked hears of it; the next one is asked all the same
  );
  return answer;
}

/** COPY talks to and fro, so nothing else may be on its way meanwhile. @returns ends it */
export function alone(client: Connection): () => void {
  const { pipeline = false } = client;
  client.pipeline = false;
  return () => {
    client.pipeline = pipeline;
  };
}

type Answers<T extends readonly unknown[]> = { -readonly [K in keyof T]: Awaited<T[K]> };

/**
 * Asks several things of one transaction at once: sent in the order given, and answered in it. All have ended when this ends, with an
 * error too: what is still under way must not come behind the rollback, where another transaction begins.
 * @throws the first error, and of a transaction that was ended by one of them not what the others met
 */
export async function together<T extends readonly unknown[]>(...asked: T): Promise<Answers<T>> {
  const settled = await Promise.allSettled(asked);
  const errors = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  if (errors.length > 0) throw errors.find((error) => !isAftermath(error)) ?? errors[0];
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as Answers<T>;
}

/** `in_failed_sql_transaction` */
function isAftermath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '25P02';
}
