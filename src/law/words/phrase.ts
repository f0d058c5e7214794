/**
 * A condition in plain words, still a tree: what must hold together, what of several is enough, and what stands before a
 * colon. It can be said in one sentence or laid out as an indented list.
 */
export type Phrase =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Phrase[] }
  /** "among the approvals there is one of which …" */
  | { readonly kind: 'lead'; readonly lead: string; readonly body: Phrase }
  | { readonly kind: 'choice'; readonly test: Phrase; readonly met: Phrase; readonly otherwise: Phrase };

export function plain(text: string): Phrase {
  return { kind: 'plain', text };
}

/** A group without needless frames: one part stands for itself, a group of the same kind inside is taken up. */
export function group(kind: 'all' | 'any', parts: readonly Phrase[]): Phrase {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, parts: flat };
}

/** How many groups stand inside one another: 0 for a plain phrase, 1 for "a and b". From 3 on a list reads better than a sentence. */
export function depthOf(phrase: Phrase): number {
  switch (phrase.kind) {
    case 'plain':
      return 0;
    case 'lead':
      return depthOf(phrase.body) === 0 ? 0 : depthOf(phrase.body);
    case 'choice':
      return 1 + Math.max(depthOf(phrase.test), depthOf(phrase.met), depthOf(phrase.otherwise));
    default:
      return 1 + Math.max(0, ...phrase.parts.map(depthOf));
  }
}

/** The phrase in one sentence without its full stop. Inner groups are marked by "both", "either" so that they read one way only. */
export function sentence(phrase: Phrase, inside: 'all' | 'any' | null = null): string {
  switch (phrase.kind) {
    case 'plain':
      return phrase.text;
    case 'lead':
      return `${phrase.lead} ${sentence(phrase.body, inside === null ? null : 'all')}`;
    case 'choice': {
      const { test, met, otherwise } = phrase;
      return `if ${sentence(test, 'all')}, then ${sentence(met, 'all')}; otherwise ${sentence(otherwise, 'all')}`;
    }
    default: {
      const word = phrase.kind === 'all' ? 'and' : 'or';
      const joined = series(
        phrase.parts.map((part) => sentence(part, phrase.kind)),
        word,
        phrase.parts.some((part) => part.kind !== 'plain'),
      );
      if (inside === null) return phrase.kind === 'any' ? `either ${joined}` : joined;
      if (phrase.kind === 'any') return `either ${joined}`;
      return phrase.parts.length === 2 ? `both ${joined}` : `all of this holds: ${joined}`;
    }
  }
}

export interface OutlineLine {
  /** 0 for the outermost. */
  readonly depth: number;
  readonly text: string;
}

/** The phrase as an indented list: a group names what it asks ("all of these hold:") and its parts stand below it. */
export function outline(phrase: Phrase, depth = 0): readonly OutlineLine[] {
  if (depthOf(phrase) === 0) return [{ depth, text: sentence(phrase) }];
  const below = (part: Phrase): readonly OutlineLine[] => outline(part, depth + 1);
  switch (phrase.kind) {
    case 'plain':
      return [{ depth, text: phrase.text }];
    case 'lead':
      return [{ depth, text: `${phrase.lead}:` }, ...below(phrase.body)];
    case 'choice':
      return [
        { depth, text: 'if this holds:' },
        ...below(phrase.test),
        { depth, text: 'then:' },
        ...below(phrase.met),
        { depth, text: 'otherwise:' },
        ...below(phrase.otherwise),
      ];
    default:
      return [{ depth, text: headOf(phrase) }, ...phrase.parts.flatMap(below)];
  }
}

function headOf({ kind, parts }: { readonly kind: 'all' | 'any'; readonly parts: readonly Phrase[] }): string {
  if (parts.length === 2) return kind === 'all' ? 'both of these hold:' : 'either of these holds:';
  return kind === 'all' ? 'all of these hold:' : 'at least one of these holds:';
}

/** "a, b and c"; with `apart` the last two are kept apart by a comma too, since one of them has an "and" of its own. */
export function series(parts: readonly string[], word: 'and' | 'or', apart = false): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')}${apart ? ',' : ''} ${word} ${parts.at(-1)}`;
}
