/**
 * The machine's instant, ISO 8601 in UTC with six digits. Access goes by it and never by the day of a register: a register of 2017 on
 * show must still forget a session after half an hour.
 */
export const machineNow = (): string => Temporal.Now.instant().toString({ fractionalSecondDigits: 6 });

/** @returns the instant so many minutes later, or earlier where negative */
export const minutesFrom = (instant: string, minutes: number): string =>
  Temporal.Instant.from(instant)
    .add({ milliseconds: Math.round(minutes * 60_000) })
    .toString({ fractionalSecondDigits: 6 });
