import type { Fact } from '../../law/vocabulary.ts';
import { ambiguousNationalities, isCountryCode } from '../../values/countries.ts';
import { codeOfName, plainForm } from './country-names.ts';

/** How the days of a column are written, where the form alone does not tell; said in a mapping file. */
export const DATE_FORMS = ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD-MM-YYYY', 'MM-DD-YYYY', 'DD.MM.YYYY', 'MM.DD.YYYY'] as const;
export type DateForm = (typeof DATE_FORMS)[number];

/** How one column is to be read. */
export interface CellManner {
  /** Under a header of people's own words their spellings are understood; under a canonical name only the exact form. */
  readonly isSpelled: boolean;
  /** A name that may be two states is refused, or taken for unknown with a note. */
  readonly ambiguous: 'reject' | 'unknown';
  readonly dateForm: DateForm | null;
  /** What the mapping file says of single values: the exact form, or `null` for unknown. */
  readonly values: ReadonlyMap<string, string | null> | null;
}

export const EXACT: CellManner = { isSpelled: false, ambiguous: 'reject', dateForm: null, values: null };

export interface CellProblem {
  readonly code: 'date' | 'type' | 'value';
  readonly reason: string;
  readonly remedy: string;
}

/** A cell in the exact form of DECISION (`null`: unknown), with a note where something was left unknown on purpose. */
export type CellReading =
  | { readonly text: string | null; readonly note: string | null; readonly problem: null }
  | { readonly text: null; readonly note: null; readonly problem: CellProblem };

/** Brings a cell into the exact form. What is not understood stays as it is, so that the door of the law refuses it in its own words. */
export function readCell(fact: Fact, given: string | null, manner: CellManner): CellReading {
  if (given === null || given === '') return UNKNOWN;
  const told = manner.values?.get(given);
  if (told !== undefined) return plain(told);
  if (fact.type === 'countries' && manner.ambiguous === 'unknown' && hasAmbiguous(given, manner.isSpelled))
    return noted(ambiguousNote(given));
  if (!manner.isSpelled) return plain(given);
  const text = given.normalize('NFC').trim();
  if (NOT_KNOWN.has(plainForm(text)) || text === '') return UNKNOWN;
  switch (fact.type) {
    case 'bool':
      return spelledBool(fact, given, text);
    case 'date':
      return spelledDate(given, text, manner.dateForm);
    case 'country':
      return plain(stateOf(text));
    case 'countries':
      return plain(spelledStates(text).join('|'));
    case 'text':
      return plain(spelledWord(fact, text));
    case 'approvals':
      return plain(NONE.has(plainForm(text)) ? 'none' : text);
    case 'integer':
      return plain(text);
  }
}

const UNKNOWN: CellReading = { text: null, note: null, problem: null };
const plain = (text: string | null): CellReading => ({ text, note: null, problem: null });
const noted = (note: string): CellReading => ({ text: null, note, problem: null });
const refused = (code: CellProblem['code'], reason: string, remedy: string): CellReading => ({
  text: null,
  note: null,
  problem: { code, reason, remedy },
});

const NOT_KNOWN = new Set(['-', '–', '—', '?', 'unknown', 'not known', 'тодорхойгүй', 'мэдэгдэхгүй']);
const NONE = new Set(['none', 'no', 'байхгүй', 'үгүй']);
const YES = new Set(['yes', 'y', 'true', 'тийм']);
const NO = new Set(['no', 'n', 'false', 'үгүй']);
/** What an employer's ownership says of being private; a joint venture may be either, so it stays unknown. */
const OWNERSHIP: Readonly<Record<string, string | null>> = {
  private: 'true',
  'private company': 'true',
  хувийн: 'true',
  state: 'false',
  'state-owned': 'false',
  'state owned': 'false',
  government: 'false',
  public: 'false',
  төрийн: 'false',
  улсын: 'false',
  'joint venture': null,
  joint: null,
  хамтарсан: null,
};
const ACTS: Readonly<Record<string, string>> = {
  authorisation: 'authorise',
  authorization: 'authorise',
  authorize: 'authorise',
  'first authorisation': 'authorise',
  'new permit': 'authorise',
  renewal: 'renew',
  extension: 'renew',
  extend: 'renew',
  сунгах: 'renew',
  сунгалт: 'renew',
  'new contract': 'contract',
  гэрээ: 'contract',
  employment: 'employ',
  stay: 'remain',
};

