import { may } from '../../access/actor.ts';
import { listNotes } from '../../register/notes/read.ts';
import { writeNote } from '../../register/notes/write.ts';
import { labels } from '../../register/reading/labels.ts';
import type { Model } from '../answer.ts';
import { seeOther } from '../answer.ts';
import { formPage, type Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { REFERENCES } from './cell.ts';

/** The notes on a record as a thread. @returns null for whoever may not read them */
export async function notesOf(visit: Visit, kind: string, id: string): Promise<Model | null> {
  const { actor, ask, words } = visit;
  if (!may(actor, 'note.read')) return null;
  const { items } = await ask(listNotes, { aboutKind: kind as 'permit', about: id, limit: 100 });
  const { labels: known } = await ask(labels, { records: { account: items.map(({ author }) => author) } });
  return {
    action: `/notes/${kind}/${id}`,
    mayWrite: may(actor, 'note.write'),
    items: items.map(({ id: note, inReplyTo, author, writtenOn, text }) => ({
      id: note,
      isReply: inReplyTo !== null,
      author: known[author] ?? words.t('records.somebody'),
      on: words.date(writtenOn),
      text: text ?? words.t('records.note-erased'),
    })),
  };
}

/** Where a record of this kind is read. */
export function pathOf(kind: string, id: string): string {
  const found = Object.values(REFERENCES).find((reference) => reference.kind === kind);
  return `${found?.path ?? `/${kind}s`}/${id}`;
}

export const notePages: readonly Page[] = formPage({
  path: '/notes/:kind/:record',
  by: 'note.write',
  view: 'records/note',
  keepsDraft: true,
  read: async ({ params: { kind = '', record = '' } }) => ({ back: pathOf(kind, record), action: `/notes/${kind}/${record}` }),
  send: async ({ params: { kind = '', record = '' }, form, act }) => {
    const inReplyTo = form.maybe('inReplyTo');
    await act(writeNote, {
      aboutKind: kind as 'permit',
      about: record,
      text: form.text('text'),
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
    });
    return seeOther(`${pathOf(kind, record)}#notes`, 'records.done.note-written');
  },
});
