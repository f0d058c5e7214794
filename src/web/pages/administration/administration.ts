import { may } from '../../../access/actor.ts';
import { inviteAccount } from '../../../office/accounts/invite.ts';
import { createAccount, disableAccount, enableAccount } from '../../../office/accounts/keep.ts';
import { listAccounts, readAccount } from '../../../office/accounts/read.ts';
import { proposeReset } from '../../../office/accounts/reset.ts';
import { endRole, proposeRole } from '../../../office/accounts/roles.ts';
import { labels } from '../../../register/reading/labels.ts';
import { retentionClasses, retentionDue } from '../../../register/retention/due.ts';
import { type Answer, type Model, view } from '../../answer.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import { formPage, type Page, page } from '../../page.ts';
import { type Cell, shortId } from '../../records/cell.ts';
import { nextHref } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { jobPages } from './jobs.ts';
import { serviceModel } from './service.ts';

const ACCOUNT: Subject = {
  input: 'account',
  query: readAccount,
  name: ({ name }) => String(name),
  path: (id) => `/administration/accounts/${id}`,
};

const toAccount = (_: unknown, { params }: Pick<Visit, 'params'>): string => `/administration/accounts/${params.account}`;

/** Accounts, long work and the service itself. Nothing here shows a case. */
export const administrationPages: readonly Page[] = [
  page('/administration/accounts', 'account.read', accounts),
  ...actPage({ path: '/administration/accounts/new', useCase: createAccount, to: ({ account }) => `/administration/accounts/${account}` }),
  page('/administration/accounts/:account', 'account.read', account),
  ...actPage({
    path: '/administration/accounts/:account/role',
    useCase: proposeRole,
    subject: ACCOUNT,
    without: ['until'],
    to: ({ proposal }) => `/proposals/${proposal}`,
  }),
  ...actPage({ path: '/administration/accounts/:account/end-role', useCase: endRole, subject: ACCOUNT, isDangerous: true, to: toAccount }),
  ...actPage({
    path: '/administration/accounts/:account/disable',
    useCase: disableAccount,
    subject: ACCOUNT,
    isDangerous: true,
    to: toAccount,
  }),
  ...actPage({ path: '/administration/accounts/:account/enable', useCase: enableAccount, subject: ACCOUNT, to: toAccount }),
  ...actPage({
    path: '/administration/accounts/:account/reset',
    useCase: proposeReset,
    subject: ACCOUNT,
    to: ({ proposal }) => `/proposals/${proposal}`,
  }),
  ...formPage({
    path: '/administration/accounts/:account/invitation',
    by: 'account.create',
    view: 'pages/administration/invitation',
    read: invitation,
    send: invite,
  }),
  page('/administration/service', 'register.configure', async (visit) => view('pages/administration/service', await serviceModel(visit))),
  ...jobPages,
  page('/administration/retention', 'retention.read', retention),
];

async function accounts({ ask, words, actor }: Visit): Promise<Answer> {
  const { items } = await ask(listAccounts, {});
  const { t } = words;
  return view('pages/administration/accounts', {
    mayCreate: may(actor, 'account.create'),
    heads: [
      t('administration.account'),
      t('access.login'),
      t('administration.roles'),
      t('administration.second-factor'),
      t('fields.status'),
    ],
    lines: items.map((one): readonly Cell[] => [
      { text: one.name, href: `/administration/accounts/${one.account}` },
      one.login,
      one.roles.length === 0 ? t('records.none') : words.list(one.roles.map((role) => t(`terms.role-${role}`))),
      t(one.hasSecondFactor ? 'fields.yes' : 'fields.no'),
      one.disabledAt === null ? { text: t('administration.active'), kind: 'done' } : { text: t('administration.disabled'), kind: 'barred' },
    ]),
  });
}

