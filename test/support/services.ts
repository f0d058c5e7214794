import { createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type BrowserServer, startBrowser } from './browser.ts';
import { type Cluster, startCluster } from './cluster.ts';

/** What a worker learns when it asks for a service: where it is, or why there is none on this machine. */
export type Answer = { url: string } | { why: string };

declare module 'vitest' {
  interface ProvidedContext {
    servicesPort: number;
  }
}

/**
 * Runs once, before the first test. Nothing is started here: a port is opened, and the first test that asks there for PostgreSQL or
 * Chromium has it started, so that a run without such tests costs nothing and every worker shares the same one.
 */
export default async function services(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<Cluster> | undefined;
  let browser: Promise<BrowserServer> | undefined;
  const answer = async (service: string): Promise<Answer> => {
    if (service === 'postgres') {
      cluster ??= startCluster();
      return await cluster;
    }
    if (service === 'chromium') {
      browser ??= startBrowser();
      return await browser;
    }
    return { why: `test/support/services.ts knows postgres and chromium, and was asked for ${service}` };
  };

  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.once('data', (data) => {
      answer(data.toString())
        .catch((error: unknown) => ({ why: error instanceof Error ? error.message : String(error) }))
        .then((reply) => socket.end(JSON.stringify(reply)));
    });
    socket.on('error', () => socket.destroy()); // a worker that ended while it waited; nobody is left to tell
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The port for test services did not open.');
  project.provide('servicesPort', address.port);

  return async () => {
    server.close();
    const started = await Promise.allSettled([cluster, browser]);
    for (const each of started) if (each.status === 'fulfilled' && each.value && 'stop' in each.value) await each.value.stop();
  };
}
