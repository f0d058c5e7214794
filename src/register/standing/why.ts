import { spokenDate } from '../../values/dates.ts';
import { names } from './read.ts';

/** What is known of one change. */
export interface ChangeRow {
  readonly asOf: string;
  readonly causes: readonly string[];
  readonly missingBefore: string;
  readonly missingAfter: string;
  readonly provisionsBefore: string;
  readonly provisionsAfter: string;
  readonly protectedBefore: boolean;
  readonly protectedAfter: boolean;
}

const CAUSES: Readonly<Record<string, string>> = {
  law: 'Another version of the law is in force.',
  facts: 'A fact was recorded or corrected.',
  draft: 'The draft would change it.',
};

/** Why an answer is another, a sentence each: what brought it about, then provision by provision, then the facts. */
export function whyOf(change: ChangeRow): readonly string[] {
  const { causes, asOf } = change;
  const [before, after] = [valuesOf(change.provisionsBefore), valuesOf(change.provisionsAfter)];
  const provisions = [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => provisionSays(id, before.get(id), after.get(id)));
  const [lacked, lacks] = [names(change.missingBefore), names(change.missingAfter)];
  return [
    ...causes.map((cause) => (cause === 'day' ? `It is decided for ${spokenDate(asOf)}.` : (CAUSES[cause] ?? cause))),
    ...provisions,
    ...lacks.filter((name) => !lacked.includes(name)).map((name) => `\`${name}\` is now asked for, and nobody knows it.`),
    ...lacked.filter((name) => !lacks.includes(name)).map((name) => `\`${name}\` is no longer missing.`),
    ...(change.protectedAfter && !change.protectedBefore ? ['Nobody may order this person to leave any more.'] : []),
    ...(change.protectedBefore && !change.protectedAfter ? ['Protection from return has ended.'] : []),
  ];
}

type Value = 'bites' | 'open';

function valuesOf(joined: string): ReadonlyMap<string, Value> {
  return new Map(names(joined).map((name): [string, Value] => (name.endsWith('?') ? [name.slice(0, -1), 'open'] : [name, 'bites'])));
}

function provisionSays(id: string, before: Value | undefined, after: Value | undefined): readonly string[] {
  if (before === after) return [];
  if (after === undefined) return [`${id} ${before === 'bites' ? 'no longer bites' : 'is no longer open: it does not bite'}.`];
  if (after === 'open') return [`${id} ${before === 'bites' ? 'bit, and is now open' : 'may bite: it is open'}.`];
  return [`${id} ${before === 'open' ? 'was open, and bites' : 'now bites'}.`];
}
