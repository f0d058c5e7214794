import type { CustomTypesConfig } from 'pg';
import pg from 'pg';

const { DATE, INT8, TIMESTAMP, TIMESTAMPTZ } = pg.types.builtins;
/** Arrays of these, which pg would read element by element in its own way. */
const DATES = 1182;
const INT8S = 1016;
const TIMESTAMPS = 1115;
const TIMESTAMPTZS = 1185;

type Parser = (text: string) => unknown;
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [DATE, String],
  [TIMESTAMP, String],
  [TIMESTAMPTZ, instant],
  [INT8, integer],
  [DATES, arrayOf(String)],
  [TIMESTAMPS, arrayOf(String)],
  [TIMESTAMPTZS, arrayOf(instant)],
  [INT8S, arrayOf(integer)],
]);

/**
 * How values come back, the same from PGlite and from a server: a day as ISO text (a JavaScript Date would shift it by the
 * zone), an instant as ISO text in UTC with six digits (Date keeps three), a 64-bit integer as a number where that is exact.
 */
export const TYPES: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    const ours = format === 'binary' ? undefined : PARSERS.get(oid);
    return ours ?? pg.types.getTypeParser(oid as never, format as 'text');
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

/** pg's reader of arrays as it is; its types speak of another version of it. */
const ARRAYS = pg.types.arrayParser as unknown as { create(text: string, element: Parser): { parse(): unknown } };

function arrayOf(element: Parser): Parser {
  return (text) => ARRAYS.create(text, element).parse();
}
