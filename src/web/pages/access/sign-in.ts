import { NoSuchRecord } from '../../../access/errors.ts';
import { machineNow } from '../../../access/instant.ts';
import { login } from '../../../access/login.ts';
import { endSession } from '../../../access/sessions.ts';
import { type Answer, seeOther } from '../../answer.ts';
import { sessionCookies } from '../../door/arrival.ts';
import { cookieOf } from '../../door/cookies.ts';
import { wayOn } from '../../door/where-to.ts';
import { keepLanguage } from '../../keep/preference.ts';
import type { DemoAccount, WebOptions } from '../../options.ts';
import { openFormPage, type Page } from '../../page.ts';
import type { Visit } from '../../visit.ts';
import { isLocale } from '../../words/locale.ts';

type Open = Visit<Visit['actor'] | null>;

/** Signing in and out, and choosing a language. */
export function signInPages({ demo = [], hasProvider = false }: WebOptions): readonly Page[] {
  return [
    ...openFormPage({
      path: '/sign-in',
      view: 'pages/access/sign-in',
      isSignIn: true,
      read: async ({ query, form }) => ({
        next: form.maybe('next') ?? query.text('next'),
        hasProvider,
        providerFailed: hasProvider && query.text('provider') === 'failed',
        demo: demo.map(shown),
        asksCode: form.has('code'),
      }),
      send: async (visit) => {
        const { form } = visit;
        const code = form.maybe('code');
        return enter(visit, {
          login: form.text('login'),
          password: form.text('password'),
          ...(code === undefined ? {} : { code }),
        });
      },
    }),
    { method: 'POST', path: '/demo/sign-in', by: 'everybody', isSignIn: true, run: (visit) => enterAsDemo(visit, demo) },
    { method: 'POST', path: '/sign-out', by: 'everybody', run: leave },
    { method: 'POST', path: '/language', by: 'everybody', run: chooseLanguage },
  ];
}

const shown = ({ login: name, roles }: DemoAccount) => ({ login: name, role: roles[0] ?? '' });

async function enter(visit: Open, given: { readonly login: string; readonly password: string; readonly code?: string }): Promise<Answer> {
  const { office, request, form } = visit;
  const label = (request.headers['user-agent'] ?? 'browser').slice(0, 200);
  const session = await login(office.store.db, { ...given, address: request.ip, label }, office.keyring);
  return seeOther(wayOn(form.maybe('next'), '/today'), undefined, await sessionCookies(office, request, session));
}

/** An example's accounts are entered with one press; the password is a real one all the same. */
async function enterAsDemo(visit: Open, demo: readonly DemoAccount[]): Promise<Answer> {
  const account = demo.find((one) => one.login === visit.form.text('login'));
  if (account === undefined) throw new NoSuchRecord('account', visit.form.text('login'));
  return enter(visit, { login: account.login, password: account.password });
}

async function leave({ office, request }: Open): Promise<Answer> {
  const token = cookieOf(request, 'session');
  if (token !== undefined) await endSession(office.store.db, token, machineNow());
  return seeOther('/', 'access.done.signed-out', [{ name: 'session', value: null }]);
}

async function chooseLanguage({ office, actor, form }: Open): Promise<Answer> {
  const language = form.text('language');
  const back = wayOn(form.maybe('back'), '/');
  if (!isLocale(language)) return seeOther(back);
  if (actor !== null) await keepLanguage(office.store.db, actor.account, language);
  return seeOther(back, undefined, [{ name: 'language', value: language }]);
}
