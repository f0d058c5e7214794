import { isAction } from '../../access/actions.ts';
import { may } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import type { Query } from '../../office/use-case.ts';
import { labels } from '../../register/reading/labels.ts';
import { type Model, seeOther, view } from '../answer.ts';
import { type Page, page } from '../page.ts';
import type { Visit } from '../visit.ts';
import type { Words } from '../words/words.ts';
import { type Cell, cellOf, fieldName, namedIn, shortId } from './cell.ts';
import { type Filter, filtersOf } from './filters.ts';
import { notesOf } from './notes.ts';
import { timelineOf } from './timeline.ts';
import { withinOf } from './within.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A table or a view of its own on the page of a record. */
export interface Section {
  readonly title: string;
  /** The anchor, for links within the page. */
  readonly id: string;
  readonly heads?: readonly string[];
  readonly lines?: readonly (readonly Cell[])[];
  readonly empty?: string;
  readonly more?: string | null;
  /** Other ways to look at it. */
  readonly links?: readonly Link[];
  /** A view below `src/web/`, with its model. */
  readonly include?: string;
  readonly model?: Model;
}

export interface Link {
  readonly text: string;
  readonly href: string;
  readonly isMain?: boolean;
}

/** How the records of one kind are listed and read. */
export interface Kind {
  /** `permit`; its words stand in `records.KIND`, `records.KIND-many` and `records.KIND-none`. */
  readonly kind: string;
  readonly path: string;
  /** The input of its reading query: `permit`, `committeeApproval`. */
  readonly input: string;
  readonly read: Query;
  readonly list: Query;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  readonly filters?: readonly string[];
  /** Rows that stand there only where something is known. */
  readonly ifKnown?: readonly string[];
  /** What the list shows unless an address says otherwise. */
  readonly narrowed?: (visit: Visit) => Values;
  /** Where somebody is sent who has no list but one record. */
  readonly instead?: (visit: Visit) => string | null;
  readonly top?: (visit: Visit, record: Values) => Promise<{ readonly include: string; readonly model: Model } | null>;
  readonly sections?: (visit: Visit, record: Values) => Promise<readonly Section[]>;
  readonly acts?: (visit: Visit, record: Values) => readonly (Link | null)[];
  /** Above the list. */
  readonly begin?: (visit: Visit) => readonly (Link | null)[];
  readonly name?: (record: Values, words: Words) => string;
  readonly hasNoTimeline?: true;
}

export const LIST_LIMIT = 50;

/** The list and the page of one kind. */
export function recordPages(of: Kind): readonly Page[] {
  const action = of.read.action;
  return [page(of.path, action, (visit) => listPage(visit, of)), page(`${of.path}/:${of.input}`, action, (visit) => recordPage(visit, of))];
}

/** What a record is called: its number or name, else the end of its id. */
export const nameOf = (record: Values): string => String(record.name ?? record.number ?? shortId(String(record.id)));

