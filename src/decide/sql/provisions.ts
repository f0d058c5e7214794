import type { Exception, Layer, Provision } from '../../law/regime.ts';
import { ACTS, type Act } from '../../law/vocabulary.ts';
import type { Blame } from './blame.ts';
import { type Conditions, FALSE, TRUE, UNKNOWN } from './condition.ts';
import { atom, date, levelOf, type Sql, text } from './sheet.ts';

/** The three facts that every case has; a constant stands for all rows. */
export interface Keys {
  readonly host: Sql;
  readonly act: Sql;
  readonly asOf: Sql;
  readonly oneHost: string | null;
  readonly oneAct: Act | null;
}

/** A provision as columns: its value, and for a provision of the UN whether it reaches the case and is lifted there. */
export interface ProvisionSql {
  readonly rule: Provision;
  readonly isUn: boolean;
  readonly value: Sql;
  readonly lifted: Sql;
}

/** @returns null where the provision is false on every row: another host, another act */
export function provisionSql(rule: Provision, layer: Layer, conditions: Conditions, keys: Keys, blame: Blame): ProvisionSql | null {
  const { sheet } = conditions;
  const place = placeSql(rule, layer, conditions, keys);
  const governed = governedSql(rule, conditions, keys);
  if (place.text === 'false' || governed.text === 'false') return null;
  const when = conditions.of(rule.when.node);
  const isUn = layer.hosts === null;
  const exceptions = rule.unless.map((exception) => exceptionSql(exception, conditions));
  const reach = conditions.junction('and', [governed, place, when]);
  const hasLift = isUn && exceptions.length > 0;
  const reached = hasLift ? sheet.named(reach, `${rule.id} reaches`) : reach;
  const excepted = conditions.junction('or', exceptions);
  const value = sheet.named(
    conditions.junction('and', [
      reached,
      ...exceptions.map((exception) => ({ text: `NOT ${atom(exception.text)}`, level: exception.level })),
    ]),
    rule.id,
  );
  blameProvision(rule, conditions, keys, value, blame);
  return { rule, isUn, value, lifted: hasLift ? conditions.junction('and', [reached, excepted]) : FALSE };
}

/** In force on the day at which the law is read, in a state that the layer binds. */
function placeSql(rule: Provision, layer: Layer, conditions: Conditions, keys: Keys): Sql {
  const { from, until } = rule.inForce;
  const day = conditions.names.fact(rule.testedOn) ?? UNKNOWN;
  const inForce: Sql = {
    text:
      day === UNKNOWN
        ? UNKNOWN.text
        : until === null
          ? `${day.text} >= ${date(from)}`
          : `(${day.text} BETWEEN ${date(from)} AND ${date(until)})`,
    level: day.level,
  };
  const place = conditions.junction('and', [hostSql(layer, conditions, keys), inForce]);
  return place.text === 'false' ? FALSE : conditions.sheet.named(place, layer.hosts === null ? `from ${from}` : `${layer.id} from ${from}`);
}

/** A host that left the layer belongs to it up to its last day, that day included. */
function hostSql(layer: Layer, conditions: Conditions, keys: Keys): Sql {
  if (layer.hosts === null) return TRUE;
  // The first entry of a host is the one that counts, as for one case.
  const hosts = layer.hosts.filter(({ code }, index, all) => all.findIndex((other) => other.code === code) === index);
  const here = keys.oneHost === null ? hosts : hosts.filter(({ code }) => code === keys.oneHost);
  const lasting = here.filter(({ until }) => until === null).map(({ code }) => text(code));
  const ending = here.flatMap(({ code, until }) =>
    until === null ? [] : [`(${keys.host.text} = ${text(code)} AND ${keys.asOf.text} <= ${date(until)})`],
  );
  const tests = [...(lasting.length === 0 ? [] : [conditions.dialect.isOneOf(keys.host.text, lasting)]), ...ending];
  if (tests.length === 0) return FALSE;
  const host: Sql = { text: tests.length === 1 ? (tests[0] ?? '') : `(${tests.join(' OR ')})`, level: 1 };
  return hosts.length === 1 ? host : conditions.sheet.named(host, `in ${layer.id}`);
}

/** True for the acts governed outright; for the others their own condition. */
function governedSql(rule: Provision, conditions: Conditions, keys: Keys): Sql {
  const governs = governedActs(rule).filter(({ act }) => keys.oneAct === null || act === keys.oneAct);
  const outright = governs.filter(({ where }) => where === null).map(({ act }) => act);
  const parts: Sql[] = outright.length === 0 ? [] : [conditions.sheet.named(actSql(outright, keys), outright.join(' or '))];
  for (const { act, where } of governs)
    if (where !== null) parts.push(conditions.junction('and', [actSql([act], keys), conditions.of(where.node)]));
  const governed = conditions.junction('or', parts);
  return parts.length < 2 ? governed : conditions.sheet.named(governed, `${rule.id} governs`);
}

/** Of two entries for one act the later counts, as for one case. */
function governedActs(rule: Provision): Provision['governs'] {
  return ACTS.flatMap((act) => rule.governs.filter((entry) => entry.act === act).slice(-1));
}

function actSql(acts: readonly Act[], keys: Keys): Sql {
  if (keys.oneAct !== null) return acts.includes(keys.oneAct) ? TRUE : FALSE;
  const sorted = acts.map((act) => text(act));
  return {
    text: sorted.length === 1 ? `${keys.act.text} = ${sorted[0] ?? ''}` : `${keys.act.text} IN (${sorted.join(', ')})`,
    level: keys.act.level,
  };
}

function exceptionSql(exception: Exception, conditions: Conditions): Sql {
  const when = conditions.of(exception.when.node, false, exception.id);
  const inner = exception.unless.map((below) => exceptionSql(below, conditions));
  const value = conditions.junction('and', [when, ...inner.map((below) => ({ text: `NOT ${atom(below.text)}`, level: levelOf(below) }))]);
  return conditions.sheet.named(value, exception.id);
}

/** The paths by which a fact can be what keeps the provision from being known. */
function blameProvision(rule: Provision, conditions: Conditions, keys: Keys, value: Sql, blame: Blame): void {
  const unknown = [`${atom(value.text)} IS NULL`];
  blame.fact(conditions, rule.testedOn, unknown);
  for (const { act, where } of governedActs(rule))
    if (where !== null && (keys.oneAct === null || keys.oneAct === act))
      blame.condition(conditions, where.node, [...unknown, actSql([act], keys).text], 'not-false');
  blame.condition(conditions, rule.when.node, unknown, 'not-false');
  const exception = (below: Exception, tests: readonly string[]): void => {
    if (below.unless.length === 0) {
      blame.condition(conditions, below.when.node, tests, 'not-true');
      return;
    }
    const inside = [...tests, `${atom(exceptionSql(below, conditions).text)} IS NULL`];
    blame.condition(conditions, below.when.node, inside, 'not-false');
    for (const inner of below.unless) exception(inner, inside);
  };
  for (const below of rule.unless) exception(below, unknown);
}

/** Whether a provision decides at all: a call asks for attention and bars nothing. */
export function decides(rule: Provision): boolean {
  return rule.effect !== 'call';
}
