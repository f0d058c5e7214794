import type { Decision } from '../../decide/decision.ts';
import type { Programme } from '../../decide/programme.ts';
import { citeWords } from '../../decide/words/decision.ts';
import type { LawInForce } from '../../office/law.ts';
import type { Model } from '../answer.ts';
import type { Words } from '../words/words.ts';

/** What a page shows of an answer of the law, besides its tree. */
export interface VerdictMore {
  /** Where the whole proof is. */
  readonly why?: string;
  /** Said above the answer: of which question it is the answer. */
  readonly lead: string;
}

/** An answer of the law in plain words, with the paragraphs that speak and whose rule they are. The view is `law/verdict`. */
export function verdictModel(answer: Decision, { compiled }: LawInForce, words: Words, { why, lead }: VerdictMore): Model {
  const { outcome, un, national, gap, missing, returnBy } = answer;
  const [verdict = '', ...sentences] = answer.words;
  const all = compiled.programme.forHost(answer.host).all;
  const speaking = answer.provisions.filter(({ value, strength }) => value !== 'false' && strength !== 'clear');
  return {
    lead,
    outcome,
    verdict,
    sentences,
    un: un.outcome,
    national: national.outcome,
    gap: words.t(`law-words.gap-${gap ?? 'open'}`),
    gapWhat: words.t(`law-words.gap-${gap ?? 'open'}-what`),
    returnBy: returnBy === null ? null : words.date(returnBy),
    missing: missing.map((name) => factWords(name, compiled.programme)),
    paragraphs: speaking.flatMap(({ id, cite, layer, value }) => {
      const rule = all.find((provision) => provision.rule.id === id)?.rule;
      return rule === undefined
        ? []
        : [
            {
              cite: citeWords(cite),
              words: rule.words.en,
              layer,
              isOpen: value === 'unknown',
              href: provisionPath(compiled.programme.law.regimes, id),
            },
          ];
    }),
    why: why ?? null,
  };
}

/** Where a provision is read. */
export function provisionPath(regimes: LawInForce['law']['regimes'], id: string): string {
  const home = regimes.find(({ regime }) => regime.provisions.some((provision) => provision.id === id));
  return home === undefined ? '/law' : `/law/${home.regime.id}/provisions/${encodeURIComponent(id)}`;
}

/** What is missing, as somebody would be asked for it: a fact, or an open question of law. */
export function factWords(name: string, { vocabulary, questions }: Programme): string {
  const question = questions.find(({ id }) => name === `interpretation.${id}`);
  return question?.words.en ?? vocabulary.facts.find((fact) => fact.name === name)?.question.en ?? name;
}
