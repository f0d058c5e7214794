import type { Programme } from '../decide/programme.ts';
import type { Gap, Outcome } from '../decide/settle.ts';
import { factWords } from '../decide/words/decision.ts';
import type { Workbench } from '../files/table/workbench.ts';
import type { Provision } from '../law/regime.ts';
import { ACTS, type Act } from '../law/vocabulary.ts';
import type { CaseloadSummary, OutcomeCounts } from './summary.ts';

/** One group of cases that are alike in everything that the summary counts. */
interface Group {
  readonly [column: string]: string | boolean | null;
  readonly act: Act;
  readonly host: string;
  readonly outcome: Outcome;
  readonly un: Outcome;
  readonly national: Outcome;
  readonly gap: Gap | null;
  readonly returnBy: string | null;
  readonly protected: boolean;
  readonly missing: string;
  readonly provisions: string;
  /** How many last lawful days of the law have passed on the day of the case. */
  readonly phase: string;
  /** The day by which to leave has passed. */
  readonly overdue: boolean;
  readonly first: string;
  readonly last: string;
  readonly cases: string;
}

type Counted = Pick<
  CaseloadSummary,
  'asOf' | 'hosts' | 'outcomes' | 'byAct' | 'byLayer' | 'byGap' | 'protected' | 'provisions' | 'missing' | 'departures' | 'announced'
>;

/** Counts the decided rows in one pass: they fall into some hundred groups, and everything else is sums over these. */
export async function countsOf(bench: Workbench, programme: Programme, hostName: (code: string) => string): Promise<Counted> {
  const rules = programme.law.regimes.flatMap(({ regime }) =>
    regime.provisions.map((rule) => ({
      rule,
      layer: regime.layers.find(({ id }) => id === rule.layer)?.hosts === null ? ('un' as const) : ('national' as const),
    })),
  );
  const days = [...new Set(rules.flatMap(({ rule }) => (rule.duty === null ? [] : [rule.duty.by])))].sort();
  const phase = days.length === 0 ? '0' : days.map((day) => `CAST("asOf" > DATE '${day}' AS INTEGER)`).join(' + ');
  const groups =
    await bench.rows<Group>(`SELECT act, host, outcome, un, national, gap, CAST("returnBy" AS VARCHAR) AS "returnBy", protected, missing, provisions,
    ${phase} AS phase, coalesce("asOf" > "returnBy", false) AS overdue, CAST(min("asOf") AS VARCHAR) AS first, CAST(max("asOf") AS VARCHAR) AS last, count(*) AS cases FROM decided
    GROUP BY ALL ORDER BY ALL`);
  const cases = (group: Group): number => Number(group.cases);
  const sum = (where: (group: Group) => boolean): number =>
    groups.reduce((total, group) => (where(group) ? total + cases(group) : total), 0);
  const isPast = (rule: Provision, group: Group): boolean => rule.duty !== null && Number(group.phase) > days.indexOf(rule.duty.by);
  const read = groups.map((group) => ({ group, values: valuesOf(group.provisions) }));

  const firsts = groups.map(({ first }) => first).sort();
  const lasts = groups.map(({ last }) => last).sort();
  return {
    asOf: groups.length === 0 ? null : { first: firsts[0] as string, last: lasts.at(-1) as string },
    hosts: tally(groups, ({ host }) => host).map(([host, count]) => ({ host, name: hostName(host), cases: count })),
    outcomes: outcomesOf(groups, 'outcome'),
    byAct: ACTS.flatMap((act) => {
      const those = groups.filter((group) => group.act === act);
      return those.length === 0 ? [] : [{ act, outcomes: outcomesOf(those, 'outcome') }];
    }),
    byLayer: { un: outcomesOf(groups, 'un'), national: outcomesOf(groups, 'national') },
    byGap: (['none', 'required-by-un', 'refused-though-allowed', 'national-only', 'open'] as const).flatMap((gap) => {
      const count = sum((group) => (group.gap ?? 'open') === gap);
      return count === 0 ? [] : [{ gap, cases: count }];
    }),
    protected: sum((group) => group.protected),
    provisions: rules.flatMap(({ rule, layer }) => {
      const bites = sumOf(read, rule.id, true);
      const unknown = sumOf(read, rule.id, null);
      if (bites + unknown === 0) return [];
      const decides = read.reduce((total, { group, values }) => {
        const strength = rule.duty === null ? rule.strength : rule.basis !== 'statement' && isPast(rule, group) ? 'barred' : null;
        return values.get(rule.id) === true && strength !== null && strength === group.outcome ? total + cases(group) : total;
      }, 0);
      return [{ id: rule.id, layer, basis: rule.basis, cite: rule.cite, words: rule.words.en, bites, unknown, decides }];
    }),
    missing: missingOf(groups, programme),
    departures: departuresOf(
      read,
      rules.map(({ rule }) => rule),
    ),
    announced: rules.flatMap(({ rule }) => {
      if (rule.duty === null || rule.basis !== 'statement') return [];
      const count = sumOf(read, rule.id, true) + sumOf(read, rule.id, null);
      return count === 0
        ? []
        : [
            {
              provision: rule.id,
              cite: rule.cite,
              by: rule.duty.by,
              cases: count,
              words: rule.words.en,
              against: rule.against?.en ?? null,
            },
          ];
    }),
  };
}

