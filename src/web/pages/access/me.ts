import { changePassword } from '../../../access/accounts.ts';
import { actionsOf } from '../../../access/actor.ts';
import { createToken, revokeToken, tokensOf } from '../../../access/api-tokens.ts';
import { machineNow } from '../../../access/instant.ts';
import { isRole } from '../../../access/roles.ts';
import { confirmSecondFactor, removeSecondFactor, setUpSecondFactor } from '../../../access/second-factor.ts';
import { revokeSessions, sessionsOf } from '../../../access/sessions.ts';
import { takeUpInvitation } from '../../../office/accounts/accept.ts';
import { InputRefused } from '../../../office/errors.ts';
import { type Answer, type Model, seeOther, view } from '../../answer.ts';
import { button, formPage, openFormPage, type Page, page } from '../../page.ts';
import type { Visit } from '../../visit.ts';

/** One's own account: what one may do, the password, the second factor, open sign-ins, and tokens for programs. */
export const mePages: readonly Page[] = [
  page('/me', 'signed-in', async (visit) => view('pages/access/me', await meModel(visit))),
  ...formPage({
    path: '/me/password',
    by: 'signed-in',
    view: 'pages/access/password',
    read: async () => ({}),
    send: async ({ office, actor, form, words }) => {
      if (form.text('next') !== form.text('again'))
        throw new InputRefused([{ field: 'again', reason: words.t('access.not-the-same'), remedy: words.t('access.not-the-same-remedy') }]);
      await changePassword(office.store.db, actor.account, { old: form.text('old'), next: form.text('next') }, machineNow());
      return seeOther('/sign-in', 'access.done.password');
    },
  }),
  ...formPage({
    path: '/me/second-factor',
    by: 'signed-in',
    view: 'pages/access/second-factor',
    read: async () => ({ begun: null, codes: null, isRemoved: false }),
    send: secondFactor,
  }),
  ...formPage({
    path: '/me/tokens',
    by: 'token.create',
    view: 'pages/access/tokens',
    read: tokensModel,
    send: async (visit) => {
      const { office, actor, form } = visit;
      const days = Number(form.text('days')) || 30;
      const expiresAt = Temporal.Now.instant()
        .add({ hours: days * 24 })
        .toString();
      const { text } = await createToken(
        office.store.db,
        actor,
        { name: form.text('name'), scopes: form.all('scopes'), expiresAt },
        machineNow(),
      );
      return view('pages/access/tokens', { ...(await tokensModel(visit)), text });
    },
  }),
  button('/me/tokens/:token/end', 'token.revoke', async ({ office, actor, params }) => {
    await revokeToken(office.store.db, actor.account, params.token ?? '', machineNow());
    return seeOther('/me/tokens', 'access.done.token-ended');
  }),
  button('/me/sessions/:session/end', 'signed-in', async ({ office, actor, params }) => {
    await revokeSessions(office.store.db, actor.account, machineNow(), params.session ?? '');
    return seeOther('/me', 'access.done.session-ended');
  }),
  ...openFormPage({
    path: '/invitation',
    view: 'pages/access/invitation',
    isSignIn: true,
    read: async () => ({}),
    send: async ({ office, form, words }) => {
      if (form.text('password') !== form.text('again'))
        throw new InputRefused([{ field: 'again', reason: words.t('access.not-the-same'), remedy: words.t('access.not-the-same-remedy') }]);
      await takeUpInvitation(office, { code: form.text('code'), password: form.text('password') });
      return seeOther('/sign-in', 'access.done.accepted');
    },
  }),
];

async function meModel({ office, actor, words }: Visit): Promise<Model> {
  const sessions = await sessionsOf(office.store.db, actor.account, machineNow());
  const { t, instant } = words;
  return {
    name: actor.name,
    roles: actor.roles.filter(isRole).map((role) => ({ name: t(`terms.role-${role}`), what: t(`front.role-${role}`) })),
    sessions: sessions.map(({ session, label, seenAt }) => ({
      id: session,
      label: label.slice(0, 80),
      seen: t('access.seen', { at: instant(seenAt) }),
    })),
  };
}

/** Begin, confirm with a first code, or take off with a code: which one, the button says. */
async function secondFactor({ office, actor, form }: Visit): Promise<Answer> {
  const { db } = office.store;
  const blank = { begun: null, codes: null, isRemoved: false };
  if (form.has('begin'))
    return view('pages/access/second-factor', { ...blank, begun: await setUpSecondFactor(db, actor.account, office.keyring) });
  if (form.has('remove')) {
    await removeSecondFactor(db, actor.account, form.text('code'), office.keyring, machineNow());
    return seeOther('/me', 'access.done.second-factor-off');
  }
  const recoveryCodes = await confirmSecondFactor(db, actor.account, form.text('code'), office.keyring, machineNow());
  return view('pages/access/second-factor', { ...blank, codes: recoveryCodes });
}

async function tokensModel({ office, actor, words }: Visit): Promise<Model> {
  const tokens = await tokensOf(office.store.db, actor.account);
  const { t, instant } = words;
  return {
    text: null,
    scopes: actionsOf(actor).map((action) => ({ value: action, text: action })),
    tokens: tokens.map(({ token, name, expiresAt, usedAt, revokedAt }) => ({
      id: token,
      name,
      says:
        revokedAt !== null
          ? t('access.token-ended')
          : t('access.token-until', { at: instant(expiresAt), used: usedAt === null ? t('access.never') : instant(usedAt) }),
      isOpen: revokedAt === null,
    })),
  };
}
