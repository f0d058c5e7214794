import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { modulesOf } from './modules.ts';

/** A file of the pages, ready to be sent in each coding that browsers take. */
export interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

export interface Assets {
  /** Where they are found; the address changes with the content, so that they may be kept for ever. */
  readonly base: string;
  readonly files: ReadonlyMap<string, Asset>;
}

const require = createRequire(import.meta.url);
const HERE = import.meta.dirname;
const GOVUK = join(require.resolve('govuk-frontend/package.json'), '..', 'dist', 'govuk');
const MOJ = join(require.resolve('@ministryofjustice/frontend/package.json'), '..', 'moj');

const SANS = '-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK KR","Liberation Sans",Arial,system-ui,sans-serif';

/** Both design systems as one sheet, without the fonts and the colours of the British government, then our own on top. */
function styleSheet(): string {
  const govuk = readFileSync(join(GOVUK, 'govuk-frontend.min.css'), 'utf8');
  const moj = readFileSync(join(MOJ, 'moj-frontend.min.css'), 'utf8');
  const joined = `${govuk}\n${moj}`
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', SANS)
    .replaceAll('url(/assets/images/govuk-crest.svg)', 'none')
    .replaceAll('/assets/images/', 'images/')
    .replaceAll(/\/\*# sourceMappingURL=[^*]*\*\//g, '');
  return `${joined}\n${['style.css', 'print.css'].map((name) => readFileSync(join(HERE, name), 'utf8')).join('\n')}`;
}

const script = (path: string): string => readFileSync(path, 'utf8').replace(/\/\/# sourceMappingURL=.*$/m, '');

let made: Assets | undefined;

/** Made once a process. */
export function assets(): Assets {
  made ??= make();
  return made;
}

function make(): Assets {
  const sheet = styleSheet();
  const text: (readonly [string, string, string])[] = [
    ['office.css', 'text/css; charset=utf-8', sheet],
    ['early.js', 'text/javascript; charset=utf-8', script(join(HERE, 'early.js'))],
    ['office.js', 'text/javascript; charset=utf-8', script(join(HERE, 'office.js'))],
    ['live.js', 'text/javascript; charset=utf-8', script(join(HERE, 'browser', 'live.js'))],
    ...modulesOf('verify.js').map(({ name, text }) => [name, 'text/javascript; charset=utf-8', text] as const),
    ['govuk.js', 'text/javascript; charset=utf-8', script(join(GOVUK, 'govuk-frontend.min.js'))],
    ['mark.svg', 'image/svg+xml', readFileSync(join(HERE, 'mark.svg'), 'utf8')],
    ...[...sheet.matchAll(/images\/([\w-]+\.svg)/g)]
      .map(([, name = '']) => name)
      .filter((name, at, all) => all.indexOf(name) === at)
      .map((name) => [`images/${name}`, 'image/svg+xml', readFileSync(join(MOJ, 'assets', 'images', name), 'utf8')] as const),
  ];
  const files = new Map(text.map(([name, type, content]) => [name, assetOf(type, content)]));
  const hash = createHash('sha256');
  for (const [, , content] of text) hash.update(content);
  return { base: `/assets/${hash.digest('hex').slice(0, 12)}`, files };
}

function assetOf(type: string, content: string): Asset {
  const plain = Buffer.from(content);
  const brotli = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return { type, plain, gzip: gzipSync(plain, { level: 9 }), brotli };
}
