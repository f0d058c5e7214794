import type { Finding } from '../reading/findings.ts';
import type { Path } from '../reading/source.ts';
import { findingAt, type Written, type WrittenRegime, writtenDraftRules, writtenExceptions } from './written.ts';

/** What may be looked up by its id. Provisions and exceptions share their names: a case expects either by its id alone. */
type Kind = 'provision or exception' | 'instrument' | 'term' | 'question' | 'deadline' | 'draft' | 'layer' | 'parameter' | 'case';

interface Named {
  readonly kind: Kind;
  readonly id: string;
  readonly written: Written<unknown>;
  readonly path: Path;
}

/**
 * An id written twice. Provisions, exceptions, questions, deadlines and drafts are named without their regime in decisions,
 * calendars and cases, so they must differ over all regimes; instruments, terms, layers and parameters within theirs, names of
 * cases within their file.
 */
export function duplicateFindings(regimes: readonly WrittenRegime[]): readonly Finding[] {
  const seen = new Map<string, Named>();
  const findings: Finding[] = [];
  for (const named of regimes.flatMap(namesOf)) {
    const alone = OVER_ALL_REGIMES.has(named.kind) ? '' : named.kind === 'case' ? named.written.source.path : named.written.regime;
    const key = `${named.kind}\0${alone}\0${named.id}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, named);
      continue;
    }
    const { line } = first.written.source.placeOf([...first.written.path, ...first.path]);
    findings.push(
      findingAt(
        named.written,
        named.path,
        'duplicate-id',
        `The ${named.kind} \`${named.id}\` stands already in ${first.written.source.path}, line ${line}.`,
        named.kind === 'case'
          ? 'Give the case a name of its own.'
          : 'Give one of the two another id; an id once published keeps its meaning.',
      ),
    );
  }
  return findings;
}

const OVER_ALL_REGIMES: ReadonlySet<Kind> = new Set<Kind>(['provision or exception', 'question', 'deadline', 'draft']);

function namesOf(regime: WrittenRegime): readonly Named[] {
  const by = (kind: Kind, list: readonly Written<{ readonly id: string }>[]): Named[] =>
    list.map((written) => ({ kind, id: written.item.id, written, path: ['id'] }));
  const written = regime.regime;
  const own = written?.item;
  return [
    ...by('provision or exception', regime.provisions),
    ...by('provision or exception', regime.provisions.flatMap(writtenExceptions)),
    ...by('instrument', regime.instruments),
    ...by('question', regime.questions),
    ...by('deadline', regime.deadlines),
    ...by('draft', regime.drafts),
    ...regime.drafts.flatMap((draft) => draftNames(draft, regime)),
    ...regime.cases.map((one): Named => ({ kind: 'case', id: one.item.name, written: one, path: ['name'] })),
    ...(written === null
      ? []
      : (own?.layers ?? []).map((layer, i): Named => ({ kind: 'layer', id: layer.id, written, path: ['layers', i, 'id'] }))),
    ...(written === null
      ? []
      : (own?.terms ?? []).map((term, i): Named => ({ kind: 'term', id: term.id, written, path: ['terms', i, 'id'] }))),
    ...(written === null
      ? []
      : (own?.params ?? []).map((param, i): Named => ({ kind: 'parameter', id: param.name, written, path: ['params', i, 'name'] }))),
  ];
}

/** A draft may write the exceptions of a changed provision again; only what it adds, and what it writes twice, is new. */
function draftNames(draft: WrittenRegime['drafts'][number], regime: WrittenRegime): readonly Named[] {
  const inForce = new Set(regime.provisions.flatMap((one) => [one.item.id, ...writtenExceptions(one).map(({ item }) => item.id)]));
  const added = new Set((draft.item.adds ?? []).map(({ id }) => id));
  return writtenDraftRules(draft).flatMap((rule) => [
    ...(added.has(rule.item.id) ? [{ kind: 'provision or exception' as const, id: rule.item.id, written: rule, path: ['id'] }] : []),
    ...writtenExceptions(rule)
      .filter(({ item }) => added.has(rule.item.id) || !inForce.has(item.id))
      .map((written): Named => ({ kind: 'provision or exception', id: written.item.id, written, path: ['id'] })),
  ]);
}
