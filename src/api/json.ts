import type { FastifyInstance } from 'fastify';
import { BodyMalformed } from './errors.ts';

/** Reads JSON bodies. An empty one is no body; one that is malformed is said to be so without being repeated. */
export function readJson(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, read(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function read(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    throw new BodyMalformed('it is not UTF-8');
  }
  try {
    return JSON.parse(text, withoutPrototype);
  } catch (error) {
    if (error instanceof SyntaxError) throw new BodyMalformed(placeOf(error.message, text));
    throw error;
  }
}

/** A field of this name would change what an object is, not what it holds. */
function withoutPrototype(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new BodyMalformed('a field is called __proto__');
  return value;
}

/** Where the text stops being JSON; never what stands there. */
function placeOf(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return 'it ends too soon';
  const before = text.slice(0, Number(position)).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1} is not what JSON has there`;
}
