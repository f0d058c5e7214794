/** A stay: one worker at one employer, from arrival to departure, carried by one-year authorisations one after the other. */
import { type Day, lastDayOfTerm, plusDays } from './calendar.ts';
import type { Employer } from './employers.ts';
import type { Random } from './random.ts';

export interface Contract {
  readonly signedOn: Day;
  readonly endsOn: Day;
}

export interface Authorisation {
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly contract: Contract;
}

export interface Stay {
  readonly nationality: string;
  readonly employer: Employer;
  /** Some employers sign for three years at once, so that renewals rest on the first contract; others sign an extension each year. */
  readonly contractYears: 1 | 3;
  readonly authorisations: Authorisation[];
  /** The day of departure: from that day on the person is neither employed nor present. */
  leftOn: Day | null;
}

export function arrive(nationality: string, employer: Employer, day: Day, random: Random): Stay {
  const contractYears = random.inThousand(450) ? 3 : 1;
  const stay: Stay = { nationality, employer, contractYears, authorisations: [], leftOn: null };
  authorise(stay, day, random);
  return stay;
}

/** The next year begins the day after the last one ends. */
export function renew(stay: Stay, random: Random): void {
  authorise(stay, plusDays(current(stay).validTo, 1), random);
}

function authorise(stay: Stay, validFrom: Day, random: Random): void {
  const validTo = lastDayOfTerm(validFrom, 1);
  const standing = stay.authorisations.at(-1)?.contract;
  const carries = standing !== undefined && standing.endsOn >= validTo;
  const contract = carries
    ? standing
    : { signedOn: plusDays(validFrom, -random.between(6, 75)), endsOn: lastDayOfTerm(validFrom, stay.contractYears) };
  stay.authorisations.push({ validFrom, validTo, contract });
}

/** The latest authorisation. */
export function current(stay: Stay): Authorisation {
  const last = stay.authorisations.at(-1);
  if (last === undefined) throw new RangeError('A stay begins with an authorisation');
  return last;
}

/** Employed: an authorisation covers the day, and the person has not left. */
export function isEmployedOn(stay: Stay, day: Day): boolean {
  if (stay.leftOn !== null && stay.leftOn <= day) return false;
  return stay.authorisations.some(({ validFrom, validTo }) => validFrom <= day && day <= validTo);
}
