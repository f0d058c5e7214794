import {
  type DraftRule,
  findingAt,
  type Written,
  type WrittenRegime,
  writtenDraftRules,
  writtenExceptions,
} from '../../law/checking/written.ts';
import { overlay } from '../../law/draft.ts';
import type { Finding } from '../../law/reading/findings.ts';
import type { Path } from '../../law/reading/source.ts';
import type { Law, Provision } from '../../law/regime.ts';
import type { Example, Exploration } from './explorer.ts';
import { type Nested, Study } from './study.ts';

/**
 * Conditions that can never be true, provisions that can never reach or bite, exceptions that always hold or never can: found
 * by the search over boundary facts. Where the search could not try everything it says nothing.
 * @param law one regime alone, the one that was written
 */
export function reachFindings(law: Law, written: WrittenRegime): readonly Finding[] {
  const regime = law.regimes[0]?.regime;
  if (regime === undefined) return [];
  const findings = regime.provisions.flatMap((rule) => {
    const place = written.provisions.find(({ item }) => item.id === rule.id);
    return place === undefined ? [] : studyFindings(law, rule, place);
  });
  for (const draft of written.drafts) {
    const after = overlay(law, draft.item.id);
    for (const place of writtenDraftRules(draft)) {
      const rule = after.regimes[0]?.regime.provisions.find(({ id }) => id === place.item.id);
      if (rule !== undefined && asksAnew(place.item)) findings.push(...studyFindings(after, rule, place));
    }
  }
  return findings;
}

type Say = (path: Path, code: string, message: string, remedy: string, example?: Example | null) => Finding;

/** A draft that changes only a day or words asks the conditions of the law in force, which are looked at there. */
function asksAnew(change: DraftRule): boolean {
  return change.when !== undefined || change.unless !== undefined || change.in_force !== undefined;
}

function studyFindings(law: Law, rule: Provision, place: Written<DraftRule>): Finding[] {
  const study = new Study(law, rule);
  const say: Say = (path, code, message, remedy, example = null) => ({
    ...findingAt(place, path, code, message, remedy),
    ...(example === null ? {} : { example }),
  });
  const idle = actFindings(study, rule, say);
  if (idle.length > 0) return idle;
  const reach = study.canReach();
  if (reach.example === null) return reach.exhausted ? [neverReaches(study, rule, say)] : [];
  const findings = study.exceptions.flatMap((nested) => exceptionFinding(study, nested, place, reach.example as Example));
  if (findings.length > 0) return findings;
  const bite = study.canBite();
  return bite.example === null && bite.exhausted
    ? [
        say(
          ['unless'],
          'always-lifted',
          `Whenever \`${rule.id}\` reaches a case, one of its exceptions lifts it.`,
          'Narrow the exceptions: together they leave nothing.',
          reach.example,
        ),
      ]
    : [];
}

function never({ example, exhausted }: Exploration): boolean {
  return example === null && exhausted;
}

/** An act that is governed under a condition, and never is. */
function actFindings(study: Study, rule: Provision, say: Say): Finding[] {
  return rule.governs.flatMap(({ act, where }, i) => {
    const condition = study.ready.governs[act];
    if (where === null || condition === null || condition === undefined || !never(study.canHold(condition))) return [];
    return [
      say(['governs', i, 'where'], 'never-true', 'This condition can never be true.', `Mend it, or leave \`${act}\` out of \`governs\`.`),
    ];
  });
}

/** Names the part that makes it impossible: the condition itself, or how it stands together with acts and days. */
function neverReaches(study: Study, rule: Provision, say: Say): Finding {
  if (never(study.canHold(study.ready.when)))
    return say(
      ['when'],
      'never-true',
      'This condition can never be true.',
      'Look for parts that exclude each other, such as two days in the wrong order.',
    );
  return say(
    ['when'],
    'never-reaches',
    `\`${rule.id}\` can never reach a case: its condition, its acts and its time in force exclude each other.`,
    'Compare the days in the condition with `in_force`, and the acts it names with `governs`.',
  );
}

function exceptionFinding(study: Study, nested: Nested, place: Written<DraftRule>, reached: Example): readonly Finding[] {
  const { rule } = nested.exception;
  const written = writtenExceptions(place).find(({ item }) => item.id === rule.id);
  const at = written ?? place;
  const outer = nested.within.at(-1)?.rule.id ?? study.ready.rule.id;
  const holds = study.canBe(nested, true);
  if (holds.example === null)
    return holds.exhausted
      ? [
          {
            ...findingAt(
              at,
              ['when'],
              'exception-never',
              `The exception \`${rule.id}\` can never hold where \`${outer}\` reaches a case.`,
              'Look for what it shares with the condition it is an exception to; or leave it out.',
            ),
            example: reached,
          },
        ]
      : [];
  const fails = study.canBe(nested, false);
  if (fails.example !== null || !fails.exhausted) return [];
  return [
    {
      ...findingAt(
        at,
        ['when'],
        'exception-always',
        `The exception \`${rule.id}\` holds whenever \`${outer}\` reaches a case, so that this never stands.`,
        'Narrow the exception, or leave out what it lifts.',
      ),
      example: holds.example,
    },
  ];
}
