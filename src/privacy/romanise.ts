import { folded } from './names.ts';

/** The scripts that a person's name is looked for in; ISO 15924. */
export type NameScript = 'Latn' | 'Hang' | 'Cyrl';

/** Of one name from another hand there are so many ways to read it and no more. */
const READINGS_MAX = 16;

/** In which script all letters of a text are written; null where they are of several, or of another. */
export function scriptOf(text: string): NameScript | null {
  const letters = text.normalize('NFC').replace(/[^\p{L}]/gu, '');
  if (letters === '') return null;
  if (/^\p{Script=Latin}+$/u.test(letters)) return 'Latn';
  if (/^[가-힣]+$/u.test(letters)) return 'Hang';
  return /^\p{Script=Cyrillic}+$/u.test(letters) ? 'Cyrl' : null;
}

/**
 * How a Korean name in Hangul or Cyrillic may stand in Latin letters, for looking it up under the tolerant key of `sound.ts`: a key, not
 * a spelling that anybody should write down. Nothing for a name that is in Latin letters already, or in another script.
 */
export function romanised(name: string): readonly string[] {
  const script = scriptOf(name);
  const text = folded(name);
  if (script === 'Hang') return [text.replace(/[가-힣]/gu, (syllable) => `${syllableInLatin(syllable)} `).trim()];
  return script === 'Cyrl' ? fromCyrillic(text) : [];
}

const FIRST = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const LAST = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

/**
 * A syllable by the Revised Romanisation, each for itself.
 * @source The Unicode Standard, chapter 3.12: a syllable is 0xAC00 + (first × 21 + vowel) × 28 + last
 */
function syllableInLatin(syllable: string): string {
  const at = (syllable.codePointAt(0) ?? 0) - 0xac00;
  return `${FIRST[Math.floor(at / 588)]}${VOWELS[Math.floor(at / 28) % 21]}${LAST[at % 28]}`.toUpperCase();
}

/** Korean names in Cyrillic by Kontsevich's system, and the letters that Mongolian has besides. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ А: 'A', Б: 'B', В: 'V', Г: 'G', Д: 'D', Е: 'E', Ё: 'YO', Ж: 'J', З: 'J', И: 'I', Й: 'I', К: 'K', Л: 'L', М: 'M', Н: 'N' },
  ...{ О: 'O', П: 'P', Р: 'R', С: 'S', Т: 'T', У: 'U', Ф: 'P', Х: 'H', Ц: 'CH', Ч: 'CH', Ш: 'S', Щ: 'S', Ъ: '', Ы: 'EU', Ь: '', Э: 'E' },
  ...{ Ю: 'YU', Я: 'YA', Ө: 'O', Ү: 'U' },
};

/** What stands at the end of a syllable as Н is an N or an NG: the name is looked for with either. */
function fromCyrillic(text: string): readonly string[] {
  const marked = text
    .replace(/ДЖ/g, 'Ж')
    .replace(/ЧХ/g, 'Ч')
    .replace(/([БГДЖЗКЛМНПРСТФХЦЧШЩ])В(?=[АЕЁИОУЫЭЮЯ])/g, '$1W') // Гван is Gwang: the sound between is a W
    .replace(/НЪ/g, '*')
    .replace(/Н(?=$|[^\p{L}]|[БВГДЖЗКЛМПРСТФХЦЧШЩ])/gu, '*');
  let readings = [''];
  for (const letter of marked) {
    const latin = letter === '*' ? ['N', 'NG'] : [CYRILLIC[letter] ?? letter];
    readings = readings.flatMap((begun) => latin.map((end) => begun + end)).slice(0, READINGS_MAX);
  }
  return readings;
}
