/** A place that stands for this service, to resolve an address against. */
const HERE = 'http://here.invalid';

/**
 * Where to go on after signing in: an address of this service and nothing else.
 * @param given as it came in the address; anybody may have written it
 */
export function wayOn(given: string | undefined, otherwise: string): string {
  if (given === undefined || given.length > 2000 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given)) return otherwise;
  if (!URL.canParse(given, HERE)) return otherwise;
  const url = new URL(given, HERE);
  return url.origin === HERE ? `${url.pathname}${url.search}${url.hash}` : otherwise;
}

export const signInFor = (path: string): string => `/sign-in?next=${encodeURIComponent(path)}`;

export const pathOf = ({ url }: { readonly url: string }): string => url.split('?')[0] ?? '/';
