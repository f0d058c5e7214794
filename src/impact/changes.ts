import type { Condition, Exception, Law, Provision } from '../law/regime.ts';

/** A provision that decides otherwise in one law than in the other; `null` on the side that does not have it. */
export interface Change {
  readonly id: string;
  readonly layer: 'un' | 'national';
  /** Codes of the states that the layer binds; `null` is every state. */
  readonly hosts: readonly string[] | null;
  readonly before: Provision | null;
  readonly after: Provision | null;
}

/** The provisions in which two laws differ, in the order of the law. Words, notes and confidence decide nothing and are left aside. */
export function changesBetween(before: Law, after: Law): readonly Change[] {
  const [old, young] = [decidingIn(before), decidingIn(after)];
  const ids = [...young.keys(), ...[...old.keys()].filter((id) => !young.has(id))];
  return ids.flatMap((id): Change[] => {
    const [was, is] = [old.get(id) ?? null, young.get(id) ?? null];
    const layer = is?.layer ?? was?.layer ?? null;
    if (layer === null || (was !== null && is !== null && substance(was.rule) === substance(is.rule))) return [];
    return [{ id, ...layer, before: was?.rule ?? null, after: is?.rule ?? null }];
  });
}

interface Placed {
  readonly rule: Provision;
  readonly layer: Pick<Change, 'layer' | 'hosts'>;
}

/** A call for attention takes no part in any outcome, so a draft that changes one changes no case. */
function decidingIn(law: Law): ReadonlyMap<string, Placed> {
  return new Map(
    law.regimes.flatMap(({ regime }) =>
      regime.provisions
        .filter(({ effect }) => effect !== 'call')
        .map((rule): [string, Placed] => {
          const hosts = regime.layers.find(({ id }) => id === rule.layer)?.hosts ?? null;
          return [rule.id, { rule, layer: { layer: hosts === null ? 'un' : 'national', hosts: hosts?.map(({ code }) => code) ?? null } }];
        }),
    ),
  );
}

/** Everything by which a provision decides, as one text. */
function substance({ layer, effect, strength, basis, governs, inForce, testedOn, when, unless, duty }: Provision): string {
  return JSON.stringify([
    [layer, effect, strength, basis, inForce.from, inForce.until, testedOn, duty?.by ?? null],
    governs.map(({ act, where }) => [act, where === null ? null : meaning(where)]),
    meaning(when),
    unless.map(substanceOfException),
  ]);
}

function substanceOfException({ id, when, unless }: Exception): unknown {
  return [id, meaning(when), unless.map(substanceOfException)];
}

/** What was understood, wherever in the text it stood: a line that was only broken otherwise changes nothing. */
function meaning({ node }: Condition): string {
  return JSON.stringify(node, (key, value: unknown) => (key === 'range' ? undefined : value));
}

/** Whether a provision that bites on both sides asks for something else on one of them. */
export function asksOtherwise({ before, after }: Change): boolean {
  return (
    before !== null &&
    after !== null &&
    (before.strength !== after.strength || before.basis !== after.basis || before.duty?.by !== after.duty?.by)
  );
}
