/** What a group hands back: tables with their checks and targets, as plain JSON. */
import type { Line } from './measure.ts';

/** Two contestants compared row by row; every difference is counted, none is tolerated where `mustBe` is 0. */
export type Check = { what: string; differing: number; of: number; mustBe?: 0 };

/** A promise of the issue and what was measured. */
export type Target = { what: string; limit: string; measured: string; holds: boolean };

export type Section = {
  id: string;
  title: string;
  /** What the figures mean and what they leave out. */
  about: string;
  lines: Line[];
  /** The line that ratios refer to. */
  against: string;
  checks: Check[];
  targets: Target[];
  notes: string[];
};

/** @param limit how many times the other one's time it may take */
export function atMost(what: string, lines: Line[], ours: string, theirs: string, limit: number): Target {
  const ratio = perDecision(lines, ours) / perDecision(lines, theirs);
  return { what, limit: `at most ${limit}x the time`, measured: `${ratio.toFixed(2)}x`, holds: ratio <= limit };
}

/** @param limit how many times the other one's rate it must reach */
export function atLeast(what: string, lines: Line[], ours: string, theirs: string, limit: number): Target {
  const ratio = perDecision(lines, theirs) / perDecision(lines, ours);
  return { what, limit: `at least ${limit}x the rate`, measured: `${ratio.toFixed(2)}x`, holds: ratio >= limit };
}

export function rateOf(what: string, lines: Line[], ours: string, perSecond: number): Target {
  const line = find(lines, ours);
  return {
    what,
    limit: `at least ${perSecond.toLocaleString('en')} a second`,
    measured: line.perSecond.toLocaleString('en'),
    holds: line.perSecond >= perSecond,
  };
}

function perDecision(lines: Line[], name: string): number {
  const line = find(lines, name);
  return line.medianMs / line.decisions;
}

export function find(lines: Line[], name: string): Line {
  const line = lines.find((candidate) => candidate.name === name);
  if (line === undefined) throw new Error(`no line ${name} in this run`);
  return line;
}
