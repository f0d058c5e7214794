/** json-rules-engine: a rule a question, on flat facts (its JSONPath look-ups would cost more), with three operators of our own for the lists. */
import { peer } from './load.ts';
import { asked, type Dialect, NORMS, naively } from './norms.ts';
import { type Decider, dayNumber, type PeerCase } from './outcome.ts';

type Condition = { fact: string; operator: string; value: unknown } | { all: Condition[] } | { any: Condition[] } | { not: Condition };
type PeerApprovals = PeerCase['approvals'];
type JsonRules = {
  Engine: new (
    rules: object[],
    options: object,
  ) => {
    addOperator<Fact, Value>(name: string, test: (fact: Fact, value: Value) => boolean): void;
    run(facts: object): Promise<{ events: { type: string }[] }>;
  };
};

const fact = (name: string, operator: string, value: unknown): Condition => ({ fact: name, operator, value });
const ruleText: Dialect<Condition> = {
  all: (all) => ({ all }),
  any: (any) => ({ any }),
  not: (not) => ({ not }),
  always: (value) => fact('act', value ? 'notEqual' : 'equal', ''),
  actIn: (acts) => fact('act', 'in', acts),
  hostIs: (code) => fact('host', 'equal', code),
  hostIn: (codes) => fact('host', 'in', codes),
  from: (day) => fact('day', 'greaterThanInclusive', dayNumber(day)),
  isTrue: (name) => fact(name, 'equal', true),
  isFalse: (name) => fact(name, 'equal', false),
  isNull: (name) => fact(name === 'contract.finalisedOn' ? 'contract.finalisedDay' : name, 'equal', null),
  holds: (code) => fact('worker.nationalities', 'contains', code === 'host' ? { fact: 'host' } : code),
  holdsAny: (codes) => fact('worker.nationalities', 'containsAny', codes),
  headroomBelowOne: () => fact('register.headroom', 'lessThan', 1),
  approved: () => fact('approvals', 'approvedBy', { fact: 'day' }),
  approvalUnknown: () => fact('approvals', 'approvalUnknown', { fact: 'day' }),
  finalisedBefore: (day) => fact('contract.finalisedDay', 'lessThan', dayNumber(day)),
  finalisedOn: (day) => fact('contract.finalisedDay', 'equal', dayNumber(day)),
};

/** The flat facts of a case. */
export function jsonRulesFacts(permit: PeerCase): object {
  const { act, host, day, worker, employer, contract, register, approvals } = permit;
  return {
    act,
    host,
    day,
    approvals,
    'worker.nationalities': worker.nationalities,
    'worker.earnsIncome': worker.earnsIncome,
    'worker.safetyOverseer': worker.safetyOverseer,
    'worker.returnProhibited': worker.returnProhibited,
    'worker.immunity': worker.immunity,
    'worker.residesOnOtherTitle': worker.residesOnOtherTitle,
    'employer.private': employer.private,
    'contract.written': contract.written,
    'contract.finalisedDay': contract.finalisedDay,
    'register.headroom': register.headroom,
  };
}

/** Right: each norm asked twice. */
export async function jsonRulesTwice(): Promise<Decider<object>> {
  const pairs = asked(ruleText);
  return await engine([
    ...pairs.map((pair, norm) => ({ norm, value: 1, condition: pair.possible })),
    ...pairs.map((pair, norm) => ({ norm, value: 2, condition: pair.certain })),
  ]);
}

/** As it comes to a user who does not think of the unknown: each norm asked once. */
export async function jsonRulesNaive(): Promise<Decider<object>> {
  return await engine(naively(ruleText).map((condition, norm) => ({ norm, value: 2, condition })));
}

async function engine(rules: { norm: number; value: number; condition: Condition }[]): Promise<Decider<object>> {
  const { Engine } = await peer<JsonRules>('json-rules-engine');
  const made = new Engine(
    rules.map(({ norm, value, condition }) => ({ conditions: { all: [condition] }, event: { type: `${norm}:${value}` } })),
    {},
  );
  made.addOperator<string[] | null, string[]>('containsAny', (list, codes) => list?.some((code) => codes.includes(code)) ?? false);
  made.addOperator<PeerApprovals, number>(
    'approvedBy',
    (approvals, day) => approvals?.some((a) => a.committee === '1718' && a.day !== null && a.day <= day) ?? false,
  );
  made.addOperator<PeerApprovals, number>(
    'approvalUnknown',
    (approvals) => approvals?.some((a) => a.committee === '1718' && a.day === null) ?? true,
  );
  return async (cases, values) => {
    values.fill(0);
    for (const [row, facts] of cases.entries()) {
      for (const { type } of (await made.run(facts)).events) {
        const [norm, value] = type.split(':').map(Number) as [number, number];
        const at = row * NORMS.length + norm;
        values[at] = Math.max(values[at] ?? 0, value);
      }
    }
  };
}
