import type { z } from 'zod';
import type { Action } from '../../../access/actions.ts';
import { may } from '../../../access/actor.ts';
import type { QueueName } from '../../../register/queues/parts.ts';
import type { listQueue } from '../../../register/queues/read.ts';
import { labels } from '../../../register/reading/labels.ts';
import { daysBetween } from '../../../values/dates.ts';
import { factWords } from '../../law/verdict.ts';
import { type Cell, cellOf, REFERENCES, shortId } from '../../records/cell.ts';
import type { Visit } from '../../visit.ts';

export type Item = z.output<typeof listQueue.output>['items'][number];

export interface Table {
  readonly heads: readonly string[];
  readonly lines: readonly (readonly Cell[])[];
}

/** One column of a queue: its head, and what it says of a record. */
interface Column {
  readonly head: string;
  readonly cell: (item: Item) => Cell;
}

/** A queue as a table, each line with its next act as a link for whoever may do it. */
export async function tableOf(visit: Visit, name: QueueName, items: readonly Item[]): Promise<Table> {
  const known = await namesOf(visit, items);
  const columns = await columnsOf(visit, name, known);
  const next = nextOf(visit, name);
  return {
    heads: [...columns.map(({ head }) => head), ...(next === null ? [] : [visit.words.t('queues.next')])],
    lines: items.map((item) => [...columns.map(({ cell }) => cell(item)), ...(next === null ? [] : [next(item)])]),
  };
}

type Names = Readonly<Record<string, string>>;

async function namesOf({ ask }: Visit, items: readonly Item[]): Promise<Names> {
  const ids = (field: 'employer' | 'worker' | 'author'): string[] => items.flatMap((item) => item[field] ?? []);
  return (await ask(labels, { records: { employer: ids('employer'), worker: ids('worker'), account: ids('author') } })).labels;
}

const pathOf = ({ kind, id }: Item): string => `${REFERENCES[kind]?.path ?? ''}/${id}`;

async function columnsOf(visit: Visit, name: QueueName, known: Names): Promise<readonly Column[]> {
  const { words, today } = visit;
  const { t, date, maybe } = words;
  const about = (of: string) => ({ words, of, labels: known });
  const recordOf = (key: string): Column => ({
    head: t(key),
    cell: (item) => ({ text: item.number ?? shortId(item.id), href: pathOf(item) }),
  });
  const employer: Column = { head: t('records.employer'), cell: (item) => cellOf('employer', item.employer, about(item.kind)) };
  const worker: Column = { head: t('records.worker'), cell: (item) => cellOf('worker', item.worker, about(item.kind)) };
  const kind: Column = { head: t('fields.kind'), cell: (item) => cellOf('kind', item.what, about(item.kind)) };
  const answer: Column = { head: t('queues.law-says'), cell: (item) => cellOf('outcome', item.answer, about(item.kind)) };
  const since = (key: string): Column => ({
    head: t(key),
    cell: ({ due }) => t('queues.since', { day: date(due), n: Math.max(0, daysBetween(due, today)) }),
  });
  switch (name) {
    case 'new':
      return [recordOf('records.application'), kind, employer, since('fields.receivedOn'), answer];
    case 'missing-fact':
      return [recordOf('records.application'), await missingColumn(visit), employer, since('fields.receivedOn')];
    case 'corrections':
      return [
        recordOf('queues.record'),
        { head: t('queues.happened'), cell: ({ what }) => t(what === 'corrected' ? 'queues.was-corrected' : 'queues.was-sent-back') },
        employer,
        { head: t('queues.day'), cell: ({ due, what }) => t(what === 'corrected' ? 'queues.ends' : 'queues.received', { day: date(due) }) },
        answer,
      ];
    case 'renewals-due':
      return [recordOf('records.permit'), { head: t('fields.lastDay'), cell: ({ due }) => date(due) }, employer, answer];
    case 'second-approval':
      return [
        {
          head: t('proposals.what'),
          cell: (item) => ({ text: t(`proposals.act-${String(item.what).replaceAll('.', '-')}`), href: pathOf(item) }),
        },
        { head: t('proposals.by'), cell: ({ author }) => known[author ?? ''] ?? t('records.somebody') },
        since('queues.proposed-on'),
      ];
    case 'overdue-departure':
      return [
        recordOf('records.departure'),
        worker,
        since('fields.departure-by'),
        { head: t('fields.basis'), cell: (item) => cellOf('basis', item.what, about('departure')) },
      ];
    case 'undelivered-notices':
      return [
        {
          head: t('records.notice'),
          cell: (item) => ({ text: maybe(`values.notice-kind-${item.what}`) ?? shortId(item.id), href: pathOf(item) }),
        },
        { head: t('fields.addressee'), cell: (item) => cellOf('addressee', item.answer, about('notice')) },
        worker,
        employer,
        since('fields.servedOn'),
      ];
  }
}

/** What is missing, as somebody would be asked for it; the first, and how many more there are. */
async function missingColumn({ office, words }: Visit): Promise<Column> {
  const { compiled } = await office.law(office.store.db);
  return {
    head: words.t('queues.missing'),
    cell: ({ missing: [first, ...rest] }) =>
      first === undefined
        ? null
        : `${factWords(first, compiled.programme)}${rest.length === 0 ? '' : ` ${words.t('queues.and-more', { n: rest.length })}`}`,
  };
}

/** What is done next with a record of the queue, and by whom: one link in its line. @returns null for whoever only looks */
function nextOf({ actor, words: { t } }: Visit, name: QueueName): ((item: Item) => Cell) | null {
  const link = (by: Action, key: string, href: (item: Item) => string): ((item: Item) => Cell) | null =>
    may(actor, by) ? (item) => ({ text: t(`queues.next-${key}`), href: href(item) }) : null;
  switch (name) {
    case 'new':
      return link('decision.propose', 'decide', (item) => `${pathOf(item)}/decide`);
    case 'missing-fact':
      return link('decision.propose', 'find-out', (item) => `${pathOf(item)}/decide`);
    case 'corrections':
      return may(actor, 'decision.propose')
        ? (item) =>
            item.kind === 'application'
              ? { text: t('queues.next-decide'), href: `${pathOf(item)}/decide` }
              : { text: t('queues.next-why'), href: `${pathOf(item)}/why` }
        : null;
    case 'renewals-due':
      return link('bulk.decline', 'decline', (item) => `/renewals/${item.id}/decline`);
    case 'second-approval':
      return link('proposal.read', 'look', pathOf);
    case 'overdue-departure':
      return link('departure.confirm', 'confirm', (item) => `${pathOf(item)}/confirm`);
    case 'undelivered-notices':
      return link('notice.draft', 'send-anew', pathOf);
  }
}