async function listPage(visit: Visit, of: Kind) {
  const instead = of.instead?.(visit) ?? null;
  if (instead !== null) return seeOther(instead);
  const { ask, query, words } = visit;
  const filters = filtersOf(of.list.input, of.filters ?? [], visit, of.kind);
  const given = Object.fromEntries(filters.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const cursor = query.maybe('cursor');
  const within = await withinOf(visit, of);
  const input = {
    ...(Object.keys(given).length === 0 && within.length === 0 && !query.has('all') ? of.narrowed?.(visit) : {}),
    ...Object.fromEntries(within.map(({ name, id }) => [name, id])),
    ...given,
    limit: LIST_LIMIT,
    ...(cursor === undefined ? {} : { cursor }),
  };
  const { items, next } = (await ask(of.list, input)) as { readonly items: readonly Values[]; readonly next: string | null };
  const { lines, heads } = await linesOf(visit, of, items);
  const { t } = words;
  return view('records/list', {
    title: t(`records.${of.kind}-many`),
    what: words.maybe(`records.${of.kind}-many-what`) ?? '',
    caption: t(`records.${of.kind}-many`),
    heads,
    lines,
    empty: t('records.none-found'),
    next: next === null ? null : nextHref(of.path, query.values, next),
    filters: filters.map(modelOf),
    within,
    isNarrowed: Object.keys(given).length > 0,
    path: of.path,
    begin: (of.begin?.(visit) ?? []).filter((link) => link !== null),
  });
}

const modelOf = ({ field }: Filter): Model => field;

/** Records as the lines of a table: the first cell is the way to each. */
export async function linesOf(
  visit: Visit,
  of: Pick<Kind, 'kind' | 'path' | 'columns' | 'name'>,
  items: readonly Values[],
): Promise<{ readonly heads: readonly string[]; readonly lines: readonly (readonly Cell[])[] }> {
  const { ask, words } = visit;
  const { labels: known } = await ask(labels, { records: namedIn(items.map((item) => only(item, of.columns))) });
  const about = { words, of: of.kind, labels: known };
  return {
    heads: [words.t(`records.${of.kind}`), ...of.columns.map((name) => fieldName(words, of.kind, name))],
    lines: items
      .map((item) => onDay(of.kind, item, visit.moment.asOf ?? visit.today))
      .map((item) => [
        { text: of.name?.(item, words) ?? nameOf(item), href: `${of.path}/${String(item.id)}` },
        ...of.columns.map((name) => cellOf(name, item[name], about)),
      ]),
  };
}

/** That the days of a permit are over its status does not say; a page does. */
const onDay = (kind: string, record: Values, day: string): Values =>
  kind === 'permit' && record.status === 'granted' && String(record.lastDay) < day ? { ...record, status: 'over' } : record;

const only = (item: Values, names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, item[name]]));

/** The same list from where this page ends. */
export function nextHref(path: string, query: Readonly<Record<string, string | readonly string[]>>, next: string): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    name === 'cursor' || name === 'done' ? [] : [value].flat().map((one) => [name, one]),
  );
  return `${path}?${new URLSearchParams([...(pairs as [string, string][]), ['cursor', next]])}`;
}

async function recordPage(visit: Visit, of: Kind) {
  const { ask, params, words, moment, query, actor } = visit;
  const id = params[of.input] ?? '';
  const record = (await ask(of.read, { [of.input]: id })) as Values;
  if (record.id === undefined) throw new NoSuchRecord(of.kind, id);
  const isPast = moment.asOf !== null || moment.knownAt !== null;
  const shown = only(onDay(of.kind, record, moment.asOf ?? visit.today), of.rows);
  const [{ labels: known }, top, sections, timeline, notes] = await Promise.all([
    ask(labels, { records: namedIn([shown]) }),
    of.top?.(visit, record) ?? null,
    of.sections?.(visit, record) ?? [],
    of.hasNoTimeline === true ? null : timelineOf(visit, of.kind, id),
    isPast ? null : notesOf(visit, of.kind, id),
  ]);
  const about = { words, of: of.kind, labels: known };
  const acts = isPast ? [] : (of.acts?.(visit, record) ?? []).filter((link) => link !== null);
  const name = of.name?.(record, words) ?? nameOf(record);
  return view('records/record', {
    kind: of.kind,
    id,
    caption: words.t(`records.${of.kind}`),
    name,
    path: `${of.path}/${id}`,
    listPath: (of.instead?.(visit) ?? null) === null ? of.path : null,
    listName: words.t(`records.${of.kind}-many`),
    version: isPast || typeof record.version !== 'number' ? null : record.version,
    rows: of.rows
      .filter((field) => field in record && (record[field] !== null || of.ifKnown?.includes(field) !== true))
      .map((field) => rowOf(fieldName(words, of.kind, field), cellOf(field, shown[field], about))),
    top,
    sections,
    timeline,
    notes,
    acts,
    isPast,
    past: isPast
      ? words.t('records.past', {
          asOf: moment.asOf === null ? words.t('records.today') : words.date(moment.asOf),
          knownAt: moment.knownAt === null ? words.t('records.now') : words.instant(moment.knownAt),
        })
      : '',
    clocks: isAction('worker.read') && may(actor, 'worker.read') ? { asOf: query.text('asOf'), knownAt: query.text('knownAt') } : null,
  });
}

/** A cell as a row of a summary list. */
export function rowOf(key: string, cell: Cell): Model {
  if (cell === null || typeof cell === 'string') return { key, text: cell };
  return {
    key,
    text: cell.text,
    ...(cell.href === undefined ? {} : { href: cell.href }),
    ...(cell.kind === undefined ? {} : { tag: cell.kind }),
  };
}
