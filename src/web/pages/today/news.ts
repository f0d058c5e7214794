import { may } from '../../../access/actor.ts';
import { lawNews } from '../../../register/law/news.ts';
import { calledOn } from '../../../register/notes/called.ts';
import { labels } from '../../../register/reading/labels.ts';
import { outsider } from '../../../register/reading/masks.ts';
import type { Model } from '../../answer.ts';
import { lawSeenAt } from '../../keep/preference.ts';
import { shortId } from '../../records/cell.ts';
import { pathOf } from '../../records/notes.ts';
import type { Visit } from '../../visit.ts';

/** What became of the law since somebody last said that they had read it. Whoever stands outside is told of what binds, not of what is proposed. */
export async function lawChanges({ actor, ask, office, words }: Visit): Promise<Model | null> {
  if (!may(actor, 'law.read')) return null;
  const since = await lawSeenAt(office.store.db, actor.account);
  const { items, isMore } = await ask(lawNews, { since });
  const shown = outsider(actor, 'permit') === null ? items : items.filter(({ status }) => status === 'published');
  const { t, instant, date } = words;
  return {
    since: since !== null ? t('today.looked', { at: instant(since) }) : shown.length > 0 ? t('today.never-looked') : '',
    nothing: t(since === null ? 'today.law-none' : 'today.law-nothing'),
    items: shown.map(({ id, regime, status, publishedOn, why, knownAt, difference }) => ({
      href: `/law/versions/${id}`,
      regime,
      status: t(`values.law-version-status-${status}`),
      kind: status === 'published' ? 'done' : status === 'proposed' ? 'waiting' : 'plain',
      on: publishedOn === null ? instant(knownAt) : date(publishedOn),
      why,
      parts: t('today.law-parts', { n: difference.length }),
    })),
    isMore,
    // What was on the page was read, and nothing that came while it was read.
    until: items[0]?.knownAt ?? null,
  };
}

/** The newest notes that call this person: who wrote, and where. What they say is read there. */
export async function calls({ actor, ask, words }: Visit): Promise<readonly Model[]> {
  if (!may(actor, 'note.read')) return [];
  const { items } = await ask(calledOn, {});
  if (items.length === 0) return [];
  const records: Record<string, string[]> = { account: items.map(({ author }) => author) };
  for (const { aboutKind, about } of items) records[aboutKind] = [...(records[aboutKind] ?? []), about];
  const { labels: known } = await ask(labels, { records });
  return items.map(({ aboutKind, about, author, writtenOn }) => ({
    href: `${pathOf(aboutKind, about)}#notes`,
    text: words.t('today.called', { name: known[author] ?? words.t('records.somebody') }),
    about: `${words.t(`values.aboutKind-${aboutKind}`)} ${known[about] ?? shortId(about)}`,
    on: words.date(writtenOn),
  }));
}
