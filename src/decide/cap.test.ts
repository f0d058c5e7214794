import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capSeries, type PermitGroup } from './cap.ts';

/** Ten days around a baseline, so that every reading of what is unknown can be tried. */
const BASELINE = 4;
const LAST = 9;
const iso = (day: number): string => Temporal.PlainDate.from('2017-08-01').add({ days: day }).toString();
const DAYS = Array.from({ length: 12 }, (_, i) => i - 1);

interface Permit {
  readonly from: number | null;
  readonly to: number | null;
  readonly counts: boolean | null;
}

/** Every world that fits one permit, as the days on which it is counted. */
function worldsOf({ from, to, counts }: Permit): boolean[][] {
  const spans = (from === null ? DAYS : [from]).flatMap((start) =>
    // Unless both ends are written down, only spans that have a day are readings of what is unknown.
    (to === null ? DAYS : [to]).filter((end) => end >= start || (from !== null && to !== null)).map((end) => [start, end] as const),
  );
  return (counts === null ? [true, false] : [counts]).flatMap((isCounted) =>
    spans.map(([start, end]) => DAYS.map((day) => isCounted && start <= day && day <= end)),
  );
}

const permit = fc.record({
  from: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
  to: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
  counts: fc.constantFrom(true, false, null),
});

describe('the cap over a register', () => {
  test('the bounds are those that the readings of what is unknown reach, day by day', () => {
    fc.assert(
      fc.property(fc.array(permit, { maxLength: 6 }), (permits) => {
        const groups = permits.map(
          ({ from, to, counts }): PermitGroup => ({
            from: from === null ? null : iso(from),
            to: to === null ? null : iso(to),
            counts,
            permits: 1,
          }),
        );
        const { baseline, days } = capSeries(groups, iso(BASELINE), iso(LAST));
        const worlds = permits.map(worldsOf);
        const bounds = (of: (world: readonly boolean[]) => number): readonly [number, number] => [
          worlds.reduce((sum, each) => sum + Math.min(...each.map(of)), 0),
          worlds.reduce((sum, each) => sum + Math.max(...each.map(of)), 0),
        ];
        const stands = (world: readonly boolean[], day: number): number => Number(world[DAYS.indexOf(day)]);
        expect(baseline).toEqual(bounds((world) => stands(world, BASELINE)));
        for (let day = BASELINE + 1; day <= LAST; day++) {
          const known = days.findLast((candidate) => candidate.day <= iso(day));
          expect(known?.standing ?? [0, 0]).toEqual(bounds((world) => stands(world, day)));
          expect(known?.over ?? [0, 0]).toEqual(bounds((world) => stands(world, day) - stands(world, BASELINE)));
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a permit that stands on both days adds nothing to the difference, although nobody knows whom it counts', () => {
    const { baseline, days } = capSeries([{ from: iso(0), to: iso(9), counts: null, permits: 7 }], iso(BASELINE), iso(LAST));
    expect(baseline).toEqual([0, 7]);
    expect(days.at(0)).toEqual({ day: iso(BASELINE + 1), standing: [0, 7], over: [0, 0] });
  });

  test('groups count as often as they have permits', () => {
    const { days } = capSeries(
      [
        { from: iso(6), to: iso(7), counts: true, permits: 40 },
        { from: iso(0), to: iso(5), counts: true, permits: 30 },
      ],
      iso(BASELINE),
      iso(LAST),
    );
    expect(days.map(({ day, over }) => [day, over])).toEqual([
      [iso(5), [0, 0]],
      [iso(6), [10, 10]],
      [iso(8), [-30, -30]],
    ]);
  });
});
