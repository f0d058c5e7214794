/**
 * Side by side in one run: every contestant takes its turn in every round (A B C, A B C, …), so that a noisy minute hits all of them,
 * and what is published is the median of the rounds and the ratio of medians, never a single run.
 */

export type Contestant = {
  name: string;
  /** Decisions that one turn makes. */
  decisions: number;
  /** One turn; may give its own duration in milliseconds where the work runs in another process. */
  turn: () => number | undefined | Promise<number | undefined>;
  note?: string;
};

/** One line of a table: times in milliseconds a turn, in the order of the rounds. */
export type Line = { name: string; decisions: number; times: number[]; medianMs: number; perSecond: number; note?: string };

export async function sideBySide(contestants: Contestant[], { rounds = 7, warmUps = 2 } = {}): Promise<Line[]> {
  const times = contestants.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (const [at, contestant] of contestants.entries()) {
      globalThis.gc?.(); // each starts with a swept heap: nobody pays for the garbage of the one before
      const start = performance.now();
      const own = await contestant.turn();
      const time = own ?? performance.now() - start;
      if (round >= 0) times[at]?.push(time);
    }
  }
  return contestants.map(({ name, decisions, note }, at) => line(name, decisions, times[at] ?? [], note));
}

export function line(name: string, decisions: number, times: number[], note?: string): Line {
  const medianMs = median(times);
  return {
    name,
    decisions,
    times: times.map((ms) => round(ms, 3)),
    medianMs: round(medianMs, 3),
    perSecond: Math.round((decisions / medianMs) * 1000),
    ...(note !== undefined && { note }),
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

export const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/**
 * A turn of a synchronous decider over all cases. The loop is compiled anew for each contestant: one loop shared by all would see many
 * functions and inline none of them. Each answer is kept until a thousand later ones have come, so that making it cannot be optimised away.
 */
export function loopOver<Case>(cases: readonly Case[], decide: (input: Case) => unknown): () => undefined {
  const loop = new Function('cases', 'decide', 'kept', 'for (let i = 0; i < cases.length; i++) kept[i & 1023] = decide(cases[i]);') as (
    cases: readonly Case[],
    decide: (input: Case) => unknown,
    kept: unknown[],
  ) => void;
  const kept: unknown[] = new Array(1024).fill(null);
  return () => {
    loop(cases, decide, kept);
    return undefined;
  };
}
