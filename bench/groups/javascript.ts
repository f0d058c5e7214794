/** In the process: the engine's closures and its generated JavaScript against the hand-written function and the engines of others. */

import { compileJavascript } from '../../src/decide/javascript/compile.ts';
import type { Settled } from '../../src/decide/settle.ts';
import { compile, loadRegimes } from '../../src/resolute.ts';
import { type Answered, differing } from '../compare.ts';
import type { Context } from '../context.ts';
import { decideByHand } from '../hand/hand-js.ts';
import type { Row } from '../hand/row.ts';
import { type Contestant, loopOver, sideBySide } from '../measure.ts';
import { type PeerContestant, peers } from '../peers/contestants.ts';
import { atLeast, atMost, type Section } from '../section.ts';
import { type Permit, readCases } from '../workload/cases.ts';
import { jsonLinesOf, openDuckDb, parquetOf } from '../workload/files.ts';

const HAND = 'hand-written JavaScript';
const CLOSURES = 'closures';
const GENERATED = 'generated JavaScript';

export async function javascript({ rows, rounds }: Context): Promise<Section> {
  const duckdb = await openDuckDb();
  const permits = await readCases(duckdb, await parquetOf(duckdb, rows), rows);
  const engine = compile(await loadRegimes());
  const settleGenerated = compileJavascript(engine.programme);
  const cases = permits.map((permit) => engine.admit(permit));
  const right = permits.map(decideByHand);

  const others = await peers(permits, right, await jsonLinesOf(duckdb, Math.min(rows, 100_000)));
  const contestants: Contestant[] = [
    { name: HAND, decisions: rows, turn: loopOver(permits, decideByHand), note: 'written for these norms and this output alone' },
    { name: GENERATED, decisions: rows, turn: loopOver(cases, settleGenerated), note: 'from the regime pack' },
    { name: CLOSURES, decisions: rows, turn: loopOver(cases, engine.settle), note: 'from the regime pack' },
    {
      name: 'closures from the raw object',
      decisions: rows,
      turn: loopOver(permits, (permit) => engine.settle(engine.admit(permit))),
      note: 'with every check of the door',
    },
    ...others.contestants,
  ];
  const lines = await sideBySide(contestants, { rounds });
  const peerChecks = await Promise.all(others.contestants.map((contestant: PeerContestant) => contestant.check()));
  others.stop();

  const best = bestThatIsRight(lines, peerChecks);
  return {
    id: 'javascript',
    title: 'One process, one thread, cases in memory',
    about:
      'The first four lines give the whole row of a decision (outcome, both layers, gap, last day, protection, missing facts, provisions); the others only the values of the fourteen ' +
      'norms and the outcome of each layer. No peer knows *unknown* except cel-go: to be right it must ask each norm twice (certainly true? possibly true?), and we gave them that form ready-made, ' +
      'with facts prepared before the clock starts. The naive form counts an unknown fact as "no".',
    lines,
    against: HAND,
    checks: [
      differing('closures against hand-written', answers(permits, cases, engine.settle), right),
      differing('generated JavaScript against hand-written', answers(permits, cases, settleGenerated), right),
      ...peerChecks,
    ],
    targets: [
      atMost('generated JavaScript against hand-written', lines, GENERATED, HAND, 1.2),
      ...(best === undefined ? [] : [atLeast(`closures against the best engine that is right (${best})`, lines, CLOSURES, best, 3)]),
    ],
    notes: others.notes,
  };
}

function bestThatIsRight(lines: { name: string; perSecond: number }[], checks: { differing: number }[]): string | undefined {
  return lines
    .slice(-checks.length)
    .filter((_, at) => checks[at]?.differing === 0)
    .sort((a, b) => b.perSecond - a.perSecond)[0]?.name;
}

function* answers<Case>(permits: readonly Permit[], cases: readonly Case[], settle: (input: Case) => Settled): Generator<Answered> {
  for (const [at, input] of cases.entries()) yield { id: permits[at]?.id, ...flat(settle(input)) };
}

const flat = (settled: Settled): Omit<Row, 'id'> => ({ ...settled, missing: settled.missing.join('|') });
