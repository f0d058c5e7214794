/** @gorules/zen-engine: the fourteen norms as one decision graph with an expression node, evaluated with the engine kept warm. */
import { peer } from './load.ts';
import { asked, type Dialect, naively } from './norms.ts';
import { type Decider, dayNumber, type PeerCase } from './outcome.ts';

const list = (codes: readonly string[]): string => `[${codes.map((code) => `'${code}'`).join(', ')}]`;

const zenText: Dialect<string> = {
  all: (conditions) => `(${conditions.join(' and ')})`,
  any: (conditions) => `(${conditions.join(' or ')})`,
  not: (condition) => `(not ${condition})`,
  always: (value) => `${value}`,
  actIn: (acts) => `(act in [${acts.map((act) => `'${act}'`).join(', ')}])`,
  hostIs: (code) => `(host == '${code}')`,
  hostIn: (codes) => `(host in ${list(codes)})`,
  from: (day) => `(day >= ${dayNumber(day)})`,
  isTrue: (fact) => `(${fact} == true)`,
  isFalse: (fact) => `(${fact} == false)`,
  isNull: (fact) => `(${fact === 'contract.finalisedOn' ? 'contract.finalisedDay' : fact} == null)`,
  holds: (code) => `(worker.nationalities != null and ${code === 'host' ? 'host' : `'${code}'`} in worker.nationalities)`,
  holdsAny: (codes) => `(worker.nationalities != null and some(worker.nationalities, # in ${list(codes)}))`,
  headroomBelowOne: () => '(register.headroom != null and register.headroom < 1)',
  approved: () => `(approvals != null and some(approvals, #.committee == '1718' and #.day != null and #.day <= day))`,
  approvalUnknown: () => `(approvals == null or some(approvals, #.committee == '1718' and #.day == null))`,
  finalisedBefore: (day) => `(contract.finalisedDay != null and contract.finalisedDay < ${dayNumber(day)})`,
  finalisedOn: (day) => `(contract.finalisedDay == ${dayNumber(day)})`,
};

type Zen = {
  ZenDecisionContent: new (content: object) => object;
  ZenEngine: new () => { createDecision(content: object): { evaluate(context: object): Promise<{ result: { norms: boolean[] } }> } };
};

/** What the engine is handed: only what the conditions read, so that nothing else is paid for on the way into Rust. */
export function zenContext(permit: PeerCase): object {
  const { act, host, day, worker, employer, contract, register, approvals } = permit;
  const { nationalities, earnsIncome, safetyOverseer, returnProhibited, immunity, residesOnOtherTitle } = worker;
  return {
    act,
    host,
    day,
    worker: { nationalities, earnsIncome, safetyOverseer, returnProhibited, immunity, residesOnOtherTitle },
    employer: { private: employer.private },
    contract: { finalisedDay: contract.finalisedDay, written: contract.written },
    register,
    approvals: approvals?.map((a) => ({ committee: a.committee, day: a.day })) ?? null,
  };
}

/** Right: each norm asked twice. */
export async function zenTwice(): Promise<Decider<object>> {
  const pairs = asked(zenText);
  const decide = await graph(pairs.flatMap((pair) => [pair.certain, pair.possible]));
  return inBatches(async (context, values, row) => {
    const answers = await decide(context);
    for (let norm = 0; norm < pairs.length; norm++)
      values[row * pairs.length + norm] = answers[2 * norm] ? 2 : answers[2 * norm + 1] ? 1 : 0;
  });
}

/** As it comes to a user who does not think of the unknown: each norm asked once. */
export async function zenNaive(): Promise<Decider<object>> {
  const once = naively(zenText);
  const decide = await graph(once);
  return inBatches(async (context, values, row) => {
    const answers = await decide(context);
    for (let norm = 0; norm < once.length; norm++) values[row * once.length + norm] = answers[norm] ? 2 : 0;
  });
}

/** A hundred at a time, so that the engine's own threads have work: twice as fast as one by one. */
function inBatches(decide: (context: object, values: Uint8Array, row: number) => Promise<void>): Decider<object> {
  return async (cases, values) => {
    for (let from = 0; from < cases.length; from += 100) {
      await Promise.all(cases.slice(from, from + 100).map((context, at) => decide(context, values, from + at)));
    }
  };
}

/** One graph, compiled ahead, whose single expression gives all answers as a list: of the forms that were tried the fastest. */
async function graph(conditions: string[]): Promise<(context: object) => Promise<boolean[]>> {
  const { ZenEngine, ZenDecisionContent } = await peer<Zen>('@gorules/zen-engine');
  const node = (id: string, type: string, content?: object) => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    ...(content && { content }),
  });
  const edge = (sourceId: string, targetId: string) => ({ id: `${sourceId}-${targetId}`, type: 'edge', sourceId, targetId });
  const decision = new ZenEngine().createDecision(
    new ZenDecisionContent({
      nodes: [
        node('in', 'inputNode'),
        node('norms', 'expressionNode', { expressions: [{ id: 'norms', key: 'norms', value: `[${conditions.join(', ')}]` }] }),
        node('out', 'outputNode'),
      ],
      edges: [edge('in', 'norms'), edge('norms', 'out')],
    }),
  );
  return async (context) => (await decision.evaluate(context)).result.norms;
}
