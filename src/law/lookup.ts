import { type ErrorKind, ResoluteError } from '../values/errors.ts';
import { didYouMean } from '../values/nearest.ts';
import type { Deadline, Draft, Exception, Instrument, Law, Provision, Question, Regime, Term } from './regime.ts';

/** A part of the law that has an id, with the regime that it belongs to. */
export type Entry = { readonly id: string; readonly regime: Regime } & (
  | { readonly kind: 'provision'; readonly provision: Provision; readonly draft: Draft | null }
  | { readonly kind: 'exception'; readonly exception: Exception; readonly provision: Provision; readonly within: readonly Exception[] }
  | { readonly kind: 'instrument'; readonly instrument: Instrument }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'deadline'; readonly deadline: Deadline }
  | { readonly kind: 'draft'; readonly draft: Draft }
);

/** An id was named that nothing in the chosen regimes has. */
export class UnknownEntry extends ResoluteError {
  readonly code = 'law.unknown-id';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = '`resolute law list` shows every id; another regime is chosen by `--regime`.';
  constructor(id: string, known: readonly string[]) {
    super(`Nothing in the law is called \`${id}\`.${didYouMean(id, known)}`);
  }
}

/** Everything that has an id, in the order of the law. What only a draft has comes last. */
export function entriesOf(law: Law): readonly Entry[] {
  return law.regimes.flatMap(({ regime }): Entry[] => {
    const known = new Set(regime.provisions.map(({ id }) => id));
    return [
      ...regime.provisions.flatMap((provision) => ruleEntries(regime, provision, null)),
      ...regime.questions.map((question): Entry => ({ kind: 'question', id: question.id, regime, question })),
      ...regime.terms.map((term): Entry => ({ kind: 'term', id: term.id, regime, term })),
      ...regime.instruments.map((instrument): Entry => ({ kind: 'instrument', id: instrument.id, regime, instrument })),
      ...regime.deadlines.map((deadline): Entry => ({ kind: 'deadline', id: deadline.id, regime, deadline })),
      ...regime.drafts.map((draft): Entry => ({ kind: 'draft', id: draft.id, regime, draft })),
      ...regime.drafts.flatMap((draft) =>
        draft.provisions.filter(({ id }) => !known.has(id)).flatMap((provision) => ruleEntries(regime, provision, draft)),
      ),
    ];
  });
}

/** @throws UnknownEntry `law.unknown-id`, naming the nearest id */
export function entryOf(law: Law, id: string): Entry {
  const entries = entriesOf(law);
  const found = entries.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  throw new UnknownEntry(
    id,
    entries.map((entry) => entry.id),
  );
}

function ruleEntries(regime: Regime, provision: Provision, draft: Draft | null): Entry[] {
  const below = (unless: readonly Exception[], within: readonly Exception[]): Entry[] =>
    unless.flatMap((exception) => [
      { kind: 'exception', id: exception.id, regime, exception, provision, within } as const,
      ...below(exception.unless, [...within, exception]),
    ]);
  return [{ kind: 'provision', id: provision.id, regime, provision, draft }, ...below(provision.unless, [])];
}
