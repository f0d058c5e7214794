import { extname } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { withUpload } from '../../api/bulk/upload.ts';
import { Given } from '../given.ts';
import type { Upload } from '../visit.ts';
import { requireToken } from './token.ts';

export const UPLOAD_BYTES_MAX = 512 * 1024 ** 2;

type Values = Record<string, string | string[]>;

/** The fields of a form, as the parser left them. */
export const fieldsOf = ({ body }: FastifyRequest): Given => new Given(typeof body === 'object' && body !== null ? (body as Values) : {});

/**
 * Reads a form with a file part by part: its fields first, then the token is looked at, and only then the file goes to the disk,
 * where it stays until `use` is done.
 */
export async function withFileForm<T>(
  request: FastifyRequest,
  folder: string | null,
  use: (form: Given, upload: Upload | undefined) => Promise<T>,
): Promise<T> {
  const values: Values = {};
  request.body = values;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const before = values[part.fieldname];
      const text = String(part.value);
      values[part.fieldname] = before === undefined ? text : [...(Array.isArray(before) ? before : [before]), text];
      continue;
    }
    const form = new Given(values);
    requireToken(request, form);
    const { filename } = part;
    if (filename === '') {
      part.file.resume();
      continue;
    }
    return withUpload({ folder, suffix: suffixOf(filename), limit_bytes: UPLOAD_BYTES_MAX }, async (receive) => {
      const { file, bytes, sha256 } = await receive(part.file);
      return use(form, bytes === 0 ? undefined : { name: filename, path: file, bytes, sha256 });
    });
  }
  requireToken(request, new Given(values));
  return use(new Given(values), undefined);
}

/** Only an ending that a reader knows: the rest of the name is anybody's text. */
const suffixOf = (name: string): string => (/^\.(csv|parquet|json|yaml|yml)$/i.exec(extname(name))?.[0] ?? '').toLowerCase();
