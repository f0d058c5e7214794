/** @marcbachmann/cel-js evaluating, a program a condition, on the case as it is. */
import { Environment } from '@marcbachmann/cel-js';
import type { Permit } from '../workload/cases.ts';
import { asked, type Dialect, naively } from './norms.ts';
import type { Decider, Value } from './outcome.ts';

const list = (codes: readonly string[]): string => `[${codes.map((code) => `"${code}"`).join(', ')}]`;

export const celText: Dialect<string> = {
  all: (conditions) => `(${conditions.join(' && ')})`,
  any: (conditions) => `(${conditions.join(' || ')})`,
  not: (condition) => `!${condition}`,
  always: (value) => `${value}`,
  actIn: (acts) => (acts.length === 1 ? `(act == "${acts[0]}")` : `(${acts.map((act) => `act == "${act}"`).join(' || ')})`),
  hostIs: (code) => `(host == "${code}")`,
  hostIn: (codes) => `(host in ${list(codes)})`,
  from: (day) => `(asOf >= "${day}")`,
  isTrue: (fact) => `(${fact} == true)`,
  isFalse: (fact) => `(${fact} == false)`,
  isNull: (fact) => `(${fact} == null)`,
  holds: (code) => `(worker.nationalities != null && ${code === 'host' ? 'host' : `"${code}"`} in worker.nationalities)`,
  holdsAny: (codes) => `(worker.nationalities != null && worker.nationalities.exists(n, n in ${list(codes)}))`,
  headroomBelowOne: () => '(register.headroom != null && register.headroom < 1.0)',
  approved: () => '(approvals != null && approvals.exists(a, a.committee == "1718" && a.approvedOn != null && a.approvedOn <= asOf))',
  approvalUnknown: () => '(approvals == null || approvals.exists(a, a.committee == "1718" && a.approvedOn == null))',
  finalisedBefore: (day) => `(contract.finalisedOn != null && contract.finalisedOn < "${day}")`,
  finalisedOn: (day) => `(contract.finalisedOn == "${day}")`,
};

type Program = (permit: Permit) => unknown;

const programs = (conditions: string[]): Program[] => {
  const environment = new Environment({ unlistedVariablesAreDyn: false });
  for (const text of ['act', 'host', 'asOf']) environment.registerVariable(text, 'string');
  for (const group of ['worker', 'employer', 'contract', 'register']) environment.registerVariable(group, 'map');
  environment.registerVariable('approvals', 'dyn');
  return conditions.map((condition) => environment.parse(condition) as Program);
};

/** Right: each norm asked twice, the question that is most often answered "no" first. */
export function celTwice(): Decider<Permit> {
  const pairs = asked(celText);
  const certain = programs(pairs.map((pair) => pair.certain));
  const possible = programs(pairs.map((pair) => pair.possible));
  return eachNorm(certain.length, (permit, at) => (possible[at]?.(permit) === true ? (certain[at]?.(permit) === true ? 2 : 1) : 0));
}

/** As it comes to a user who does not think of the unknown: each norm asked once. */
export function celNaive(): Decider<Permit> {
  const once = programs(naively(celText));
  return eachNorm(once.length, (permit, at) => (once[at]?.(permit) === true ? 2 : 0));
}

function eachNorm(norms: number, ask: (permit: Permit, norm: number) => Value): Decider<Permit> {
  return (cases, values) => {
    for (const [row, permit] of cases.entries()) {
      for (let norm = 0; norm < norms; norm++) values[row * norms + norm] = ask(permit, norm);
    }
  };
}
