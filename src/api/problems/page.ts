import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { AddressUnknown } from '../errors.ts';
import { statusOf } from './status.ts';
import { type ProblemType, TYPES, typeOf } from './types.ts';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d1d1d;background:#fff}code{font-family:ui-monospace,monospace}h2{margin:2rem 0 0;font-size:1.1rem}dl{margin:.25rem 0}dt{font-weight:600}dd{margin:0 0 .5rem}a{color:#0b5394}@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}a{color:#8ab8f0}}';
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** /problems lists every problem that the service may answer with; /problems/<code>, the type of each, is its own page. */
export function serveProblems(app: FastifyInstance): void {
  app.get('/problems', { schema: { hide: true } }, async (_, reply) => {
    const about = 'Every answer of the service that is no success is one of these. The code never changes; a program reads that.';
    return reply
      .header('content-security-policy', POLICY)
      .type('text/html; charset=utf-8')
      .send(page('Problems', `<p>${about}</p>${TYPES.map(entry).join('')}`));
  });
  app.get<{ Params: { code: string } }>('/problems/:code', { schema: { hide: true } }, async (request, reply) => {
    const type = typeOf(request.params.code);
    if (type === undefined)
      throw new AddressUnknown(
        `/problems/${request.params.code}`,
        TYPES.map(({ code }) => `/problems/${code}`),
      );
    return reply
      .header('content-security-policy', POLICY)
      .type('text/html; charset=utf-8')
      .send(page(type.title, `${entry(type)}<p><a href="/problems">All problems</a></p>`));
  });
}

function entry(type: ProblemType): string {
  const { code, title, meaning, remedy } = type;
  return `<section id="${escaped(code)}"><h2>${escaped(title)}</h2><dl>
<dt>Code and status</dt><dd><a href="/problems/${escaped(code)}"><code>${escaped(code)}</code></a>, ${statusOf(type as never)}</dd>
<dt>What it means</dt><dd>${escaped(meaning)}</dd>
<dt>What to do</dt><dd>${remedy === null ? 'The answer says it: that depends on the case.' : escaped(remedy)}</dd></dl></section>`;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} - Resolute</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
