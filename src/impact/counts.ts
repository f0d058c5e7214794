import type { Programme } from '../decide/programme.ts';
import type { Outcome } from '../decide/settle.ts';
import type { Workbench } from '../files/table/workbench.ts';
import type { Provision } from '../law/regime.ts';
import { ACTS, type Act } from '../law/vocabulary.ts';
import type { Change } from './changes.ts';
import { CLASS_WORDS, CLASSES, DETAIL_WORDS, DETAILS, type ImpactClass, type ImpactDetail, isOnTheList } from './classes.ts';
import type { ChangeCounts, ClassCounts, ImpactSummary, OutcomeCounts } from './summary.ts';
import { whyNothing } from './why.ts';
import { daysOf, saysOf } from './words.ts';

/** Cases that are alike in everything that is counted. */
interface Group {
  readonly [column: string]: string | boolean | null;
  readonly act: Act;
  readonly host: string;
  readonly class: ImpactClass;
  readonly detail: ImpactDetail;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly unBefore: Outcome;
  readonly unAfter: Outcome;
  readonly returnBy: string | null;
  readonly newDay: string | null;
  readonly protected: boolean;
  readonly provisions: string;
  readonly provisionsBefore: string;
  readonly provisionsAfter: string;
  readonly first: string;
  readonly last: string;
  readonly cases: string;
}

type Counted = Pick<
  ImpactSummary,
  'asOf' | 'changes' | 'classes' | 'byAct' | 'byHost' | 'outcomes' | 'un' | 'protected' | 'lastDays' | 'byNewDay' | 'heldBy' | 'why'
>;

/** Counts the compared rows in one pass: they fall into some hundred groups, and everything else is sums over these. */
export async function countsOf(bench: Workbench, changes: readonly Change[], programme: Programme): Promise<Counted> {
  const groups =
    await bench.rows<Group>(`SELECT act, host, class, detail, "outcomeBefore" AS before, "outcomeAfter" AS after, "unBefore", "unAfter",
    CAST("returnByBefore" AS VARCHAR) AS "returnBy", CAST("returnByAfter" AS VARCHAR) AS "newDay", protected, provisions, "provisionsBefore", "provisionsAfter",
    CAST(min("asOf") AS VARCHAR) AS first, CAST(max("asOf") AS VARCHAR) AS last, count(*) AS cases FROM compared GROUP BY ALL ORDER BY ALL`);
  const sum = (where: (group: Group) => boolean): number =>
    groups.reduce((total, group) => (where(group) ? total + Number(group.cases) : total), 0);
  const onTheList = groups.filter(isOnTheList);
  // Open cases that stay open are no known change: then it must be said why there is none.
  const isKnown = onTheList.some(({ detail }) => detail !== 'stays-open' && detail !== 'duty-open');
  const firsts = groups.map(({ first }) => first).sort();
  const lasts = groups.map(({ last }) => last).sort();
  const counted = {
    asOf: groups.length === 0 ? null : { first: firsts[0] as string, last: lasts.at(-1) as string },
    byAct: ACTS.flatMap((act) => bundle(groups.filter((group) => group.act === act)).map((counts) => ({ act, ...counts }))),
    byHost: keysOf(groups, ({ host }) => host).flatMap((host) =>
      bundle(groups.filter((group) => group.host === host)).map((counts) => ({ host, ...counts })),
    ),
    heldBy: heldByOf(groups, changes, programme),
  };
  const reached = new Map(
    changes.map(({ id }) => [
      id,
      {
        otherwise: sum((group) => names(group.provisions).includes(id)),
        bites: sum((group) => [group.provisionsBefore, group.provisionsAfter].some((text) => bitesIn(text, id))),
      },
    ]),
  );
  return {
    ...counted,
    changes: changes.flatMap((change) => changeCounts(change, groups)),
    classes: CLASSES.map((kind) => ({
      class: kind,
      ...CLASS_WORDS[kind],
      cases: sum((group) => group.class === kind),
      details: DETAILS[kind].flatMap((detail) => {
        const cases = sum((group) => group.class === kind && group.detail === detail);
        return cases === 0 ? [] : [{ detail, words: DETAIL_WORDS[detail], cases }];
      }),
    })),
    outcomes: { before: outcomesOf(groups, 'before'), after: outcomesOf(groups, 'after') },
    un: { before: outcomesOf(groups, 'unBefore'), after: outcomesOf(groups, 'unAfter') },
    protected: sum((group) => group.protected),
    lastDays: lastDaysOf(onTheList),
    byNewDay: keysOf(onTheList, ({ newDay }) => newDay?.slice(0, 7) ?? '')
      .filter((month) => month !== '')
      .sort()
      .flatMap((month) =>
        bundle(onTheList.filter(({ newDay }) => newDay?.startsWith(month) === true)).map((counts) => ({ month, ...counts })),
      ),
    why: isKnown ? [] : whyNothing(changes, { ...counted, reached }),
  };
}

