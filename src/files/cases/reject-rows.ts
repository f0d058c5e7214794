import { shown } from '../../decide/problems.ts';
import type { Cell, Workbench } from '../table/workbench.ts';
import type { Judged } from './judge.ts';
import type { Rejects } from './rejects.ts';

/**
 * Tells what is wrong with every row that was not decided, broken records and refused cases in the order of the file.
 * INVARIANT: rows read = rows decided + rows rejected. A row that SQL refused is refused by the door too; were it not, it would be lost in
 * silence, and so the work stops.
 */
export async function rejectRows(bench: Workbench, { admission, loaded }: Judged, rejects: Rejects): Promise<void> {
  const { broken, read } = loaded;
  let told = 0;
  const tellBrokenBefore = async (row: number): Promise<void> => {
    for (let next = broken[told]; next !== undefined && next.row < row; next = broken[++told])
      await rejects.add(next.row, {
        field: 'line',
        value: shown(next.text),
        reason: `Line ${next.line}: ${next.broken.reason}`,
        remedy: next.broken.remedy,
      });
  };
  for await (const piece of bench.stream('SELECT "row", cells FROM refused ORDER BY 1')) {
    bench.heed();
    for (const [row, cells] of piece) {
      await tellBrokenBefore(Number(row));
      const problems = admission.problemsOf(cells as readonly Cell[]);
      if (problems.length === 0) throw new Error(`The two doors disagree on row ${String(row)}: ${JSON.stringify(cells)}`);
      for (const problem of problems) await rejects.add(Number(row), problem);
    }
  }
  await tellBrokenBefore(Number.POSITIVE_INFINITY);
  const [counted] = await bench.rows<{ n: string }>('SELECT count(*) AS n FROM decided');
  if (Number(counted?.n) + rejects.rows !== read)
    throw new Error(`Of ${read} rows ${counted?.n} were decided and ${rejects.rows} rejected: some are lost.`);
}
