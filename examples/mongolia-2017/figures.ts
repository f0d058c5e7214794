/**
 * What the invented register has to add up to. The numbers marked `known` were reported; all others are invented to lie between them.
 * Six measures exist and are never mixed: quota, granted, valid, employed, present, departed. README.md defines each as counted here.
 */
import { type Day, daysBetween } from './calendar.ts';

/** The register is read on this day. The labour agreement of 2008 is the beginning: no authorisation is older. */
export const AS_OF: Day = '2017-12-07';
export const FIRST_DAY: Day = '2008-08-01';

/** Since the ministry's word of 3 December 2017 no authorisation is renewed. */
export const RENEWALS_STOPPED_ON: Day = '2017-12-03';

/** known: granted, as at 1 November 2017 (Mongolia's report on resolution 2375). */
export const GRANTED_IN_2017 = { by: '2017-11-01', number: 1221 } as const;

/** known: quota, by year (the same report). */
export const QUOTAS = [
  { year: 2015, number: 3858 },
  { year: 2016, number: 2483 },
  { year: 2017, number: 2338 },
] as const;

/** People who arrived in 2017, in groups: invented. None after 11 September. */
export const ARRIVALS_IN_2017: ReadonlyMap<Day, number> = new Map([
  ['2017-02-20', 19],
  ['2017-03-13', 27],
  ['2017-04-03', 24],
  ['2017-05-08', 12],
  ['2017-06-19', 9],
  ['2017-07-24', 6],
  ['2017-08-28', 3],
]);

interface Anchor {
  readonly on: Day;
  readonly most: number;
  /** Reached to the man on that day; elsewhere the stock may lie a little below. */
  readonly exact?: true;
}

/** The most workers from the DPRK employed on a day; between two anchors a straight line. Only the `known` ones come from a source. */
const ANCHORS: readonly Anchor[] = [
  { on: FIRST_DAY, most: 12 },
  { on: '2008-12-31', most: 52 },
  { on: '2009-10-31', most: 116 },
  { on: '2010-02-15', most: 110 },
  { on: '2010-10-31', most: 203 },
  { on: '2011-02-15', most: 196 },
  { on: '2011-10-31', most: 418 },
  { on: '2012-02-15', most: 404 },
  { on: '2012-10-31', most: 1526 },
  { on: '2013-02-10', most: 1490 },
  { on: '2013-04-30', most: 1749, exact: true }, // known: employed legally at the end of April 2013
  { on: '2013-10-31', most: 2123, exact: true }, // known: the peak of 2013; the day is ours
  { on: '2014-02-10', most: 1840 },
  { on: '2014-10-31', most: 1862 },
  { on: '2014-12-20', most: 1884 }, // a few come in winter, so that valid and granted are not the same people in December 2017
  { on: '2015-02-10', most: 1694 },
  { on: '2015-10-31', most: 1682 },
  { on: '2016-02-10', most: 1568 },
  { on: '2016-12-31', most: 1392 },
  { on: '2017-06-30', most: 1390 }, // above the plan of 2017, so that people leave before their time in autumn only
  { on: '2017-11-30', most: 1190, exact: true }, // known: employed at the end of November 2017
  { on: AS_OF, most: 1190 },
];

const exactDays: ReadonlySet<Day> = new Set(ANCHORS.filter((anchor) => anchor.exact).map((anchor) => anchor.on));

/** Whether the stock has to equal `mostEmployedOn` on that day. */
export function isExact(day: Day): boolean {
  return exactDays.has(day);
}

/** The most workers from the DPRK who may be employed on a day from FIRST_DAY to AS_OF; a whole number. */
export function mostEmployedOn(day: Day): number {
  const next = ANCHORS.findIndex((anchor) => anchor.on >= day);
  const after = ANCHORS[next];
  const before = ANCHORS[next - 1] ?? after;
  if (after === undefined || before === undefined) throw new RangeError(`The register ends on ${AS_OF}, before ${day}`);
  if (after.on === day) return after.most;
  return before.most + Math.floor(((after.most - before.most) * daysBetween(before.on, day)) / daysBetween(before.on, after.on));
}

/** How many of a thousand workers go home when their year is over although the stock does not ask them to. */
export function leaversInThousand(year: number): number {
  if (year <= 2013) return 110;
  if (year <= 2015) return 150;
  return year === 2016 ? 45 : 0; // known: more than 200 departed in 2016; nearly all of them because the stock falls. 2017 has a plan of its own
}
