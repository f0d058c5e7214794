/** The languages of the office; English is the one that every text is first written in. */
export const LOCALES = ['en', 'mn', 'ko'] as const;
export type Locale = (typeof LOCALES)[number];
export const isLocale = (text: unknown): text is Locale => LOCALES.some((locale) => locale === text);

/** Each language by its own name. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', mn: 'Монгол', ko: '한국어' };
