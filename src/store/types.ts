import type { CustomTypesConfig } from 'pg';
import pg from 'pg';

const { DATE, INT8, TIMESTAMPTZ } = pg.types.builtins;

/**
 * How values come back, the same from PGlite and from a server: a day as ISO text (a JavaScript Date would shift it by the
 * zone), an instant as ISO text in UTC with six digits (Date keeps three), a 64-bit integer as a number where that is exact.
 */
export const TYPES: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return String;
    if (oid === TIMESTAMPTZ) return instant;
    if (oid === INT8) return integer;
    return pg.types.getTypeParser(oid as never, format as 'text') as (text: string) => unknown;
  },
} as CustomTypesConfig;

/** `2017-12-07 03:04:05.12+00` as the server writes it, to `2017-12-07T03:04:05.120000Z`. The session's zone is UTC. */
function instant(text: string): string {
  const [, day = '', time = '', fraction = ''] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  return day === '' ? text : `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the integers that a number holds.`);
  return value;
}
