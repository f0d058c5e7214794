import type { Route } from '../../src/api/routes.ts';

export interface Sent {
  /** Method and address: `POST /v1/workers`. */
  readonly request: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** An input as its route takes it: the subject in the path, the version as `If-Match`, the rest in the query string or the body. */
export function requestFor(route: Route, input: Readonly<Record<string, unknown>>, { dryRun }: { readonly dryRun: boolean }): Sent {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const { version, ...rest } = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)));
  const isGet = route.method === 'GET';
  const asked = new URLSearchParams(
    isGet
      ? Object.entries(rest).map(([name, value]): [string, string] => [name, Array.isArray(value) ? value.join(',') : String(value)])
      : [],
  );
  if (dryRun) asked.set('dryRun', 'true');
  return {
    request: `${route.method} ${path}${asked.size > 0 ? `?${asked}` : ''}`,
    ...(isGet ? {} : { body: rest }),
    headers: version === undefined ? {} : { 'if-match': `"${String(version)}"` },
  };
}
