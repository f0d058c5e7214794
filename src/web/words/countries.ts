import isoCountries from 'i18n-iso-countries';
import type { Locale } from './locale.ts';

/** Names that the register's own subject asks to be told apart at a glance, and the travel-document codes, which are no countries. */
const OWN: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  PRK: { en: 'DPRK (North Korea)', mn: 'БНАСАУ (Хойд Солонгос)', ko: '조선민주주의인민공화국(북한)' },
  KOR: { en: 'Republic of Korea (South Korea)', mn: 'БНСУ (Өмнөд Солонгос)', ko: '대한민국' },
  XKX: { en: 'Kosovo', mn: 'Косово', ko: '코소보' },
  XXA: { en: 'Stateless', mn: 'Харьяалалгүй', ko: '무국적' },
  XXB: { en: 'Refugee (1951 Convention)', mn: 'Дүрвэгч (1951 оны конвенц)', ko: '난민(1951년 협약)' },
  XXC: { en: 'Refugee (other)', mn: 'Дүрвэгч (бусад)', ko: '난민(기타)' },
};

/** The name of a state in a language. @param tag BCP 47 @returns a function from ISO 3166-1 alpha-3; an unknown code stays as it is */
export function countryNames(locale: Locale, tag: string): (code: string) => string {
  const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'code' });
  const known = new Map<string, string>();
  return (code) => {
    let name = known.get(code);
    if (name === undefined) {
      const two = isoCountries.alpha3ToAlpha2(code);
      name = OWN[code]?.[locale] ?? (two === undefined ? code : (names.of(two) ?? code));
      known.set(code, name);
    }
    return name;
  };
}
