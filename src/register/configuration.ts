import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCountryCode } from '../values/countries.ts';
import { type IsoDate, isIsoDate } from '../values/dates.ts';
import { type ErrorKind, ResoluteError } from '../values/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting in the environment has a value that means nothing. */
export class ConfigurationWrong extends ResoluteError {
  readonly code = 'register.configuration';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** Where the register is and whose it is. */
export interface Configuration {
  /** The folder of the embedded database; `null` where a server holds the data. */
  readonly folder: string | null;
  readonly databaseUrl: string | null;
  /** ISO 3166-1 alpha-3. */
  readonly host: string;
  /** IANA name of the zone in which the offices of the host work. */
  readonly zone: string;
  /** A day that stands still, for an example; `null` is the machine's own. */
  readonly standingDay: IsoDate | null;
}

/** The embedded data of a clone: beside the code, and not in its history. */
export const DEFAULT_FOLDER = join(fileURLToPath(new URL('../..', import.meta.url)), 'data');

const ZONES: Readonly<Record<string, string>> = { MNG: 'Asia/Ulaanbaatar' };

/**
 * Reads RESOLUTE_DATA, DATABASE_URL, RESOLUTE_HOST, RESOLUTE_ZONE and RESOLUTE_TODAY.
 * @throws ConfigurationWrong `register.configuration`
 */
export function configurationOf(env: Environment): Configuration {
  const given = (name: string): string | null => (env[name] === undefined || env[name] === '' ? null : env[name]);
  const host = given('RESOLUTE_HOST') ?? 'MNG';
  if (!isCountryCode(host))
    throw new ConfigurationWrong(
      `RESOLUTE_HOST is \`${host}\`, which is no state that we know.`,
      'Give the ISO 3166-1 alpha-3 code of the host state, for instance MNG.',
    );
  const zone = given('RESOLUTE_ZONE') ?? ZONES[host] ?? 'UTC';
  if (!isZone(zone))
    throw new ConfigurationWrong(
      `RESOLUTE_ZONE is \`${zone}\`, which is no time zone.`,
      'Give an IANA name, for instance Asia/Ulaanbaatar.',
    );
  const standingDay = given('RESOLUTE_TODAY');
  if (standingDay !== null && !isIsoDate(standingDay))
    throw new ConfigurationWrong(
      `RESOLUTE_TODAY is \`${standingDay}\`, which is not a day that exists.`,
      'Write YYYY-MM-DD, or leave it out for the machine’s own day.',
    );
  const databaseUrl = given('DATABASE_URL');
  return { folder: databaseUrl === null ? resolve(given('RESOLUTE_DATA') ?? DEFAULT_FOLDER) : null, databaseUrl, host, zone, standingDay };
}

function isZone(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
