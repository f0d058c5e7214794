import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { romanised, scriptOf } from '../../privacy/romanise.ts';
import { byEmployerName } from './employers.ts';
import { FOUND_MAX, Hit } from './hit.ts';
import { byId, byNumber } from './numbers.ts';
import { byPerson } from './persons.ts';

/** A spelling beyond the second says nothing new to whoever reads how the words were read. */
const READINGS_SHOWN = 2;

/**
 * Finds records by what somebody has in hand: a number or its beginning, the words of an employer's name, a person's whole name in any
 * script or spelling, the number of a paper. A person is looked for through the blind index: no name is opened, none is given out, and
 * that somebody was found so is recorded like a reading. It stands for pages alone.
 */
export const search = query({
  name: 'search.find',
  action: 'token.read', // what everybody with an account has; each kind asks for its own right within
  summary: 'Find records by a number, a name or a paper',
  input: z.strictObject({ words: z.string().trim().min(1, 'Nothing was written here').max(200) }),
  output: z.object({
    script: z.enum(['Latn', 'Hang', 'Cyrl']).nullable().describe('In which the words are written, where they are in one'),
    latin: z.array(z.string()).describe('How they were read in Latin letters, where they are written in others'),
    hits: z.array(Hit),
    more: z.array(z.string()).describe('Kinds of which more were found than are told'),
  }),
  run: async (reader, { words }) => {
    const found = await Promise.all([byId(reader, words), byPerson(reader, words), byNumber(reader, words), byEmployerName(reader, words)]);
    const hits = new Map<string, Hit>();
    for (const hit of found.flat()) {
      const known = hits.get(hit.id);
      hits.set(hit.id, known === undefined ? hit : { ...known, by: [...new Set([...known.by, ...hit.by])] });
    }
    const byKind = Map.groupBy(hits.values(), ({ kind }) => kind);
    return {
      script: scriptOf(words),
      latin: romanised(words).slice(0, READINGS_SHOWN).map(capitalised),
      hits: [...byKind.values()].flatMap((some) => some.slice(0, FOUND_MAX)),
      more: [...byKind].flatMap(([kind, some]) => (some.length > FOUND_MAX ? [kind] : [])),
    };
  },
});

const capitalised = (name: string): string =>
  name.replace(/(\p{L})(\p{L}*)/gu, (_, first: string, rest: string) => first + rest.toLowerCase());
