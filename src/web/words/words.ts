import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { byCodePoint } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { countryNames } from './countries.ts';
import type { Locale } from './locale.ts';

export type Values = Readonly<Record<string, string | number | boolean>>;

/** One language: its messages, and how it writes dates and numbers. */
export interface Words {
  readonly locale: Locale;
  /** The message of this key in this language. @throws TypeError for a key that the catalogue lacks: a page with a hole is a fault */
  readonly t: (key: string, values?: Values) => string;
  /** The message where there is one. */
  readonly maybe: (key: string, values?: Values) => string | null;
  /** `7 December 2017` */
  readonly date: (day: IsoDate) => string;
  /** `7 December 2017, 14:05`, in the register's zone. */
  readonly instant: (at: string) => string;
  readonly number: (value: number) => string;
  /** `a, b and c` */
  readonly list: (parts: readonly string[]) => string;
  /** A state by its name. @param code ISO 3166-1 alpha-3 */
  readonly country: (code: string) => string;
}

const HERE = import.meta.dirname;

/** The whole catalogue of a language: `permits.title` is `title` of the file `permits.json`. */
export function catalogueOf(locale: Locale): ReadonlyMap<string, string> {
  const folder = join(HERE, locale);
  const messages = new Map<string, string>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort(byCodePoint)) {
    const parsed = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Readonly<Record<string, string>>;
    for (const [key, message] of Object.entries(parsed)) messages.set(`${file.slice(0, -'.json'.length)}.${key}`, message);
  }
  return messages;
}

const KNOWN = new Map<string, Words>();

/** @param zone of the register, for instants */
export function wordsIn(locale: Locale, zone: string): Words {
  const name = `${locale} ${zone}`;
  let words = KNOWN.get(name);
  if (words === undefined) {
    words = make(locale, zone);
    KNOWN.set(name, words);
  }
  return words;
}

function make(locale: Locale, zone: string): Words {
  // A message that a translation lacks is shown in English; a test names every one.
  const catalogue = new Map([...catalogueOf('en'), ...catalogueOf(locale)]);
  const formats = new Map<string, IntlMessageFormat>();
  const maybe = (key: string, values: Values = {}): string | null => {
    let format = formats.get(key);
    if (format === undefined) {
      const message = catalogue.get(key);
      if (message === undefined) return null;
      format = new IntlMessageFormat(message, tagOf(locale), undefined, { ignoreTag: true });
      formats.set(key, format);
    }
    return String(format.format(values));
  };
  const day = new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'long', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'long', timeStyle: 'short', timeZone: zone, hourCycle: 'h23' });
  const digits = new Intl.NumberFormat(tagOf(locale));
  const lists = new Intl.ListFormat(tagOf(locale), { type: 'conjunction' });
  const countries = countryNames(locale, tagOf(locale));
  return {
    locale,
    t: (key, values) => {
      const said = maybe(key, values);
      if (said === null) throw new TypeError(`The catalogue of ${locale} has no message ${key}.`);
      return said;
    },
    maybe,
    date: (iso) => day.format(Temporal.PlainDate.from(iso).toZonedDateTime('UTC').epochMilliseconds),
    instant: (at) => moment.format(Temporal.Instant.from(at).epochMilliseconds),
    number: (value) => digits.format(value),
    list: (parts) => lists.format(parts),
    country: (code) => countries(code),
  };
}

/** British English writes 7 December 2017, as the Council does. */
const tagOf = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale);
