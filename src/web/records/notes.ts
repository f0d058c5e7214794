import { may } from '../../access/actor.ts';
import { callable } from '../../register/notes/callable.ts';
import { listNotes } from '../../register/notes/read.ts';
import { NOTABLE, writeNote } from '../../register/notes/write.ts';
import { labels } from '../../register/reading/labels.ts';
import { type Model, seeOther } from '../answer.ts';
import { formPage, type Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { REFERENCES } from './cell.ts';

type Notable = (typeof NOTABLE)[number];

const NOTES_MAX = 100;

interface Shown {
  readonly id: string;
  readonly inReplyTo: string | null;
  readonly isReply: boolean;
  readonly head: string;
  readonly text: string;
  readonly calls: string;
}

/** The notes on a record as a thread, each answer below what it answers. @returns null for whoever may not read them */
export async function notesOf(visit: Visit, kind: string, id: string): Promise<Model | null> {
  const { actor } = visit;
  if (!isNotable(kind) || !may(actor, 'note.read')) return null;
  const mayWrite = may(actor, 'note.write');
  const [items, people] = await Promise.all([shownNotes(visit, kind, id), mayWrite ? peopleFor(visit) : []]);
  return { action: `/notes/${kind}/${id}`, mayWrite, people, items: inThreads(items) };
}

const isNotable = (kind: string): kind is Notable => (NOTABLE as readonly string[]).includes(kind);

async function shownNotes({ ask, words }: Visit, kind: Notable, id: string): Promise<readonly Shown[]> {
  const { items } = await ask(listNotes, { aboutKind: kind, about: id, limit: NOTES_MAX });
  if (items.length === 0) return [];
  const { labels: known } = await ask(labels, { records: { account: items.flatMap(({ author, mentions }) => [author, ...mentions]) } });
  const name = (account: string): string => known[account] ?? words.t('records.somebody');
  return items.map(({ id: note, inReplyTo, author, mentions, writtenOn, text }) => ({
    id: note,
    inReplyTo,
    isReply: inReplyTo !== null,
    head: words.t('records.note-by', { name: name(author), on: words.date(writtenOn) }),
    text: text ?? words.t('records.note-erased'),
    calls: mentions.length === 0 ? '' : words.t('records.note-calls', { names: words.list(mentions.map(name)) }),
  }));
}

/** In the order of writing, and answers right below what they answer. */
function inThreads(notes: readonly Shown[]): readonly Shown[] {
  const below = (note: string | null): readonly Shown[] =>
    notes.filter(({ inReplyTo }) => inReplyTo === note).flatMap((one) => [one, ...below(one.id)]);
  return below(null);
}

const peopleFor = async ({ ask }: Visit): Promise<Model[]> =>
  (await ask(callable, {})).accounts.map(({ account, name }) => ({ value: account, text: name }));

/** Where a record of this kind is read. */
export function pathOf(kind: string, id: string): string {
  const found = Object.values(REFERENCES).find((reference) => reference.kind === kind);
  return `${found?.path ?? `/${kind}s`}/${id}`;
}

/** The form by itself: for an answer, and where something was wrong with what was sent from the page of the record. */
export const notePages: readonly Page[] = formPage({
  path: '/notes/:kind/:record',
  by: 'note.write',
  view: 'records/note',
  keepsDraft: true,
  read: async (visit) => {
    const { params, form, query, words } = visit;
    const { kind = '', record = '' } = params;
    const answered = form.maybe('inReplyTo') ?? query.maybe('inReplyTo') ?? '';
    const [notes, people] = await Promise.all([isNotable(kind) ? shownNotes(visit, kind, record) : [], peopleFor(visit)]);
    return {
      back: pathOf(kind, record),
      about: words.maybe(`records.${kind}`) ?? '',
      action: `/notes/${kind}/${record}`,
      answered: notes.find(({ id }) => id === answered) ?? null,
      people,
    };
  },
  send: async ({ params: { kind = '', record = '' }, form, act }) => {
    const inReplyTo = form.maybe('inReplyTo');
    await act(writeNote, {
      aboutKind: kind as Notable,
      about: record,
      text: form.text('text'),
      mentions: [...form.all('mentions')],
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
    });
    return seeOther(`${pathOf(kind, record)}#notes`, 'records.done.note-written');
  },
});
