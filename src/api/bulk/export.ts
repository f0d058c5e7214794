import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { purposeOf } from '../../access/read-log.ts';
import type { Office } from '../../office/office.ts';
import { admitted } from '../../office/perform.ts';
import { type ExportWishes, exportRecords } from '../../register/bulk/export.ts';
import { exportFile } from '../../register/bulk/export-file.ts';
import { describeOperation } from '../describe.ts';
import { momentOf } from '../moment.ts';
import { type Operation, operationOf } from '../operation.ts';
import { said } from '../request.ts';
import { whoAsks } from '../who.ts';

const FORMATS = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8', parquet: 'application/vnd.apache.parquet' };

const Plain = z.strictObject({
  kind: z.string().max(40).describe('Which records: worker, employer, permit …'),
  format: z.enum(['csv', 'jsonl', 'parquet']).default('csv'),
  fields: z.array(z.string()).optional().describe('Only these, joined by commas'),
});

const WithNames = Plain.extend({
  purpose: z.string().describe('Why names are read: one of the closed list'),
  words: z.string().describe('What for, in words; kept with each person whose name is given out'),
});

const Output = z.string();

const of = (method: 'GET' | 'POST', summary: string, input: z.ZodType): Operation =>
  operationOf(
    { does: method === 'GET' ? 'export.records' : 'export.personal', method, path: '/v1/exports/:kind' },
    { name: method === 'GET' ? 'export.records' : 'export.personal', action: null, summary, input, output: Output },
    'read',
  );

const EXAMPLES = {
  GET: { kind: 'permit', format: 'csv', fields: ['number', 'validTo'] },
  POST: { kind: 'worker', format: 'csv', purpose: 'answer-to-an-authority', words: 'The inspectorate asked on 5 February 2018.' },
};

const OPERATIONS = [
  [of('GET', 'Export records of a kind as CSV, JSON Lines or Parquet, as far as one may read them', Plain), Plain],
  [of('POST', 'Export workers with their names and documents, for a purpose that is logged for each person', WithNames), WithNames],
] as const;

/** Exports flow: some thousand rows are in memory at a time, and a slow reader slows the reading of the database. */
export function serveExports(app: FastifyInstance, office: Office): void {
  for (const [operation, input] of OPERATIONS) {
    app.route({
      method: operation.route.method,
      url: operation.route.path,
      schema: describeOperation(operation, { example: EXAMPLES[operation.route.method as 'GET' | 'POST'] }),
      handlerTimeout: 60 * 60_000,
      handler: async (request, reply) => {
        const actor = whoAsks(request);
        const given = said(operation, request);
        const { kind, format, fields, ...purpose } = admitted(input, given.input);
        const wishes = {
          kind,
          moment: momentOf(given.door),
          ...(fields === undefined ? {} : { fields }),
          ...(input === Plain ? {} : { personal: purposeOf(purpose as { purpose?: string; words?: string }) }),
        };
        const rows =
          format === 'parquet' ? await parquetOf(office, actor, wishes) : await flowing(office, actor, { ...wishes, format }, request);
        return reply.type(FORMATS[format]).header('content-disposition', `attachment; filename="${kind}.${format}"`).send(rows);
      },
    });
  }
}

/** Begins the export, and gives its rows once the first of them are there: until then a refusal is still an answer of its own. */
async function flowing(office: Office, actor: Actor, wishes: ExportWishes, request: FastifyRequest): Promise<Readable> {
  const out = new PassThrough({ highWaterMark: 256 * 1024 });
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  return new Promise((resolve, reject) => {
    let flows = false;
    const write = async (piece: string): Promise<void> => {
      flows = true;
      resolve(out);
      if (gone.signal.aborted) throw new ReaderGone();
      // `gone` wakes a writer that waits for a reader who will not come back.
      if (!out.write(piece)) await once(out, 'drain', { signal: gone.signal });
    };
    exportRecords(office, actor, wishes, write).then(
      () => {
        resolve(out);
        out.end();
      },
      (error: unknown) => {
        if (!flows) {
          out.destroy(); // without an error: nobody listens to it yet, and an error that nobody hears ends the process
          reject(error);
          return;
        }
        if (!out.destroyed) request.server.log.error({ request: request.id, export: wishes.kind, broken: true });
        out.destroy(new ReaderGone()); // the connection is cut, so that half an export never looks whole
      },
    );
  });
}

class ReaderGone extends Error {}

/** Parquet has its index at the end, so it is made on the disk first. */
async function parquetOf(office: Office, actor: Actor, wishes: Omit<ExportWishes, 'format'>): Promise<Readable> {
  const place = await mkdtemp(join(office.store.folder ?? tmpdir(), 'export-'));
  const clear = () => rm(place, { recursive: true, force: true });
  try {
    const file = join(place, 'export.parquet');
    await exportFile(office, actor, wishes, 'parquet', file);
    const read = createReadStream(file);
    read.once('close', () => void clear());
    return read;
  } catch (error) {
    await clear();
    throw error;
  }
}
