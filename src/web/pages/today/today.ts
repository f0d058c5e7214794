import type { Action } from '../../../access/actions.ts';
import { may } from '../../../access/actor.ts';
import { machineNow } from '../../../access/instant.ts';
import { listLaw } from '../../../register/law/read.ts';
import { myMentions } from '../../../register/notes/read.ts';
import { listPermits } from '../../../register/permits/read.ts';
import { addToDate } from '../../../values/dates.ts';
import { type Answer, type Model, seeOther, view } from '../../answer.ts';
import { keepLawSeen, lawSeenAt } from '../../keep/preference.ts';
import { button, type Page, page } from '../../page.ts';
import { pathOf } from '../../records/notes.ts';
import { linesOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { deadlinesOf } from '../law/deadlines.ts';
import { queueCounts } from '../queues/queues.ts';

/** What somebody of each right does most, as large links; the first few that they may. */
const DOES: readonly { readonly key: string; readonly href: string; readonly by: Action }[] = [
  { key: 'receive', href: '/applications/new', by: 'application.receive' },
  { key: 'decline', href: '/renewals', by: 'bulk.decline' },
  { key: 'approve', href: '/proposals', by: 'decision.approve' },
  { key: 'protect', href: '/protection', by: 'hold.place' },
  { key: 'draft', href: '/law/drafts', by: 'law.propose' },
  { key: 'exempt', href: '/exemptions', by: 'committee-approval.record' },
  { key: 'verify', href: '/audit', by: 'audit.verify' },
  { key: 'accounts', href: '/administration/accounts', by: 'account.read' },
  { key: 'law', href: '/law', by: 'law.read' },
  { key: 'quotas', href: '/quotas', by: 'quota.read' },
  { key: 'permits', href: '/permits', by: 'permit.read' },
];
const DOES_SHOWN = 3;

export const todayPages: readonly Page[] = [
  page('/today', 'signed-in', todayPage),
  button('/today/law-seen', 'law.read', async ({ office, actor }) => {
    await keepLawSeen(office.store.db, actor.account, machineNow());
    return seeOther('/today', 'today.done.law-seen');
  }),
];

async function todayPage(visit: Visit): Promise<Answer> {
  const { actor, words, today } = visit;
  const [counts, law, mentions, permits] = await Promise.all([queueCounts(visit), lawNews(visit), mentionsOf(visit), ownPermits(visit)]);
  const waiting = counts.filter(({ isEmpty }) => !isEmpty);
  return view('pages/today/today', {
    title: words.t('today.title', { name: actor.name }),
    day: words.date(today),
    counts: waiting,
    isIdle: counts.length > 0 && waiting.length === 0,
    does: DOES.filter(({ by }) => may(actor, by))
      .slice(0, DOES_SHOWN)
      .map(({ key, href }) => ({ href, text: words.t(`today.do-${key}`), what: words.t(`today.do-${key}-what`) })),
    clocks: may(actor, 'permit.read') || may(actor, 'law.propose') ? await clocksOf(visit) : [],
    law,
    mentions,
    permits,
  });
}

/** The next legal days of this host, with how far they are. */
async function clocksOf(visit: Visit): Promise<readonly Model[]> {
  const { words, today } = visit;
  return (await deadlinesOf(visit))
    .filter(({ on }) => on >= today)
    .slice(0, 4)
    .map(({ on, title, left }) => ({ day: words.date(on), title, left: words.t('today.days-left', { n: left }) }));
}

/** Versions of the law since somebody last said that they had read what changed. */
async function lawNews({ actor, ask, office, words }: Visit): Promise<Model | null> {
  if (!may(actor, 'law.read')) return null;
  const since = await lawSeenAt(office.store.db, actor.account);
  const { items } = (await ask(listLaw, { limit: 20 })) as { readonly items: readonly Values[] };
  const news = items.filter(
    ({ publishedOn, status }) =>
      status === 'proposed' || since === null || (typeof publishedOn === 'string' && publishedOn >= since.slice(0, 10)),
  );
  return {
    since: since === null ? words.t('today.never-looked') : words.t('today.looked', { at: words.instant(since) }),
    items: news.slice(0, 5).map(({ id, regime, status, publishedOn, why }) => ({
      href: `/law/versions/${String(id)}`,
      text: `${String(regime)}: ${words.t(`values.law-version-status-${String(status)}`)}`,
      on: typeof publishedOn === 'string' ? words.date(publishedOn) : null,
      why: typeof why === 'string' ? why : null,
    })),
  };
}

async function mentionsOf({ actor, ask, words }: Visit): Promise<readonly Model[]> {
  if (!may(actor, 'note.read')) return [];
  const { items } = await ask(myMentions, { limit: 5 });
  return items.map(({ aboutKind, about, text, writtenOn }) => ({
    href: `${pathOf(aboutKind, about)}#notes`,
    text: text ?? words.t('records.note-erased'),
    on: words.date(writtenOn),
  }));
}

/** An employer's own permits that end soonest. */
async function ownPermits(visit: Visit): Promise<Model | null> {
  const { actor, ask, today, words } = visit;
  if (!actor.roles.includes('employer')) return null;
  const { items } = (await ask(listPermits, { standingOn: today, endsBefore: addToDate(today, 'months', 12) ?? today, limit: 20 })) as {
    readonly items: readonly Values[];
  };
  const { heads, lines } = await linesOf(visit, { kind: 'permit', path: '/permits', columns: ['validFrom', 'lastDay', 'status'] }, items);
  return { title: words.t('today.own-permits'), heads, lines };
}
