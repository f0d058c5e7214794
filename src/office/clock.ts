import type { IsoDate } from '../values/dates.ts';

/** The two clocks of the register: the instant at which it learns something, and the day on which the host state's offices act. */
export interface Clock {
  /** ISO 8601 in UTC with six digits. */
  readonly now: () => string;
  readonly today: () => IsoDate;
}

/** The machine's clock, with the day of the host state's own zone. @param zone IANA name, for instance `Asia/Ulaanbaatar` */
export function machineClock(zone: string): Clock {
  return {
    now: () => Temporal.Now.instant().toString({ fractionalSecondDigits: 6 }),
    today: () => Temporal.Now.plainDateISO(zone).toString(),
  };
}

/** A day that stands still, for the example register and for tests: instants go on within it and never pass its end. */
export function standingClock(day: IsoDate): Clock {
  return {
    now: () => `${day}T${Temporal.Now.plainTimeISO('UTC').toString({ fractionalSecondDigits: 6 })}Z`,
    today: () => day,
  };
}
