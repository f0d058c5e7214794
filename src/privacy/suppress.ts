/**
 * Small counts in a table that anybody may read. A count of 1 to 4 is left out, and so is as much beside it as keeps it from being
 * computed from the totals.
 *
 * A table with its totals is a circulation: from a source through each row total into the row, through its cells into the columns,
 * through the column totals to a sink, and back through the grand total. Every count is the flow of one arc. Two tables that agree in
 * all that is published differ by flow going round over suppressed arcs alone; so a suppressed count can be pinned to one number
 * exactly when no such ring runs through its arc. That is what is looked for here, and what is made where it is missing, by
 * suppressing the ring of least count.
 *
 * A reader is taken to know that a suppressed count is at least 1, since zeros are shown. What this does not hold against: two
 * publications compared (last month's and this month's), and knowledge of single cases from elsewhere.
 */
export interface CountTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** A line for each row, a count for each column; whole numbers, 0 or more. */
  readonly counts: readonly (readonly number[])[];
}

/** The same table with its totals; null stands for a count that is not shown. */
export interface PublicTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly counts: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
}

export const SMALLEST_SHOWN = 5;

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  isHidden: boolean;
}

/** @param smallestShown counts from 1 to just below it are small */
export function suppressed(table: CountTable, smallestShown: number = SMALLEST_SHOWN): PublicTable {
  const { rows, columns, counts } = table;
  const arc = (from: number, to: number, count: number): Arc => ({ from, to, count, isHidden: count > 0 && count < smallestShown });
  const source = rows.length + columns.length;
  const sink = source + 1;
  const rowSums = counts.map(sum);
  const columnSums = columns.map((_, column) => sum(counts.map((line) => line[column] ?? 0)));
  const cells = counts.map((line, row) => line.map((count, column) => arc(row, rows.length + column, count)));
  const rowArcs = rowSums.map((count, row) => arc(source, row, count));
  const columnArcs = columnSums.map((count, column) => arc(rows.length + column, sink, count));
  const total = arc(sink, source, sum(rowSums));

  const arcs = [...cells.flat(), ...rowArcs, ...columnArcs, total];
  // From the smallest up: what a small count takes with it often covers the next. Suppressing more never pins what moved before.
  const small = arcs.filter(({ isHidden }) => isHidden).sort((a, b) => a.count - b.count);
  for (const each of small) for (const other of cheapestRing(arcs, each, sink + 1)) other.isHidden = true;

  const shown = ({ count, isHidden }: Arc): number | null => (isHidden ? null : count);
  return {
    rows,
    columns,
    counts: cells.map((line) => line.map(shown)),
    rowTotals: rowArcs.map(shown),
    columnTotals: columnArcs.map(shown),
    total: shown(total),
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/**
 * The arcs of the cheapest ring through this one, the one itself left out; what is hidden already costs nothing. One always exists:
 * cell, column total, grand total and row total can all grow by one.
 */
function cheapestRing(arcs: readonly Arc[], through: Arc, nodes: number): readonly Arc[] {
  const growing = cheapestPath(arcs, through, through.to, through.from, nodes);
  const shrinking = canShrink(through) ? cheapestPath(arcs, through, through.from, through.to, nodes) : null;
  if (shrinking === null || (growing !== null && growing.cost <= shrinking.cost)) return growing?.arcs ?? [];
  return shrinking.arcs;
}

/** A reader knows that a hidden count is not 0, so a count of 1 cannot be less. */
const canShrink = ({ count }: Arc): boolean => count >= 2;

interface Path {
  readonly cost: number;
  readonly arcs: readonly Arc[];
}

/** Dijkstra's way over few nodes: forward over an arc its count grows, backward it shrinks. A zero is shown, so it does not move. */
function cheapestPath(arcs: readonly Arc[], without: Arc, start: number, end: number, nodes: number): Path | null {
  const best = new Map<number, Path>([[start, { cost: 0, arcs: [] }]]);
  const settled = new Set<number>();
  while (settled.size < nodes) {
    const node = nearest(best, settled);
    const path = node === null ? undefined : best.get(node);
    if (node === null || path === undefined) return null;
    if (node === end) return path;
    settled.add(node);
    for (const arc of arcs) {
      const next = arc === without || arc.count === 0 ? null : neighbour(arc, node);
      if (next === null) continue;
      const cost = path.cost + (arc.isHidden ? 0 : arc.count);
      if (cost < (best.get(next)?.cost ?? Number.POSITIVE_INFINITY)) best.set(next, { cost, arcs: [...path.arcs, arc] });
    }
  }
  return null;
}

function neighbour(arc: Arc, node: number): number | null {
  if (arc.from === node) return arc.to;
  return arc.to === node && canShrink(arc) ? arc.from : null;
}

function nearest(best: ReadonlyMap<number, Path>, settled: ReadonlySet<number>): number | null {
  let found: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [node, { cost }] of best) {
    if (!settled.has(node) && cost < least) {
      least = cost;
      found = node;
    }
  }
  return found;
}
