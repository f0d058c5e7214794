import pg from 'pg';
import type { TestContext } from 'vitest';
import { askFor } from './ask.ts';
import { skipBecause } from './skip.ts';

const DATE = 1082;
let shared: Promise<pg.Client> | undefined;

/**
 * The URL of a PostgreSQL server: DATABASE_URL, or a cluster thrown away after the run. Leaves the test out, saying why, if there is none.
 * @example test('the statement runs on a server', async (context) => { const url = await postgresUrl(context); … });
 */
export async function postgresUrl(context: TestContext): Promise<string> {
  const answer = await askFor('postgres');
  return 'url' in answer ? answer.url : skipBecause(context, answer.why);
}

/**
 * One connection for each worker, shared by its tests: keep to temporary tables, a schema of your own or a rolled-back transaction.
 * A DATE is read as ISO text, as everywhere in Resolute.
 */
export async function postgresClient(context: TestContext): Promise<pg.Client> {
  const url = await postgresUrl(context);
  shared ??= connect(url);
  return shared;
}

async function connect(connectionString: string): Promise<pg.Client> {
  pg.types.setTypeParser(DATE, String);
  const client = new pg.Client({ connectionString });
  client.on('error', () => client.end()); // the cluster is stopped under an idle connection at the end of the run
  await client.connect();
  return client;
}