function changeCounts(change: Change, groups: readonly Group[]): readonly ChangeCounts[] {
  const rule = change.after ?? change.before;
  if (rule === null) return [];
  const otherwise = groups.filter(({ provisions }) => names(provisions).includes(change.id));
  return [
    {
      provision: change.id,
      how: change.before === null ? 'added' : change.after === null ? 'removed' : 'changed',
      layer: change.layer,
      cite: rule.cite,
      words: (change.before ?? rule).words.en,
      says: saysOf(change),
      days: daysOf(change),
      cases: otherwise.reduce((total, { cases }) => total + Number(cases), 0),
      classes: classCounts(otherwise),
    },
  ];
}

function lastDaysOf(groups: readonly Group[]): Counted['lastDays'] {
  const found = new Map<string, { before: string | null; after: string | null; cases: number }>();
  for (const { returnBy, newDay, cases } of groups) {
    if (returnBy === newDay) continue;
    const key = `${returnBy ?? ''} ${newDay ?? ''}`;
    const days = found.get(key) ?? { before: returnBy, after: newDay, cases: 0 };
    days.cases += Number(cases);
    found.set(key, days);
  }
  return [...found].sort(([a, x], [b, y]) => y.cases - x.cases || (a < b ? -1 : 1)).map(([, days]) => days);
}

/** For cases that the draft reaches and leaves as they are: the norm that already asks as much, the first of each in the order of the law. */
function heldByOf(groups: readonly Group[], changes: readonly Change[], programme: Programme): Counted['heldBy'] {
  const rules = programme.law.regimes.flatMap(({ regime }) => regime.provisions);
  const found = new Map<string, { rule: Provision; outcome: Outcome; returnBy: string | null; cases: number }>();
  for (const group of groups) {
    if (group.detail !== 'reached') continue;
    const biting = rules.filter(({ id }) => names(group.provisionsBefore).includes(id) && !changes.some((change) => change.id === id));
    const rule =
      biting.find(({ duty, basis }) => duty !== null && basis !== 'statement' && duty.by === group.returnBy) ??
      biting.find(({ strength }) => strength !== null && strength === group.before);
    if (rule === undefined) continue;
    const key = `${rule.id} ${group.before} ${group.returnBy ?? ''}`;
    const held = found.get(key) ?? { rule, outcome: group.before, returnBy: group.returnBy, cases: 0 };
    held.cases += Number(group.cases);
    found.set(key, held);
  }
  return [...found.values()].map(({ rule, ...held }) => ({
    provision: rule.id,
    cite: rule.cite,
    words: rule.words.en,
    from: rule.inForce.from,
    ...held,
  }));
}

/** One entry, or none where there is nothing to count. */
function bundle(groups: readonly Group[]): readonly { readonly cases: number; readonly classes: ClassCounts }[] {
  const classes = classCounts(groups);
  const cases = Object.values(classes).reduce((total, count) => total + count, 0);
  return cases === 0 ? [] : [{ cases, classes }];
}

function classCounts(groups: readonly { readonly class: ImpactClass; readonly cases: string }[]): ClassCounts {
  const counts = emptyCounts();
  for (const group of groups) counts[group.class] += Number(group.cases);
  return counts;
}

export function emptyCounts(): Record<ImpactClass, number> {
  return Object.fromEntries(CLASSES.map((kind) => [kind, 0])) as Record<ImpactClass, number>;
}

function outcomesOf(groups: readonly Group[], side: 'before' | 'after' | 'unBefore' | 'unAfter'): OutcomeCounts {
  const counts = { clear: 0, 'needs-approval': 0, barred: 0, undecided: 0 };
  for (const group of groups) counts[group[side]] += Number(group.cases);
  return counts;
}

function keysOf(groups: readonly Group[], of: (group: Group) => string): string[] {
  return [...new Set(groups.map(of))].sort();
}

function names(provisions: string): readonly string[] {
  return provisions.split('|');
}

function bitesIn(provisions: string, id: string): boolean {
  return names(provisions).some((name) => name === id || name === `${id}?`);
}
