/** The workers from the DPRK, day by day from 2008 to 7 December 2017, so that the stock follows the figures. */
import { type Day, everyDay, plusDays, yearOf } from './calendar.ts';
import { employerOfDprkWorkers } from './employers.ts';
import {
  ARRIVALS_IN_2017,
  AS_OF,
  FIRST_DAY,
  GRANTED_IN_2017,
  isExact,
  leaversInThousand,
  mostEmployedOn,
  RENEWALS_STOPPED_ON,
} from './figures.ts';
import { type Random, randomStream } from './random.ts';
import { arrive, current, renew, type Stay } from './stays.ts';

/** All stays, in the order of arrival. The same on every call. */
export function dprkStays(): Stay[] {
  const arrivals = randomStream('dprk arrivals');
  const departures = randomStream('dprk departures');
  const contracts = randomStream('dprk contracts');
  const all: Stay[] = [];
  let here: Stay[] = [];
  let notRenewedIn2017: ReadonlySet<Stay> = new Set();
  let groupSize = arrivals.between(5, 26);

  function comes(day: Day, people: number): void {
    const employer = employerOfDprkWorkers(arrivals);
    for (let person = 0; person < people; person++) {
      const stay = arrive('PRK', employer, day, contracts);
      all.push(stay);
      here.push(stay);
    }
  }

  /** Brings the stock down to `most`: first those whose year is over, then others before their time; in early 2017 as far as somebody may go. */
  function reduce(most: number, day: Day, ending: readonly Stay[]): void {
    while (here.length > most) {
      const overdue = ending.filter((stay) => stay.leftOn === null);
      const mayGo = overdue.length > 0 ? overdue : here.filter((stay) => mayLeaveEarly(stay, day));
      if (mayGo.length === 0) return;
      const goes = departures.pick(mayGo);
      goes.leftOn = overdue.length > 0 ? plusDays(day, departures.below(5)) : day;
      here = here.filter((stay) => stay !== goes);
    }
  }

  for (const day of everyDay(FIRST_DAY, AS_OF)) {
    if (day >= RENEWALS_STOPPED_ON) break; // whoever's year ends from now on is still in the country, without an authorisation
    if (day === '2017-01-01') notRenewedIn2017 = chooseNotRenewed(here, departures);
    const planned = yearOf(day) === 2017 && day <= GRANTED_IN_2017.by;
    const ended = here.filter((stay) => current(stay).validTo < day);

    for (const stay of ended) {
      const goes = planned ? notRenewedIn2017.has(stay) : departures.inThousand(leaversInThousand(yearOf(day)));
      if (goes) stay.leftOn = plusDays(day, departures.below(5));
    }
    here = here.filter((stay) => stay.leftOn === null);

    const most = mostEmployedOn(day);
    reduce(most, day, planned ? [] : ended);
    for (const stay of ended) if (stay.leftOn === null) renew(stay, contracts);

    if (yearOf(day) === 2017) {
      comes(day, ARRIVALS_IN_2017.get(day) ?? 0);
    } else {
      while (most - here.length >= groupSize || (isExact(day) && most > here.length)) {
        comes(day, Math.min(groupSize, most - here.length));
        groupSize = arrivals.between(5, 26);
      }
    }
  }
  return all;
}

/**
 * Granted in 2017 is what falls due by 1 November and is renewed, and who arrives. So the number that must not be renewed follows, and nobody
 * whose renewal is counted on may leave before it.
 */
function chooseNotRenewed(here: readonly Stay[], departures: Random): ReadonlySet<Stay> {
  const due = here.filter(fallsDueInTime);
  const coming = [...ARRIVALS_IN_2017.values()].reduce((sum, people) => sum + people, 0);
  return new Set(departures.some(due, due.length + coming - GRANTED_IN_2017.number));
}

function fallsDueInTime(stay: Stay): boolean {
  return current(stay).validTo < GRANTED_IN_2017.by;
}

/** In 2017 only those whose renewal is behind them, or due after the count. */
function mayLeaveEarly(stay: Stay, day: Day): boolean {
  if (current(stay).validTo < day) return false;
  return yearOf(day) !== 2017 || day > GRANTED_IN_2017.by || !fallsDueInTime(stay);
}
