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
