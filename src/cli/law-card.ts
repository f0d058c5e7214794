import { type CaseResult, runCases } from '../decide/checking/cases.ts';
import { usesOf } from '../law/checking/unused.ts';
import type { WrittenRegime } from '../law/checking/written.ts';
import { writtenDraftRules, writtenExceptions } from '../law/checking/written.ts';
import { type Entry, entriesOf } from '../law/lookup.ts';
import type { CompiledRegime, Law, LawCase } from '../law/regime.ts';
import { speechOf } from '../law/words/condition.ts';
import { exceptionWords, ruleWords, termWords } from '../law/words/rule.ts';

/** A case that rests on a part of the law: because it says so, or because the part bites or is unsure in it. */
export interface CaseOnIt {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly value: string | null;
}

/** Everything that is known of one part of the law. */
export function cardOf(law: Law, compiled: CompiledRegime, entry: Entry, written: WrittenRegime) {
  const speech = speechOf(law.vocabulary, entry.regime);
  const place = placeOf(entry, written);
  const shared = { id: entry.id, regime: entry.regime.id, place };
  const results = runCases({ vocabulary: law.vocabulary, regimes: [compiled] }, compiled.cases);
  const beside = entry.regime.questions
    .filter(({ besides }) => besides.includes(entry.id))
    .map(({ id, words }) => ({ id, words: words.en }));
  switch (entry.kind) {
    case 'provision': {
      const { when: _, unless: __, governs: ___, ...own } = entry.provision;
      return {
        kind: 'provision' as const,
        ...shared,
        ...own,
        ...said(ruleWords(entry.provision, speech)),
        draft: entry.draft?.id ?? null,
        questions: beside,
        cases: casesOn(entry.id, results),
      };
    }
    case 'exception': {
      const { confidence } = entry.exception;
      const { id: _, words, ...rest } = exceptionWords(entry.exception, speech);
      const of = [entry.provision.id, ...entry.within.map(({ id }) => id)];
      return {
        kind: 'exception' as const,
        ...shared,
        of,
        words: { en: words },
        confidence,
        ...rest,
        questions: beside,
        cases: casesOn(entry.id, results),
      };
    }
    case 'instrument': {
      const citing = entriesOf({ ...law, regimes: [compiled] })
        .filter((other) => citedBy(other) === entry.id)
        .map(({ kind, id }) => ({ kind, id }));
      return {
        ...shared,
        ...entry.instrument,
        kind: 'instrument' as const,
        form: entry.instrument.kind,
        citing,
        cases: [] as readonly CaseOnIt[],
      };
    }
    case 'question': {
      const asked = rulesThat(compiled, (uses) => uses.questions.has(entry.id));
      const name = `interpretation.${entry.id}`;
      const cases = results
        .filter(({ case: one, decision }) => Object.hasOwn(assumptions(one), entry.id) || decision?.missing.includes(name) === true)
        .map(({ case: one }) => onIt(one, null));
      return { kind: 'question' as const, ...shared, ...entry.question, askedBy: asked, cases };
    }
    case 'term':
      return {
        kind: 'term' as const,
        ...shared,
        ...termWords(entry.term, speech),
        usedBy: rulesThat(compiled, (uses) => uses.terms.has(entry.id)),
        cases: [] as readonly CaseOnIt[],
      };
    case 'deadline':
      return { kind: 'deadline' as const, ...shared, ...entry.deadline, questions: beside, cases: [] as readonly CaseOnIt[] };
    case 'draft':
      return {
        kind: 'draft' as const,
        ...shared,
        isLaw: false,
        title: entry.draft.title,
        circulatedOn: entry.draft.circulatedOn,
        words: entry.draft.words,
        sources: entry.draft.sources,
        provisions: entry.draft.provisions.map(({ id }) => id),
        cases: compiled.cases.filter(({ under }) => under === entry.id).map((one) => onIt(one, null)),
      };
  }
}

export type Card = ReturnType<typeof cardOf>;

function said(rule: ReturnType<typeof ruleWords>) {
  const { governs, when, unless } = rule;
  return { governs, when, unless };
}

function casesOn(id: string, results: readonly CaseResult[]): readonly CaseOnIt[] {
  return results.flatMap((result) => {
    const shown = result.shows.find((one) => one.id === id)?.value ?? null;
    const named = Object.hasOwn(result.case.expect, id);
    return named || shown === 'true' || shown === 'unknown' ? [onIt(result.case, shown ?? String(result.case.expect[id]))] : [];
  });
}

function onIt({ name, file, line }: LawCase, value: string | null): CaseOnIt {
  return { name, file, line, value };
}

function assumptions({ given }: LawCase): object {
  const { interpretation } = given;
  return typeof interpretation === 'object' && interpretation !== null ? interpretation : {};
}

function citedBy(entry: Entry): string | null {
  switch (entry.kind) {
    case 'provision':
      return entry.provision.cite.instrument;
    case 'exception':
      return entry.exception.cite.instrument;
    case 'deadline':
      return entry.deadline.cite.instrument;
    default:
      return null;
  }
}

function rulesThat({ regime }: CompiledRegime, test: (uses: ReturnType<typeof usesOf>) => boolean): readonly string[] {
  return regime.provisions.filter((rule) => test(usesOf({ ...regime, provisions: [rule], drafts: [] }))).map(({ id }) => id);
}

/** Where the part stands in the files. */
function placeOf(entry: Entry, written: WrittenRegime): { readonly file: string; readonly line: number } | null {
  const rules = [...written.provisions, ...written.drafts.flatMap(writtenDraftRules)];
  const lists = {
    provision: rules,
    exception: rules.flatMap(writtenExceptions),
    instrument: written.instruments,
    question: written.questions,
    deadline: written.deadlines,
    draft: written.drafts,
  };
  if (entry.kind === 'term') {
    const at = written.regime?.item.terms?.findIndex(({ id }) => id === entry.id) ?? -1;
    return written.regime === null
      ? null
      : { file: written.regime.source.path, line: written.regime.source.placeOf(['terms', at, 'id']).line };
  }
  const found = lists[entry.kind].find(({ item }) => item.id === entry.id);
  return found === undefined ? null : { file: found.source.path, line: found.source.placeOf(found.path).line };
}