async function account({ ask, words, params, actor }: Visit): Promise<Answer> {
  const found = await ask(readAccount, { account: params.account ?? '' });
  const named = found.grants.flatMap(({ proposedBy, approvedBy }) => [proposedBy, approvedBy]).filter((id) => id !== null);
  const { labels: known } = await ask(labels, { records: { account: named } });
  const { t, instant } = words;
  const at = `/administration/accounts/${params.account}`;
  const can = (action: Parameters<typeof may>[1], key: string, href: string) =>
    may(actor, action) ? [{ text: t(`administration.${key}`), href: `${at}/${href}` }] : [];
  return view('pages/administration/account', {
    name: found.name,
    login: found.login ?? '',
    rows: [
      { key: t('access.login'), text: found.login },
      { key: t('administration.second-factor'), text: t(found.hasSecondFactor ? 'fields.yes' : 'fields.no') },
      {
        key: t('fields.status'),
        text:
          found.disabledAt === null ? t('administration.active') : t('administration.disabled-since', { at: instant(found.disabledAt) }),
      },
    ],
    acts: [
      ...can('role.propose', 'propose-role', 'role'),
      ...(found.roles.length > 0 ? can('role.end', 'end-role', 'end-role') : []),
      ...can('account.create', 'invite', 'invitation'),
      ...can('account.reset', 'reset', 'reset'),
      ...can('account.disable', found.disabledAt === null ? 'disable' : 'enable', found.disabledAt === null ? 'disable' : 'enable'),
    ],
    heads: [
      t('fields.role'),
      t('administration.granted'),
      t('administration.proposed-by'),
      t('administration.approved-by'),
      t('administration.ended'),
    ],
    lines: found.grants.map((grant): readonly Cell[] => [
      t(`terms.role-${grant.role}`),
      instant(grant.grantedAt),
      grant.proposedBy === null ? t(`administration.source-${grant.source}`) : (known[grant.proposedBy] ?? shortId(grant.proposedBy)),
      grant.approvedBy === null ? t('records.none') : (known[grant.approvedBy] ?? shortId(grant.approvedBy)),
      grant.endedAt === null ? t('administration.goes-on') : instant(grant.endedAt),
    ]),
  });
}

async function invitation({ ask, params }: Visit): Promise<Model> {
  const { name } = await ask(readAccount, { account: params.account ?? '' });
  return { name, path: `/administration/accounts/${params.account}`, code: null, expires: '' };
}

/** The code is shown once, to whoever invites; they give it to the person by another way. */
async function invite(visit: Visit): Promise<Answer> {
  const { office, actor, params, words } = visit;
  const { code, expiresAt } = await inviteAccount(office, actor, params.account ?? '');
  return view('pages/administration/invitation', { ...(await invitation(visit)), code, expires: words.instant(expiresAt) });
}

/** One class of records after the other: each has a period of its own, and a reason for it. */
async function retention({ ask, words, query }: Visit): Promise<Answer> {
  const classes = retentionClasses();
  const chosen = classes.find((name) => name === query.text('class')) ?? classes[0] ?? '';
  const cursor = query.maybe('cursor');
  const { t, date } = words;
  const { items, next, years, reason } = await ask(retentionDue, { class: chosen, ...(cursor === undefined ? {} : { cursor }) });
  return view('pages/administration/retention', {
    classes: classes.map((name) => ({
      text: t(`administration.class-${name}`),
      href: `/administration/retention?class=${name}`,
      isHere: name === chosen,
    })),
    years: t('administration.years', { n: years }),
    reason,
    heads: [t('administration.record'), t('records.worker'), t('administration.since'), t('administration.due-on')],
    lines: items.map(({ id, worker, since, dueOn }): readonly Cell[] => [
      shortId(id),
      worker === null ? t('records.none') : { text: shortId(worker), href: `/workers/${worker}` },
      date(since),
      date(dueOn),
    ]),
    next: next === null ? null : nextHref('/administration/retention', query.values, next),
  });
}
