import { type Node, readsDirectly, walk } from '../condition/ir.ts';
import type { Finding } from '../reading/findings.ts';
import type { RawFacts } from '../reading/raw.ts';
import type { Exception, Provision, Regime } from '../regime.ts';
import { REQUIRED_FACTS } from '../vocabulary.ts';
import { findingAt, type Written, type WrittenRegime } from './written.ts';

/** Everything that the conditions of some regimes speak of. Drafts count: what only they use is used. */
export interface Uses {
  readonly facts: ReadonlySet<string>;
  readonly terms: ReadonlySet<string>;
  readonly params: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
}

export function usesOf(regime: Regime): Uses {
  const rules = [...regime.provisions, ...regime.drafts.flatMap((draft) => draft.provisions)];
  const terms = new Map(regime.terms.map((term) => [term.id, term.means.node]));
  const nodes = rules.flatMap(conditionsOf).flatMap((node) => [...walk(node, terms)]);
  const counted = rules.flatMap(({ cap }) => (cap === null ? [] : [cap.counts]));
  const all = [...nodes, ...counted.flatMap((id) => (terms.has(id) ? [...walk(terms.get(id) as Node, terms)] : []))];
  return {
    facts: new Set([...all.map(readsDirectly).filter((name) => name !== null), ...rules.map((rule) => rule.testedOn)]),
    terms: new Set([...all.flatMap((node) => (node.op === 'term' ? [node.id] : [])), ...counted]),
    params: new Set(all.flatMap((node) => (node.op === 'literal' && node.param !== undefined ? [node.param] : []))),
    questions: new Set(all.flatMap((node) => (node.op === 'question' ? [node.id] : []))),
  };
}

/** Terms, parameters, questions and layers of a regime that nobody uses. */
export function unusedFindings(written: WrittenRegime, regime: Regime): readonly Finding[] {
  const uses = usesOf(regime);
  const findings: Finding[] = [];
  const file = written.regime;
  if (file !== null) {
    for (const [i, term] of (file.item.terms ?? []).entries())
      if (!uses.terms.has(term.id)) findings.push(idle(file, ['terms', i, 'id'], `No condition uses the term \`${term.id}\`.`));
    for (const [i, param] of (file.item.params ?? []).entries())
      if (!uses.params.has(param.name))
        findings.push(idle(file, ['params', i, 'name'], `No condition uses the parameter \`${param.name}\`.`));
    const layers = new Set([...regime.provisions, ...regime.drafts.flatMap((draft) => draft.provisions)].map((rule) => rule.layer));
    for (const [i, layer] of file.item.layers.entries())
      if (!layers.has(layer.id)) findings.push(idle(file, ['layers', i, 'id'], `No provision belongs to the layer \`${layer.id}\`.`));
  }
  for (const question of written.questions)
    if (!uses.questions.has(question.item.id) && (question.item.besides ?? []).length === 0)
      findings.push(
        findingAt(
          question,
          ['id'],
          'unused',
          `No condition asks the question \`${question.item.id}\`, and it stands beside no provision.`,
          'Ask it with `question("…")` in a condition, or name under `besides` the provisions it is about.',
          'warning',
        ),
      );
  return findings;
}

/** Facts that no condition of any regime asks for. Only to be called when every regime of the folder was understood. */
export function unaskedFacts(facts: Written<RawFacts>, regimes: readonly Regime[]): readonly Finding[] {
  const asked = new Set(regimes.flatMap((regime) => [...usesOf(regime).facts]));
  return facts.item.facts.flatMap((fact, i) => {
    const required = (REQUIRED_FACTS as readonly string[]).includes(fact.name);
    const path = ['facts', i, 'name'];
    if (!asked.has(fact.name) && !required && fact.used_by === undefined)
      return [
        findingAt(
          facts,
          path,
          'unasked-fact',
          `No condition of any regime asks for the fact \`${fact.name}\`.`,
          'Use it, remove it, or say under `used_by` what it is for.',
          'warning',
        ),
      ];
    if (asked.has(fact.name) && fact.used_by !== undefined)
      return [
        findingAt(
          facts,
          ['facts', i, 'used_by'],
          'unasked-fact',
          `\`used_by\` says why no condition asks for \`${fact.name}\`, but one does.`,
          'Leave `used_by` out.',
          'warning',
        ),
      ];
    return [];
  });
}

function idle(written: Written<unknown>, path: readonly (string | number)[], message: string): Finding {
  return findingAt(written, path, 'unused', message, 'Use it or remove it: what nobody uses grows stale unseen.', 'warning');
}

function conditionsOf(rule: Provision): readonly Node[] {
  const inner = (exception: Exception): readonly Node[] => [exception.when.node, ...exception.unless.flatMap(inner)];
  return [rule.when.node, ...rule.governs.flatMap(({ where }) => (where === null ? [] : [where.node])), ...rule.unless.flatMap(inner)];
}
