import type { LawCase } from '../regime.ts';
import type { RawCase } from './raw.ts';
import type { Source } from './source.ts';

/** The cases that lie beside the law, in the order of their files. */
export function readCases(sources: readonly Source[]): LawCase[] {
  return sources.flatMap((source) => {
    const value = source.value as readonly RawCase[] | { readonly given: object; readonly cases: readonly RawCase[] };
    const shared = 'cases' in value ? value.given : {};
    const prefix = 'cases' in value ? ['cases'] : [];
    return ('cases' in value ? value.cases : value).map((raw, i) => ({
      name: raw.name,
      given: merged(shared, raw.given),
      expect: raw.expect,
      because: raw.because ?? null,
      under: raw.under ?? null,
      file: source.path,
      line: source.placeOf([...prefix, i]).line,
    }));
  });
}

/** What a case gives stands over what is given to all cases of its file, group by group. */
function merged(shared: object, own: object): { readonly [field: string]: unknown } {
  const result: Record<string, unknown> = { ...shared };
  for (const [key, value] of Object.entries(own)) {
    const under = result[key];
    result[key] = isPlainObject(under) && isPlainObject(value) ? { ...under, ...value } : value;
  }
  return result;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
