import { type ErrorKind, ResoluteError } from '../values/errors.ts';
import { didYouMean } from '../values/nearest.ts';
import type { Draft, Law, Provision, Regime } from './regime.ts';

/** What stands before the hash of a law that never was one: no hash of a law in force looks like it. */
export const DRAFT_MARK = 'draft:';

/** A draft was named that no chosen regime knows. */
export class UnknownDraft extends ResoluteError {
  readonly code = 'law.unknown-draft';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(id: string, known: readonly string[]) {
    super(`There is no draft \`${id}\`.${didYouMean(id, known)}`);
    this.remedy =
      known.length === 0
        ? 'The chosen regimes hold no drafts: a draft is a file in drafts/ of a regime.'
        : `Use one of ${known.join(', ')}.`;
  }
}

/** The drafts of the chosen regimes, in the order of the law. */
export function draftsOf(law: Law): readonly Draft[] {
  return law.regimes.flatMap(({ regime }) => regime.drafts);
}

/**
 * The law as it would stand if the draft were adopted as it is: for comparison alone, never for a decision. A provision of
 * the draft replaces the one of its id where that stood, another joins its layer at the end. The hash of the regime it changes
 * becomes `draft:<draft id>:<hash of the law in force>`, so that whatever is derived from it says so.
 * @throws UnknownDraft `law.unknown-draft`
 */
export function overlay(law: Law, draftId: string): Law {
  const drafts = draftsOf(law);
  if (!drafts.some((draft) => draft.id === draftId))
    throw new UnknownDraft(
      draftId,
      drafts.map((draft) => draft.id),
    );
  return {
    vocabulary: law.vocabulary,
    regimes: law.regimes.map((compiled) => {
      const draft = compiled.regime.drafts.find((candidate) => candidate.id === draftId);
      if (draft === undefined) return compiled;
      return { ...compiled, regime: adopted(compiled.regime, draft), sha256: `${DRAFT_MARK}${draftId}:${compiled.sha256}` };
    }),
  };
}

/** Whether a hash, as decisions carry it, names an overlay and not a law in force. */
export function isDraftHash(sha256: string): boolean {
  return sha256.startsWith(DRAFT_MARK);
}

function adopted(regime: Regime, draft: Draft): Regime {
  const changed = new Map(draft.provisions.map((provision) => [provision.id, provision]));
  const known = new Set(regime.provisions.map((provision) => provision.id));
  const provisions = [
    ...regime.provisions.map((provision) => changed.get(provision.id) ?? provision),
    ...draft.provisions.filter((provision) => !known.has(provision.id)),
  ];
  const layerOf = (provision: Provision): number => regime.layers.findIndex((layer) => layer.id === provision.layer);
  return { ...regime, provisions: provisions.sort((a, b) => layerOf(a) - layerOf(b)) };
}
