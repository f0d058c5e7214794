import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Office } from '../office/office.ts';
import { ServiceStopping } from './errors.ts';

const Ready = z.object({
  status: z.enum(['ready', 'read-only']),
  database: z.enum(['embedded', 'server']),
  /** How long the database took to answer. */
  ms: z.number(),
  readOnlySince: z.string().nullable(),
});

/** `/healthz`: the process answers. `/readyz`: it can work; a read-only register still answers questions, so it is ready and says so. */
export function serveHealth(app: FastifyInstance, office: Office, isStopping: () => boolean): void {
  app.get(
    '/healthz',
    { schema: { summary: 'Whether the process answers', tags: ['service'], response: { 200: z.object({ status: z.literal('live') }) } } },
    async () => ({ status: 'live' }),
  );
  app.get(
    '/readyz',
    { schema: { summary: 'Whether it can work, and whether the register takes writes', tags: ['service'], response: { 200: Ready } } },
    async () => {
      if (isStopping()) throw new ServiceStopping();
      const begun = performance.now();
      // Opening the store ran every migration, so the tables are there where this statement runs.
      const { rows } = await sql<{ since: string | null }>`select read_only_since as since from log_head`.execute(office.store.db);
      const since = rows[0]?.since ?? null;
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      return { status: since === null ? 'ready' : 'read-only', database: office.store.engine, ms, readOnlySince: since };
    },
  );
}
