import { citeWords } from '../decide/words/decision.ts';
import { spokenDate } from '../values/dates.ts';
import type { Change } from './changes.ts';
import type { ImpactSummary } from './summary.ts';
import { casesOf, daysOf, listed } from './words.ts';

/** What the file holds, as far as it explains why a change meets nobody. */
export type Met = Pick<ImpactSummary, 'asOf' | 'byAct' | 'byHost' | 'heldBy'> & {
  /** By provision: cases on which it stands otherwise, and on which it bites or may bite under either law. */
  readonly reached: ReadonlyMap<string, { readonly otherwise: number; readonly bites: number }>;
};

/** Why no case changes, a sentence each; the reason that alone would be enough comes first. */
export function whyNothing(changes: readonly Change[], met: Met): readonly string[] {
  if (changes.length === 0) return ['The draft changes nothing in what the law decides.'];
  const said = changes.map((change) => whyNot(change, met));
  // Several provisions of one paragraph mostly stand still for the same reason.
  const held = met.heldBy.map(
    ({ cite, words, from, cases }) =>
      `For ${casesOf(cases)} another norm asks as much already, from ${spokenDate(from)} on: ${words} (${citeWords(cite)})`,
  );
  return [...new Set([...said.filter((sentence) => sentence !== null), ...held])];
}

function whyNot(change: Change, { asOf, byAct, byHost, reached }: Met): string | null {
  const rule = change.after ?? change.before;
  if (rule === null || asOf === null) return null;
  const name = citeWords(rule.cite);
  const { hosts } = change;
  if (hosts !== null && !byHost.some(({ host }) => hosts.includes(host)))
    return `${name} binds ${listed(hosts)}; the file is about ${listed(byHost.map(({ host }) => host))}.`;
  const governed = [...new Set([...(change.before?.governs ?? []), ...(change.after?.governs ?? [])].map(({ act }) => act))];
  if (!byAct.some(({ act }) => governed.includes(act)))
    return `${name} governs ${listed(governed)}; the file asks about ${listed(byAct.map(({ act }) => act))}.`;
  const days = daysOf(change);
  const first = days[0];
  if (rule.testedOn === 'asOf' && first !== undefined && asOf.last < first.day)
    return `${name} is in force from ${spokenDate(first.day)}, and the file is read at ${spokenDate(asOf.last)}. ${days
      .map(({ day, words }) => `From ${spokenDate(day)} ${words}.`)
      .join(' ')} Try --as-of ${listed(days.slice(0, 2).map(({ day }) => day)).replace(' and ', ' or ')}.`;
  const ends = [change.before?.inForce.until, change.after?.inForce.until];
  const end = ends.every((until) => typeof until === 'string')
    ? (ends
        .filter((until) => until !== undefined)
        .sort()
        .at(-1) ?? null)
    : null;
  if (rule.testedOn === 'asOf' && end !== null && asOf.first > end)
    return `${name} ended with ${spokenDate(end)}, and the file is read from ${spokenDate(asOf.first)} on.`;
  const counts = reached.get(change.id);
  if (counts === undefined || counts.bites === 0)
    return `${name} reaches no case of the file: its conditions hold for none, or an exception of its own lifts it.`;
  return counts.otherwise === 0 ? `${name} bites as before on ${casesOf(counts.bites)}, and the draft changes nothing for them.` : null;
}
