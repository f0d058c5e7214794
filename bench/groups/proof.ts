/** One decision with everything that explains it: proof tree, words and citations, as an object and as the text of its JSON. */
import { compile, loadRegimes } from '../../src/resolute.ts';
import type { Context } from '../context.ts';
import { loopOver, sideBySide } from '../measure.ts';
import { rateOf, type Section } from '../section.ts';
import { readCases } from '../workload/cases.ts';
import { openDuckDb, parquetOf } from '../workload/files.ts';

const OBJECT = 'decision with its proof, an object';
const TEXT = 'decision with its proof, JSON text';

export async function proof({ rows, rounds }: Context): Promise<Section> {
  const duckdb = await openDuckDb();
  const sample = Math.min(rows, 100_000);
  const permits = await readCases(duckdb, await parquetOf(duckdb, rows), sample);
  const engine = compile(await loadRegimes());
  const cases = permits.map((permit) => engine.admit(permit));
  const lines = await sideBySide(
    [
      { name: 'outcome and missing facts only', decisions: sample, turn: loopOver(cases, engine.settle) },
      { name: OBJECT, decisions: sample, turn: loopOver(cases, engine.decide) },
      { name: TEXT, decisions: sample, turn: loopOver(cases, (input) => JSON.stringify(engine.decide(input))) },
    ],
    { rounds },
  );
  const bytes = cases.reduce((sum, input) => sum + JSON.stringify(engine.decide(input)).length, 0) / sample;
  return {
    id: 'proof',
    title: 'One decision with its full proof',
    about:
      'What `resolute check --json` and `resolute why` give, for case after case: every provision and exception with its value, the tree of reasons and the words.',
    lines,
    against: OBJECT,
    checks: [],
    targets: [
      rateOf('one decision with its full proof, as an object', lines, OBJECT, 200_000),
      rateOf('the same as JSON', lines, TEXT, 50_000),
    ],
    notes: [`A decision's JSON has ${Math.round(bytes).toLocaleString('en')} characters on average.`],
  };
}
