import { isCountryCode } from '../../values/countries.ts';
import { didYouMean } from '../../values/nearest.ts';
import type { Finding } from '../reading/findings.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { below, findingAt, type WrittenRegime, writtenDraftRules, writtenExceptions } from './written.ts';

/** What a case may expect besides the value of a provision or an exception. */
export const EXPECTATIONS = ['outcome', 'un', 'national', 'gap', 'missing', 'returnBy', 'protected', 'announced'] as const;

/**
 * Names that lead nowhere: provisions beside a question, what a case expects, the draft it is read under, codes of hosts.
 * Names inside conditions were looked up when these were read.
 */
export function referenceFindings(regime: WrittenRegime, vocabulary: Vocabulary): readonly Finding[] {
  return [...regimeNames(regime), ...(regime.whole ? [...questionNames(regime), ...caseNames(regime, vocabulary)] : [])];
}

function regimeNames({ id, regime }: WrittenRegime): Finding[] {
  if (regime === null) return [];
  const findings: Finding[] = [];
  if (regime.item.id !== id)
    findings.push(
      findingAt(
        regime,
        ['id'],
        'regime-id',
        `The regime calls itself \`${regime.item.id}\` and lies in the folder \`${id}\`.`,
        'Give both one name: `--regime` names the folder, a decision names the regime.',
      ),
    );
  for (const [i, layer] of regime.item.layers.entries()) {
    const codes = new Set<string>();
    for (const [j, host] of (layer.hosts ?? []).entries()) {
      const code = typeof host === 'string' ? host : host.code;
      const path = ['layers', i, 'hosts', j, ...(typeof host === 'string' ? [] : ['code'])];
      if (!isCountryCode(code))
        findings.push(
          findingAt(regime, path, 'unknown-code', `\`${code}\` is not a country code.`, 'Use ISO 3166-1 alpha-3, for example MNG or FRA.'),
        );
      else if (codes.has(code))
        findings.push(
          findingAt(
            regime,
            path,
            'duplicate-id',
            `The host \`${code}\` stands twice in the layer \`${layer.id}\`.`,
            'Keep one of the two; the first alone is read.',
          ),
        );
      codes.add(code);
    }
  }
  return findings;
}

function questionNames({ questions, provisions, deadlines }: WrittenRegime): Finding[] {
  const known = [...namesOfRules(provisions), ...deadlines.map(({ item }) => item.id)];
  return questions.flatMap((question) => [
    ...(question.item.besides ?? []).flatMap((id, i) =>
      known.includes(id)
        ? []
        : [
            findingAt(
              question,
              ['besides', i],
              'unknown-name',
              `There is no provision, exception or deadline \`${id}\` to stand beside.${didYouMean(id, known)}`,
              'Name a provision, exception or deadline of this regime.',
            ),
          ],
    ),
    ...(question.item.positions ?? []).flatMap((position, i) => {
      const at = ['positions', i];
      if (position.host !== undefined && !isCountryCode(position.host))
        return [
          findingAt(
            question,
            [...at, 'host'],
            'unknown-code',
            `\`${position.host}\` is not a country code.`,
            'Use ISO 3166-1 alpha-3, for example MNG or FRA.',
          ),
        ];
      return [];
    }),
  ]);
}

function caseNames(regime: WrittenRegime, vocabulary: Vocabulary): Finding[] {
  const { cases, provisions, drafts, questions } = regime;
  const inForce = namesOfRules(provisions);
  const facts = [...vocabulary.facts.map(({ name }) => name), ...questions.map(({ item }) => `interpretation.${item.id}`)];
  const draftIds = drafts.map(({ item }) => item.id);
  return cases.flatMap((one) => {
    const { under, expect } = one.item;
    const findings: Finding[] = [];
    const draft = drafts.find(({ item }) => item.id === under);
    if (under !== undefined && draft === undefined)
      findings.push(
        findingAt(
          one,
          ['under'],
          'unknown-name',
          `There is no draft \`${under}\`.${didYouMean(under, draftIds)}`,
          draftIds.length === 0 ? 'Leave `under` out: the regime has no drafts.' : `The drafts are ${draftIds.join(', ')}.`,
        ),
      );
    const ids = [
      ...inForce,
      ...(draft === undefined
        ? []
        : writtenDraftRules(draft).flatMap((rule) => [rule.item.id, ...writtenExceptions(rule).map(({ item }) => item.id)])),
    ];
    for (const key of Object.keys(expect))
      if (!(EXPECTATIONS as readonly string[]).includes(key) && !ids.includes(key))
        findings.push(
          findingAt(
            below(one, ['expect', key], null),
            [],
            'unknown-name',
            `\`${key}\` is nothing that a case can expect.${didYouMean(key, [...EXPECTATIONS, ...ids])}`,
            `Expect ${EXPECTATIONS.join(', ')}, or the id of a provision or exception.`,
          ),
        );
    for (const [key, known] of [
      ['missing', facts],
      ['announced', inForce],
    ] as const)
      for (const [i, name] of listAt(expect[key]).entries())
        if (!known.includes(name))
          findings.push(
            findingAt(
              one,
              ['expect', key, i],
              'unknown-name',
              `There is no ${key === 'missing' ? 'fact' : 'provision'} \`${name}\`.${didYouMean(name, known)}`,
              key === 'missing'
                ? 'Name facts of regimes/facts.yaml, or `interpretation.` and a question.'
                : 'Name a provision of this regime.',
            ),
          );
    return findings;
  });
}

function namesOfRules(provisions: WrittenRegime['provisions']): readonly string[] {
  return provisions.flatMap((one) => [one.item.id, ...writtenExceptions(one).map(({ item }) => item.id)]);
}

function listAt(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