interface Read {
  readonly group: Group;
  readonly values: ReadonlyMap<string, true | null>;
}

/** `id` bites, `id?` may bite. */
function valuesOf(provisions: string): ReadonlyMap<string, true | null> {
  return new Map(
    provisions === ''
      ? []
      : provisions.split('|').map((part): [string, true | null] => (part.endsWith('?') ? [part.slice(0, -1), null] : [part, true])),
  );
}

function sumOf(read: readonly Read[], id: string, value: true | null): number {
  return read.reduce((total, { group, values }) => (values.get(id) === value && values.has(id) ? total + Number(group.cases) : total), 0);
}

function outcomesOf(groups: readonly Group[], layer: 'outcome' | 'un' | 'national'): OutcomeCounts {
  const counts = { clear: 0, 'needs-approval': 0, barred: 0, undecided: 0 };
  for (const group of groups) counts[group[layer]] += Number(group.cases);
  return counts;
}

/** Most first; equal ones by their name. */
function tally(groups: readonly Group[], of: (group: Group) => string): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(of(group), (counts.get(of(group)) ?? 0) + Number(group.cases));
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

function missingOf(groups: readonly Group[], programme: Programme): Counted['missing'] {
  const found = new Map<string, { cases: number; undecided: number; settles: number }>();
  for (const group of groups) {
    const names = group.missing === '' ? [] : group.missing.split('|');
    for (const name of names) {
      const counts = found.get(name) ?? { cases: 0, undecided: 0, settles: 0 };
      found.set(name, counts);
      counts.cases += Number(group.cases);
      if (group.outcome !== 'undecided') continue;
      counts.undecided += Number(group.cases);
      if (names.length === 1) counts.settles += Number(group.cases);
    }
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.undecided - x.undecided || y.cases - x.cases || (a < b ? -1 : 1))
    .map(([fact, counts]) => ({ fact, words: factWords(fact, programme), question: questionOf(fact, programme), ...counts }));
}

function questionOf(name: string, { vocabulary, questions }: Programme): string {
  const open = questions.find(({ id }) => name === `interpretation.${id}`);
  return open?.words.en ?? vocabulary.facts.find((fact) => fact.name === name)?.question.en ?? name;
}

function departuresOf(read: readonly Read[], rules: readonly Provision[]): Counted['departures'] {
  const found = new Map<string, { by: string; act: Act; cases: number; overdue: number; provision: string; cite: Provision['cite'] }>();
  for (const { group, values } of read) {
    if (group.returnBy === null) continue;
    const rule = rules.find(({ id, duty, basis }) => values.get(id) === true && duty?.by === group.returnBy && basis !== 'statement');
    if (rule === undefined) continue;
    const key = `${group.returnBy} ${group.act} ${rule.id}`;
    const departure = found.get(key) ?? { by: group.returnBy, act: group.act, cases: 0, overdue: 0, provision: rule.id, cite: rule.cite };
    found.set(key, departure);
    departure.cases += Number(group.cases);
    if (group.overdue === true) departure.overdue += Number(group.cases);
  }
  return [...found.values()].sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : ACTS.indexOf(a.act) - ACTS.indexOf(b.act)));
}
