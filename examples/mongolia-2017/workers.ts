/** Who the workers are: a number, an invented name, a year of birth. Some came twice, the second time under another number and spelling. */
import { plusDays, yearOf } from './calendar.ts';
import { dprkStays } from './dprk-stays.ts';
import { inventName, type PersonName } from './names.ts';
import { otherStays } from './other-stays.ts';
import { type Random, randomStream } from './random.ts';
import { current, type Stay } from './stays.ts';

export interface Worker {
  readonly number: string;
  readonly name: string;
  readonly bornIn: number;
  readonly stay: Stay;
}

/** Two numbers of the register that are one person: what a search for the same person has to find. */
export interface SamePerson {
  readonly earlier: Worker;
  readonly later: Worker;
}

const PEOPLE_WHO_CAME_TWICE = 12;

/** Everybody in the register, numbered in the order of arrival. */
export function workers(): { workers: Worker[]; samePeople: SamePerson[] } {
  const random = randomStream('names');
  const stays = [...dprkStays(), ...otherStays()].map((stay, order) => ({ stay, order }));
  stays.sort((a, b) => (arrivedOn(a.stay) < arrivedOn(b.stay) ? -1 : arrivedOn(a.stay) > arrivedOn(b.stay) ? 1 : a.order - b.order));

  const names = new Map<Worker, PersonName>();
  const everybody = stays.map(({ stay }, index) => {
    const name = inventName(stay.nationality, random);
    const bornIn = yearOf(arrivedOn(stay)) - random.between(20, 52);
    const worker = { number: `INV-W-${String(index + 1).padStart(5, '0')}`, name: name.written, bornIn, stay };
    names.set(worker, name);
    return worker;
  });

  const samePeople = chooseSamePeople(everybody, randomStream('came twice')).map(({ earlier, later }) => {
    const again = { ...later, name: names.get(earlier)?.otherwise ?? earlier.name, bornIn: earlier.bornIn };
    everybody[everybody.indexOf(later)] = again;
    return { earlier, later: again };
  });
  return { workers: everybody, samePeople };
}

/** Pairs of stays that one person can have had: gone, and back after two months to two years. */
function chooseSamePeople(everybody: readonly Worker[], random: Random): SamePerson[] {
  const taken = new Set<Worker>();
  const fromDprk = everybody.filter((worker) => worker.stay.nationality === 'PRK');
  return random
    .some(
      fromDprk.filter((worker) => couldReturn(worker, fromDprk, taken).length > 20),
      PEOPLE_WHO_CAME_TWICE,
    )
    .map((earlier) => {
      const later = random.pick(couldReturn(earlier, fromDprk, taken.add(earlier)));
      taken.add(later);
      return { earlier, later };
    });
}

function couldReturn(earlier: Worker, everybody: readonly Worker[], taken: ReadonlySet<Worker>): Worker[] {
  const { leftOn } = earlier.stay;
  if (leftOn === null) return [];
  const [soonest, latest] = [plusDays(leftOn, 60), plusDays(leftOn, 730)]; // once, not for each of three thousand others
  return everybody.filter((later) => soonest <= arrivedOn(later.stay) && arrivedOn(later.stay) <= latest && !taken.has(later));
}

export function arrivedOn(stay: Stay): string {
  return stay.authorisations[0]?.validFrom ?? current(stay).validFrom;
}
