import type { Compiled } from '../decide/compile.ts';
import { type Admission, FIRST_ROWS } from '../files/cases/admission.ts';
import type { Cell, Workbench } from '../files/table/workbench.ts';
import { ACTS } from '../law/vocabulary.ts';
import type { CaseloadSummary } from './summary.ts';

const SAMPLES_MAX = 20;

/** The first row of each act and outcome among the first hundred thousand, decided once more with its words; no name of a person stands in them. */
export async function samplesOf(bench: Workbench, law: Compiled, admission: Admission): Promise<CaseloadSummary['samples']> {
  const firsts = await bench.rows<{
    row: string;
  }>(`SELECT min("row") AS "row" FROM decided WHERE "row" <= ${FIRST_ROWS} GROUP BY act, outcome, gap ORDER BY
    CASE outcome WHEN 'barred' THEN 1 WHEN 'needs-approval' THEN 2 WHEN 'undecided' THEN 3 ELSE 4 END,
    list_position([${ACTS.map((act) => `'${act}'`).join(', ')}], act), gap IS NULL, gap DESC LIMIT ${SAMPLES_MAX}`);
  if (firsts.length === 0) return [];
  const cells = new Map<number, CaseloadSummary['samples'][number]>();
  for await (const piece of bench.stream(admission.cellsOf(firsts.map(({ row }) => Number(row)))))
    for (const [row, list] of piece) {
      const { id, act, outcome, gap, returnBy, words } = law.decide(admission.caseOf(list as readonly Cell[]));
      cells.set(Number(row), { row: Number(row), id, act, outcome, gap, returnBy, words });
    }
  return firsts.flatMap(({ row }) => cells.get(Number(row)) ?? []);
}