function spelledBool(fact: Fact, given: string, text: string): CellReading {
  const word = plainForm(text);
  if (YES.has(word)) return plain('true');
  if (NO.has(word)) return plain('false');
  if (fact.name === 'employer.private' && word in OWNERSHIP) {
    const told = OWNERSHIP[word] ?? null;
    return told === null
      ? noted(
          `\`${given}\` does not say whether the employer is private or a state body; it was left unknown. A mapping file can settle it.`,
        )
      : plain(told);
  }
  return refused(
    'type',
    `\`${given}\` is neither yes nor no.`,
    'Write yes or no (Тийм, Үгүй); leave it empty when it is not known; or give the word a meaning under `values` of a mapping file.',
  );
}

/** A year first is clear; days between full stops stand first (Mongolia, Russia, most of Europe); between slashes nobody can tell. */
function spelledDate(given: string, text: string, form: DateForm | null): CellReading {
  const day = text.replace(/[ T]00:00(:00(\.0+)?)?Z?$/, '');
  const yearFirst = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})\.?$/.exec(day);
  if (yearFirst !== null) return plain(isoOf(yearFirst[1], yearFirst[3], yearFirst[4]));
  const mongolian = /^(\d{4}) оны (\d{1,2})(?:-р|-ы?)? сарын (\d{1,2})(?:-(?:ны|ний))?(?: өдөр)?$/.exec(day);
  if (mongolian !== null) return plain(isoOf(mongolian[1], mongolian[2], mongolian[3]));
  const yearLast = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/.exec(day);
  if (yearLast === null) return plain(text);
  const [, first, mark, second, year] = yearLast;
  if (form?.endsWith('YYYY') && form[2] === mark)
    return plain(form.startsWith('DD') ? isoOf(year, second, first) : isoOf(year, first, second));
  if (mark === '.') return plain(isoOf(year, second, first));
  return refused(
    'date',
    `\`${given}\` does not say which number is the day and which the month.`,
    `Write YYYY-MM-DD, or say in a mapping file how this column is written, for instance \`dates: { <fact>: DD${mark}MM${mark}YYYY }\`.`,
  );
}

function isoOf(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function stateOf(text: string): string {
  const upper = text.toUpperCase();
  return isCountryCode(upper) ? upper : (codeOfName(text) ?? text);
}

/** One state, or several between `|`, `;`, `/`, `,` or "and". A name with a comma of its own is tried whole first. */
function spelledStates(text: string): readonly string[] {
  const whole = stateOf(text);
  if (isCountryCode(whole)) return [whole];
  return text.split(/\s*[|;/,&+]\s*|\s+(?:and|ба|болон)\s+/i).map(stateOf);
}

function hasAmbiguous(given: string, isSpelled: boolean): boolean {
  const parts = isSpelled ? spelledStates(given.normalize('NFC').trim()) : given.split('|');
  return parts.some(isAmbiguousNationality);
}

export function isAmbiguousNationality(name: string): boolean {
  return ambiguousNationalities.has(name.trim().toLowerCase());
}

export function ambiguousNote(given: string): string {
  return `\`${given}\` may be either of two states; the nationality was left unknown.`;
}

function spelledWord(fact: Fact, text: string): string {
  const word = plainForm(text);
  const known = fact.values?.find((value) => value.toLowerCase() === word);
  return known ?? (fact.name === 'act' ? (ACTS[word] ?? text) : text);
}
