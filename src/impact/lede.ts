import { spokenDate } from '../values/dates.ts';
import { figure } from '../values/figures.ts';
import type { ImpactClass, ImpactDetail } from './classes.ts';
import type { ImpactExample, ImpactSummary } from './summary.ts';
import { casesOf, listed } from './words.ts';

/** The sentences that matter first: what would change, what stays open, and what the Council alone would ask for. */
export function ledeOf(summary: ImpactSummary): readonly string[] {
  const { rows, asOf } = summary;
  if (rows.compared === 0 || asOf === null) return ['No row of the file could be compared.'];
  const on = asOf.first === asOf.last ? `on ${spokenDate(asOf.first)}` : `from ${spokenDate(asOf.first)} to ${spokenDate(asOf.last)}`;
  const parts = CHANGES.flatMap(({ kind, says }) => {
    const count = countOf(summary, kind);
    return count === 0 ? [] : [{ kind, count, says: says(count) }];
  });
  const [only] = parts;
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const first =
    only === undefined
      ? `Read ${on}, none of ${casesOf(rows.compared)} is known to change under the draft.`
      : parts.length === 1
        ? `Read ${on}, ${figure(only.count)} of ${casesOf(rows.compared)} ${only.says} under the draft${daysMoved(summary)}.`
        : `Read ${on}, ${figure(total)} of ${casesOf(rows.compared)} change under the draft: ${listed(parts.map(({ count, says }) => `${figure(count)} ${says}`))}${daysMoved(summary)}.`;
  return [first, ...openSentences(summary), ...councilSentence(summary)];
}

const CHANGES: readonly { readonly kind: ImpactClass; readonly says: (count: number) => string }[] = [
  { kind: 'newly-barred', says: (count) => `${count === 1 ? 'is' : 'are'} newly barred` },
  { kind: 'newly-needs-approval', says: (count) => `newly ${count === 1 ? 'needs' : 'need'} approval` },
  { kind: 'must-leave-earlier', says: (count) => `${count === 1 ? 'has' : 'have'} to end earlier` },
  { kind: 'freed', says: (count) => `${count === 1 ? 'is' : 'are'} freed` },
];

/** ", with 22 December 2018 as the last day instead of 22 December 2019", where all are moved alike. */
function daysMoved({ lastDays }: ImpactSummary): string {
  const [only] = lastDays;
  if (only === undefined || lastDays.length > 1 || only.after === null) return '';
  return `, with ${spokenDate(only.after)} as the last day${only.before === null ? '' : ` instead of ${spokenDate(only.before)}`}`;
}

function openSentences(summary: ImpactSummary): readonly string[] {
  const sentences: readonly (readonly [ImpactDetail, (count: number) => string])[] = [
    ['becomes-open', (count) => `${casesOf(count)} that the law in force decides would be open.`],
    ['was-open', (count) => `${casesOf(count)} that the law in force leaves open would be decided.`],
    ['duty-open', (count) => `For ${casesOf(count)} it is open whether the moved day is meant for them: a fact is missing.`],
    ['stays-open', (count) => `${casesOf(count)} within the reach of the draft are undecided either way: a fact is missing.`],
  ];
  return sentences.flatMap(([detail, says]) => {
    const count = summary.classes.flatMap(({ details }) => details).find((entry) => entry.detail === detail)?.cases ?? 0;
    return count === 0 ? [] : [says(count)];
  });
}

/** The Council's own demand may change where the state's own measures hide it in the outcome. */
function councilSentence({ un, outcomes }: ImpactSummary): readonly string[] {
  const more = un.after.barred - un.before.barred;
  if (more === 0 || more === outcomes.after.barred - outcomes.before.barred) return [];
  return more > 0
    ? [`The Council itself would bar ${figure(more)} more than it does: ${figure(un.after.barred)} instead of ${figure(un.before.barred)}.`]
    : [
        `The Council itself would bar ${figure(-more)} fewer than it does: ${figure(un.after.barred)} instead of ${figure(un.before.barred)}.`,
      ];
}

function countOf({ classes }: ImpactSummary, kind: ImpactClass): number {
  return classes.find((entry) => entry.class === kind)?.cases ?? 0;
}

/** What becomes of one case, in half a sentence: "barred instead of clear", "last day 22 December 2018 instead of 22 December 2019". */
export function exampleWords(example: ImpactExample): string {
  const { outcomeBefore, outcomeAfter, returnByBefore, returnByAfter } = example;
  const parts: string[] = [];
  if (outcomeAfter !== outcomeBefore) parts.push(`${said(outcomeAfter)} instead of ${said(outcomeBefore)}`);
  if (returnByAfter !== returnByBefore) {
    const was = example.asOf > (returnByAfter ?? returnByBefore ?? '') ? 'last day was' : 'last day';
    if (returnByAfter === null) parts.push(`no last day instead of ${spokenDate(returnByBefore ?? '')}`);
    else
      parts.push(
        `${was} ${spokenDate(returnByAfter)}${returnByBefore === null ? ' where there was none' : ` instead of ${spokenDate(returnByBefore)}`}`,
      );
  }
  if (parts.length === 0)
    parts.push(example.detail === 'duty-open' ? 'open whether the moved day is meant for it' : `${said(outcomeAfter)} either way`);
  const missing = [...new Set([...example.missingBefore, ...example.missingAfter])];
  if (example.class === 'undecided' && missing.length > 0) parts.push(`for want of ${listed(missing)}`);
  return parts.join('; ');
}

function said(outcome: string): string {
  return outcome === 'needs-approval' ? 'needs approval' : outcome;
}
