import type { Words } from '../words/words.ts';

/** One value as a page shows it: a text, a link, or a state with its kind of tag; null where nothing is known. */
export type Cell = string | null | { readonly text: string; readonly href?: string; readonly kind?: string };

/** Fields that name another record: its kind, and where it is read. */
export const REFERENCES: Readonly<Record<string, { readonly kind: string; readonly path: string }>> = {
  worker: { kind: 'worker', path: '/workers' },
  samePersonAs: { kind: 'worker', path: '/workers' },
  employer: { kind: 'employer', path: '/employers' },
  contract: { kind: 'contract', path: '/contracts' },
  application: { kind: 'application', path: '/applications' },
  permit: { kind: 'permit', path: '/permits' },
  renews: { kind: 'permit', path: '/permits' },
  decision: { kind: 'decision', path: '/decisions' },
  departure: { kind: 'departure', path: '/departures' },
  notice: { kind: 'notice', path: '/notices' },
  approval: { kind: 'committee-approval', path: '/exemptions' },
  proposal: { kind: 'proposal', path: '/proposals' },
};

/** Fields that name an account. */
export const ACCOUNTS: ReadonlySet<string> = new Set(['author', 'approver', 'placedBy', 'liftedBy', 'liftProposedBy', 'actor']);

const COUNTRY_FIELDS: ReadonlySet<string> = new Set(['nationality', 'mission', 'destination']);

/** States that ask for attention, or are done. */
const TAG_KINDS: Readonly<Record<string, string>> = {
  received: 'open',
  waiting: 'waiting',
  proposed: 'waiting',
  granted: 'clear',
  refused: 'barred',
  revoked: 'barred',
  'not-renewed': 'barred',
  undeliverable: 'overdue',
  planned: 'waiting',
  confirmed: 'done',
  suspended: 'open',
  approved: 'done',
  done: 'done',
  published: 'done',
  placed: 'barred',
  'lift-proposed': 'waiting',
  pending: 'open',
  barred: 'barred',
  clear: 'clear',
  'needs-approval': 'needs-approval',
  undecided: 'undecided',
};

/** Fields whose value stands as a tag. */
const TAGGED: ReadonlySet<string> = new Set(['status', 'outcome', 'un', 'national', 'answer']);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The last signs of an id, which are its random part: enough for people to tell two apart. */
export const shortId = (id: string): string => id.slice(-8);

export interface CellAbout {
  readonly words: Words;
  /** The kind of record that has the field. */
  readonly of: string;
  /** What other records are called, by their ids. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A field of a record as a person reads it. */
export function cellOf(name: string, value: unknown, about: CellAbout): Cell {
  const { words, of, labels } = about;
  // Null is mostly "not known"; where it says something else, a message says what.
  if (value === null || value === undefined || value === '') return words.maybe(`values.${of}-${name}-null`);
  if (typeof value === 'boolean') return words.t(value ? 'fields.yes' : 'fields.no');
  if (typeof value === 'number') return name === 'year' ? String(value) : words.number(value);
  if (Array.isArray(value)) return listCell(name, value, about);
  if (typeof value === 'object') return objectText(value as Readonly<Record<string, unknown>>, words);
  const text = String(value);
  if (ACCOUNTS.has(name)) return labels[text] ?? words.t('records.somebody');
  const reference = REFERENCES[name];
  if (reference !== undefined && UUID.test(text)) return { text: labels[text] ?? shortId(text), href: `${reference.path}/${text}` };
  if (DAY.test(text)) return words.date(text);
  if (COUNTRY_FIELDS.has(name) && /^[A-Z]{3}$/.test(text)) return words.country(text);
  if (name === 'sector') return sectorText(text, words);
  const said = words.maybe(`values.${of}-${name}-${text}`) ?? words.maybe(`values.${name}-${text}`) ?? text;
  return TAGGED.has(name) ? { text: said, kind: TAG_KINDS[text] ?? 'plain' } : said;
}

/** A code of ISIC with its words; a group or class has those of its division. */
export function sectorText(code: string, { maybe }: Words): string {
  const said = maybe(`sectors.sector-${code}`) ?? maybe(`sectors.sector-${code.slice(0, 2)}`);
  return said === null ? code : `${code} ${said}`;
}

function listCell(name: string, values: readonly unknown[], { words, of }: CellAbout): Cell {
  if (values.length === 0) return words.t('records.none');
  if (name === 'nationalities') return words.list(values.map((code) => words.country(String(code))));
  return values
    .map((value) =>
      typeof value === 'object' && value !== null
        ? objectText(value as Readonly<Record<string, unknown>>, words)
        : (words.maybe(`values.${of}-${name}-${String(value)}`) ?? String(value)),
    )
    .join('; ');
}

/** The parts of a small object that say something, in its order: an evidence, a site, an owner. */
function objectText(value: Readonly<Record<string, unknown>>, words: Words): string {
  return Object.entries(value)
    .flatMap(([name, part]): readonly string[] => {
      if (part === null || part === undefined || part === '') return [];
      if (typeof part === 'object')
        return [Array.isArray(part) ? part.map(String).join(', ') : objectText(part as Readonly<Record<string, unknown>>, words)];
      const text = String(part);
      if (DAY.test(text)) return [words.date(text)];
      if (/^[A-Z]{3}$/.test(text) && /country|issuedBy/.test(name)) return [words.country(text)];
      return [words.maybe(`values.${name}-${text}`) ?? text];
    })
    .join(', ');
}

/** Ids of other records among the fields of some records, by their kind: for one question about all their names. */
export function namedIn(records: readonly Readonly<Record<string, unknown>>[]): Record<string, string[]> {
  const ids: Record<string, string[]> = {};
  for (const record of records)
    for (const [name, value] of Object.entries(record)) {
      if (typeof value !== 'string' || !UUID.test(value)) continue;
      const kind = ACCOUNTS.has(name) ? 'account' : REFERENCES[name]?.kind;
      if (kind === undefined || kind === 'proposal') continue;
      const known = ids[kind] ?? [];
      ids[kind] = known;
      known.push(value);
    }
  return ids;
}

/** The name of a field in the words of its kind, or of all. */
export function fieldName({ maybe, t }: Words, kind: string, name: string): string {
  return maybe(`fields.${kind}-${name}`) ?? t(`fields.${name}`);
}
