import type { Action } from '../../../access/actions.ts';
import { type Actor, may } from '../../../access/actor.ts';
import { isRole } from '../../../access/roles.ts';
import { InputRefused } from '../../../office/errors.ts';
import { Instant } from '../../../register/fields.ts';
import { type Answer, type Model, seeOther, view } from '../../answer.ts';
import { keepLawSeen } from '../../keep/preference.ts';
import { button, type Page, page } from '../../page.ts';
import type { Visit } from '../../visit.ts';
import { clocksOf } from './clocks.ts';
import { calls, lawChanges } from './news.ts';
import { employersOwn } from './own.ts';
import { waitsFor } from './waits.ts';

interface Doing {
  readonly key: string;
  readonly href: string;
  readonly by: Action;
}

const doing = (key: string, href: string, by: Action): Doing => ({ key, href, by });

/** What somebody of each right does most, as large links; the first few that they may. */
const DOES: readonly Doing[] = [
  doing('protect', '/protection', 'hold.place'),
  doing('approve', '/proposals', 'decision.approve'),
  doing('decline', '/renewals', 'bulk.decline'),
  doing('receive', '/applications/new', 'application.receive'),
  doing('publish', '/law/drafts', 'law.publish'),
  doing('draft', '/law/drafts', 'law.propose'),
  doing('exempt', '/exemptions', 'committee-approval.record'),
  doing('import', '/import', 'import.run'),
  doing('verify', '/audit', 'audit.verify'),
  doing('log', '/audit/log', 'audit.read'),
  doing('readings', '/audit/readings', 'access.read-log'),
  doing('accounts', '/administration/accounts', 'account.create'),
  doing('service', '/administration/service', 'register.configure'),
  doing('contract', '/contracts/new', 'contract.record'),
  doing('quotas', '/quotas', 'quota.read'),
  doing('permits', '/permits', 'permit.read'),
  doing('law', '/law', 'law.read'),
  doing('tokens', '/me', 'token.create'),
];
const DOES_SHOWN = 3;

export const todayPages: readonly Page[] = [page('/today', 'signed-in', todayPage), button('/today/law-seen', 'law.read', lawSeen)];

async function todayPage(visit: Visit): Promise<Answer> {
  const { actor, words, today } = visit;
  const [waits, clocks, law, mentions, own] = await Promise.all([
    waitsFor(visit),
    clocksOf(visit),
    lawChanges(visit),
    calls(visit),
    employersOwn(visit),
  ]);
  const waiting = waits.filter(({ isEmpty }) => !isEmpty);
  return view('pages/today/today', {
    title: words.t('today.title', { name: actor.name }),
    day: words.date(today),
    role: roleWords(visit),
    waitsTitle: words.t(oversees(actor) ? 'today.waits-office' : 'today.waits'),
    waiting,
    isIdle: waits.length > 0 && waiting.length === 0,
    empty: waits.filter(({ isEmpty }) => isEmpty).map(({ title }) => title),
    does: doesOf(visit),
    clocks,
    law,
    mentions,
    own,
  });
}

/** Whoever reads what waits and settles none of it. */
const oversees = (actor: Actor): boolean => may(actor, 'audit.read') && !may(actor, 'decision.propose');

function roleWords({ actor, words }: Visit): string {
  const roles = actor.roles.filter(isRole).map((role) => words.t(`terms.role-${role}`));
  // An account that is called as its role is told it once.
  return words.list(roles.filter((role) => role !== actor.name));
}

const doesOf = ({ actor, words }: Visit): readonly Model[] =>
  DOES.filter(({ by }) => may(actor, by))
    .slice(0, DOES_SHOWN)
    .map(({ key, href }) => {
      // What the ministry receives its asker applies for.
      const message = key === 'receive' && actor.roles.includes('employer') ? 'apply' : key;
      return { href, text: words.t(`today.do-${message}`), what: words.t(`today.do-${message}-what`) };
    });

/** Notes how far the law was read: up to what was on the page, so that what came meanwhile is still told. */
async function lawSeen({ office, actor, form }: Visit): Promise<Answer> {
  const until = Instant.safeParse(form.text('until'));
  if (!until.success) throw new InputRefused([{ field: 'until', reason: 'It is no instant.', remedy: 'Read the page of today again.' }]);
  await keepLawSeen(office.store.db, actor.account, until.data);
  return seeOther('/today#law', 'today.done.law-seen');
}
