import type { Readable } from 'node:stream';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { requireMay } from '../../access/actor.ts';
import { InputRefused } from '../../office/errors.ts';
import type { Office } from '../../office/office.ts';
import { admitted } from '../../office/perform.ts';
import { importPermits } from '../../register/bulk/import.ts';
import { Id } from '../../register/fields.ts';
import { describeOperation } from '../describe.ts';
import { BodyOfOtherType } from '../errors.ts';
import { operationOf } from '../operation.ts';
import { isResoluteError } from '../problems/problem.ts';
import { said } from '../request.ts';
import { whoAsks } from '../who.ts';
import { withUpload } from './upload.ts';

export const IMPORT_BYTES_MAX = 2 * 1024 ** 3;
/** What is read, and by what ending of its name a reader knows it. */
const TYPES: Readonly<Record<string, string>> = {
  'text/csv': '.csv',
  'application/vnd.apache.parquet': '.parquet',
  'application/octet-stream': '',
};

const READS = Object.keys(TYPES).slice(0, 2);

const Input = z.strictObject({
  name: z.string().trim().min(1).max(200).default('sheet').describe('By what name the file is known'),
  map: z
    .preprocess(parsed, z.record(z.string(), z.string()))
    .optional()
    .describe('Header to field as a JSON object, where a header is not understood by itself'),
});

const Problem = z.object({
  row: z.int().describe('The data record, from 1, the header not counted'),
  field: z.string(),
  value: z.string(),
  reason: z.string(),
  remedy: z.string(),
});

const Output = z.object({
  import: Id,
  dryRun: z.boolean(),
  file: z.string(),
  sha256: z.string().nullable(),
  rows: z.object({ read: z.int(), imported: z.int(), rejected: z.int() }).describe('read = imported + rejected'),
  made: z.record(z.string(), z.int()),
  columns: z.array(z.object({ column: z.string(), field: z.string() })),
  unusedColumns: z.array(z.string()),
  notes: z.array(z.object({ field: z.string(), reason: z.string(), rows: z.int() })),
  rejects: z.array(Problem).describe('The first hundred'),
  rejectsNotShown: z.int(),
});

const OPERATION = operationOf(
  { does: 'import.permits', method: 'DELETE', path: '/v1/imports' }, // as a method without a JSON body: the input comes beside the file
  {
    name: 'import.permits',
    action: 'import.run',
    summary: 'Take a sheet of permits into the register: CSV or Parquet, good rows as a whole, bad rows with their reasons',
    input: Input,
    output: Output,
  },
  'write',
);

/** POST /v1/imports: the file is the body, or a part of a form; it goes to the disk piece by piece and is gone afterwards. */
export async function serveImports(app: FastifyInstance, office: Office, limit_bytes = IMPORT_BYTES_MAX): Promise<void> {
  await app.register(multipart, { limits: { files: 1, fields: 2, fieldSize: 100_000, fileSize: limit_bytes + 1 } });
  app.addContentTypeParser(Object.keys(TYPES), (_request, payload, done) => done(null, payload));
  app.post(
    '/v1/imports',
    { schema: describeOperation(OPERATION), bodyLimit: limit_bytes, handlerTimeout: 60 * 60_000, config: { reads: READS } },
    async (request, reply) => {
      const actor = whoAsks(request);
      requireMay(actor, 'import.run');
      const given = said(OPERATION, { ...fieldsOf(request), body: undefined } as FastifyRequest);
      const isDryRun = given.door.dryRun === true;
      const summary = await taken(office, actor, request, { ...given, isDryRun }, limit_bytes);
      return reply.code(isDryRun ? 200 : 201).send(Output.parse(summary));
    },
  );
}

const fieldsOf = ({ query, params, headers }: FastifyRequest) => ({ query, params: params ?? {}, headers });

interface Given {
  readonly input: Readonly<Record<string, unknown>>;
  readonly key: string | null;
  readonly isDryRun: boolean;
}

async function taken(office: Office, actor: Actor, request: FastifyRequest, { input, key, isDryRun }: Given, limit_bytes: number) {
  const form = request.isMultipart() ? await firstFile(request) : null;
  const suffix = TYPES[mediaTypeOf(form?.mimetype ?? request.headers['content-type'] ?? '')];
  if (suffix === undefined) throw new BodyOfOtherType(READS);
  return withUpload({ folder: office.store.folder, suffix, limit_bytes }, async (receive) => {
    const { file, sha256 } = await receive(form?.file ?? (request.body as Readable));
    const { name, map } = admitted(Input, { ...(form === null ? {} : { name: form.filename, ...fieldsBeside(form) }), ...input });
    try {
      return await importPermits(office, actor, { file, name, key, sha256, dryRun: isDryRun, ...(map === undefined ? {} : { map }) });
    } catch (error) {
      // The place on our disk says nothing to whoever sent the file.
      if (isResoluteError(error)) error.message = error.message.replaceAll(file, name);
      throw error;
    }
  });
}

async function firstFile(request: FastifyRequest): Promise<MultipartFile> {
  const file = await request.file();
  if (file !== undefined) return file;
  throw new InputRefused([{ field: 'file', reason: 'The form holds no file.', remedy: 'Send the sheet as the part `file`, after `map`.' }]);
}

/** Fields of the form that came before the file. */
function fieldsBeside({ fields }: MultipartFile): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, part]) =>
      part !== undefined && !Array.isArray(part) && part.type === 'field' ? [[name, part.value]] : [],
    ),
  );
}

const mediaTypeOf = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase();

/** A map comes as text; what is no JSON stays a text, and the schema refuses it. */
function parsed(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch (error) {
    if (error instanceof SyntaxError) return given;
    throw error;
  }
}
