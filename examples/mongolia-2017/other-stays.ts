/** Workers of other nationalities, and those of whom the form says only "Korea": nobody knows which, and this script does not either. */
import { type Day, plusDays } from './calendar.ts';
import { EMPLOYERS } from './employers.ts';
import { AS_OF } from './figures.ts';
import { randomStream } from './random.ts';
import { arrive, current, renew, type Stay } from './stays.ts';

/** How many people of each nationality ever came. Invented. */
const PEOPLE: readonly (readonly [nationality: string, people: number])[] = [
  ['CHN', 258],
  ['KOR', 52],
  ['RUS', 47],
  ['VNM', 34],
  ['PHL', 25],
  ['UKR', 9],
  ['JPN', 9],
  ['KAZ', 8],
  ['IND', 6],
  ['USA', 5],
  ['DEU', 4],
];

/** What the clerk wrote, and for how many people. */
const UNCLEAR: readonly (readonly [written: string, people: number])[] = [
  ['Korea', 14],
  ['Korean', 7],
];

/** The first arrivals fall on this day or later. */
const FROM: Day = '2013-09-01';

export function otherStays(): Stay[] {
  const random = randomStream('other stays');
  const stays: Stay[] = [];
  for (const [nationality, people] of [...PEOPLE, ...UNCLEAR]) {
    const employers = UNCLEAR.some(([written]) => written === nationality) ? EMPLOYERS.filter((employer) => employer.dprk) : EMPLOYERS;
    for (let person = 0; person < people; person++) {
      const stay = arrive(nationality, random.pick(employers), plusDays(FROM, random.below(1530)), random);
      while (current(stay).validTo < AS_OF && stay.leftOn === null) {
        if (random.inThousand(220)) stay.leftOn = plusDays(current(stay).validTo, 1 + random.below(5));
        else renew(stay, random);
      }
      stays.push(stay);
    }
  }
  return stays;
}
