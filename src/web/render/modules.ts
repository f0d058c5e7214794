import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';

const require = createRequire(import.meta.url);
const HERE = import.meta.dirname;
const VERIFIER = join(HERE, '..', '..', '..', 'verifier');

interface Module {
  /** Under which name it is served, below the assets' base. */
  readonly name: string;
  readonly text: string;
}

const IMPORT = /((?:import|export)\s*(?:[\w*{}\s,$]+\sfrom\s*)?)(['"])([^'"]+)\2/g;

/** Where a module that another one names lies, and under which name a browser gets it. */
function locate(
  specifier: string,
  from: { readonly name: string; readonly file: string },
): { readonly name: string; readonly file: string } {
  if (specifier === 'node:crypto') return { name: 'node-crypto.js', file: join(HERE, 'browser', 'node-crypto.js') };
  if (specifier.startsWith('./verifier/')) return { name: specifier.slice(2), file: join(VERIFIER, specifier.slice('./verifier/'.length)) };
  if (specifier.startsWith('.'))
    return { name: posix.join(posix.dirname(from.name), specifier), file: join(dirname(from.file), specifier) };
  const [, scope = '', rest = ''] = /^@([^/]+)\/(.+)$/.exec(specifier) ?? [];
  return { name: `${scope}/${rest}`, file: require.resolve(specifier) };
}

/**
 * A script of a page with every module that it names, each under a name of its own: the verifier's very files and the libraries as they
 * are, with nothing changed but the addresses of their imports.
 */
export function modulesOf(entry: string): readonly Module[] {
  const found = new Map<string, string>();
  const queue = [{ name: entry, file: join(HERE, 'browser', entry) }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const from = next;
    if (found.has(from.name)) continue;
    const text = readFileSync(from.file, 'utf8').replaceAll(/\/\/# sourceMappingURL=.*$/gm, '');
    const changed = text.replaceAll(IMPORT, (whole, before: string, _quote: string, specifier: string, at: number) => {
      // An example in a comment names nothing.
      const line = text.slice(text.lastIndexOf('\n', at) + 1, at).trim();
      if (line.startsWith('*') || line.startsWith('//')) return whole;
      const to = locate(specifier, from);
      queue.push(to);
      const relative = posix.relative(posix.dirname(from.name), to.name);
      return `${before}'${relative.startsWith('.') ? relative : `./${relative}`}'`;
    });
    found.set(from.name, changed);
  }
  return [...found].map(([name, text]) => ({ name, text }));
}
