/** The engines of others as contestants: each decides as many rows of the register as it can in about a second. */
import type { Row } from '../hand/row.ts';
import type { Contestant } from '../measure.ts';
import type { Check } from '../section.ts';
import type { Permit } from '../workload/cases.ts';
import { startCelGo } from './cel-go.ts';
import { celNaive, celTwice } from './cel-js.ts';
import { jsonRulesFacts, jsonRulesNaive, jsonRulesTwice } from './json-rules.ts';
import { NORMS } from './norms.ts';
import { answer, type Decider, peerCase } from './outcome.ts';
import { zenContext, zenNaive, zenTwice } from './zen.ts';

const TWICE = 'right: each norm is asked twice';
const ONCE = 'wrong on unknown facts: each norm is asked once';

/** A peer's turn, and afterwards how often its outcome differed from the right one. */
export type PeerContestant = Contestant & { check(): Promise<Check> };

/**
 * @param right     the right rows, in the order of the permits
 * @param jsonLines the same permits as a file, for the peer that is not JavaScript
 */
export async function peers(
  permits: readonly Permit[],
  right: readonly Row[],
  jsonLines: string,
): Promise<{ contestants: PeerContestant[]; notes: string[]; stop(): void }> {
  const judge = (name: string, rows: number, values: Uint8Array) => outcomes(name, permits.slice(0, rows), right, values);
  const cases = permits.slice(0, 100_000).map(peerCase);
  const few = cases.slice(0, 20_000);
  const contexts = few.map(zenContext);
  const facts = few.slice(0, 3_000).map(jsonRulesFacts);
  const contestants = [
    contestant(judge, '@marcbachmann/cel-js', cases, celTwice(), TWICE),
    contestant(judge, '@marcbachmann/cel-js, naive', cases, celNaive(), ONCE),
    contestant(judge, '@gorules/zen-engine', contexts, await zenTwice(), `${TWICE}; its own threads, batches of 100`),
    contestant(judge, '@gorules/zen-engine, naive', contexts, await zenNaive(), ONCE),
    contestant(judge, 'json-rules-engine', facts, await jsonRulesTwice(), TWICE),
    contestant(judge, 'json-rules-engine, naive', facts, await jsonRulesNaive(), ONCE),
  ];
  const go = await startCelGo(jsonLines);
  if ('why' in go) return { contestants, notes: [go.why], stop: () => undefined };
  contestants.push({
    name: 'cel-go with unknowns',
    decisions: go.rows,
    note: 'right as it comes; one goroutine',
    turn: () => go.turn(),
    check: async () => judge('cel-go with unknowns', go.rows, await go.values()),
  });
  return { contestants, notes: [], stop: () => go.stop() };
}

type Judge = (name: string, rows: number, values: Uint8Array) => Check;

function contestant<Case>(judge: Judge, name: string, cases: readonly Case[], decide: Decider<Case>, note: string): PeerContestant {
  const values = new Uint8Array(cases.length * NORMS.length);
  return {
    name,
    decisions: cases.length,
    note,
    turn: async () => {
      await decide(cases, values);
      return undefined;
    },
    check: async () => judge(name, cases.length, values),
  };
}

function outcomes(name: string, permits: readonly Permit[], right: readonly Row[], values: Uint8Array): Check {
  const differing = permits.filter((permit, at) => {
    const got = answer(permit, values.subarray(at * NORMS.length, (at + 1) * NORMS.length));
    const row = right[at];
    return got.outcome !== row?.outcome || got.un !== row.un || got.national !== row.national;
  }).length;
  return { what: `outcomes of ${name}`, differing, of: permits.length };
}
