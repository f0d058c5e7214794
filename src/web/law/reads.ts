import { citeWords } from '../../decide/words/decision.ts';
import { factsOf } from '../../law/condition/ir.ts';
import type { Exception, Provision, Regime } from '../../law/regime.ts';
import { ACTS } from '../../law/vocabulary.ts';
import type { LawInForce } from '../../office/law.ts';

/** A paragraph, or an exception from one, that turns on a fact. Its words are the law's own, in English. */
export interface Reads {
  readonly cite: string;
  readonly says: string;
  readonly href: string;
}

/** What of the law turns on a fact, for a host: so a page says why the fact matters in the law's words and not in its own. */
export function whatReads({ law, compiled }: LawInForce, fact: string, host: string): readonly Reads[] {
  const { byAct } = compiled.programme.forHost(host);
  const bindsHere = new Set<Provision>(ACTS.flatMap((act) => byAct[act].map(({ rule }) => rule)));
  return law.regimes.flatMap(({ regime }) => {
    const terms = new Map(regime.terms.map(({ id, means: { node } }) => [id, node]));
    const reads = (when: { readonly node: Parameters<typeof factsOf>[0] }): boolean => factsOf(when.node, terms).includes(fact);
    const exceptions = (all: readonly Exception[]): readonly Exception[] =>
      all.flatMap((one) => [...(reads(one.when) ? [one] : []), ...exceptions(one.unless)]);
    return regime.provisions
      .filter((provision) => bindsHere.has(provision) && provision.about === 'case')
      .flatMap((provision) => [
        ...(reads(provision.when) ? [told(provision, provision, regime)] : []),
        ...exceptions(provision.unless).map((one) => told(one, provision, regime)),
      ]);
  });
}

const told = ({ cite, words }: Provision | Exception, { id }: Provision, regime: Regime): Reads => ({
  cite: citeWords(cite),
  says: words.en,
  href: `/law/${regime.id}/provisions/${id}`,
});
