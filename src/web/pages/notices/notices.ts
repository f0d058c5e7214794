import { may } from '../../../access/actor.ts';
import type { PurposeKind } from '../../../access/read-log.ts';
import { draftNotice } from '../../../register/notices/draft.ts';
import { listNotices, readNotice, readNoticeText } from '../../../register/notices/read.ts';
import { receiveNotice, returnNotice, serveNotice, voidNotice } from '../../../register/notices/serve.ts';
import { type Model, view } from '../../answer.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import { formPage, type Page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { type Kind, recordPages, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { purposeChoices } from '../workers/personal.ts';

const NOTICE_NAME = (record: Values): string => shortId(String(record.id));
export const NOTICE: Subject = { input: 'notice', query: readNotice, name: NOTICE_NAME, path: (id) => `/notices/${id}` };

const notices: Kind = {
  kind: 'notice',
  path: '/notices',
  input: 'notice',
  read: readNotice,
  list: listNotices,
  name: NOTICE_NAME,
  columns: ['kind', 'addressee', 'servedOn', 'receivedOn', 'status'],
  rows: [
    'status',
    'kind',
    'addressee',
    'mission',
    'worker',
    'employer',
    'decision',
    'permit',
    'departure',
    'draftedOn',
    'servedOn',
    'means',
    'receivedOn',
    'author',
  ],
  filters: ['status', 'addressee'],
  acts: ({ actor, words: { t } }, { id, status }) => {
    const at = `/notices/${String(id)}`;
    const serves = may(actor, 'notice.serve');
    return [
      { text: t('notices.read-text'), href: `${at}/text` },
      status === 'drafted' && serves ? { text: t('notices.serve'), href: `${at}/serve`, isMain: true } : null,
      status === 'served' && serves ? { text: t('notices.receive'), href: `${at}/receive`, isMain: true } : null,
      status === 'served' && serves ? { text: t('notices.return'), href: `${at}/return` } : null,
      status === 'drafted' && may(actor, 'notice.draft') ? { text: t('notices.void'), href: `${at}/void` } : null,
    ];
  },
};

const toNotice = (_: unknown, { params }: Pick<Visit, 'params'>): string => `/notices/${params.notice}`;

async function asked({ params, words }: Visit): Promise<Model> {
  return {
    name: shortId(params.notice ?? ''),
    path: `/notices/${params.notice}`,
    purposes: purposeChoices(words),
    text: null,
    isErased: false,
  };
}

export const noticePages: readonly Page[] = [
  ...actPage({ path: '/notices/new', useCase: draftNotice, keepsDraft: true, to: ({ id }) => `/notices/${id}` }),
  ...recordPages(notices),
  ...actPage({ path: '/notices/:notice/serve', useCase: serveNotice, subject: NOTICE, to: toNotice }),
  ...actPage({ path: '/notices/:notice/receive', useCase: receiveNotice, subject: NOTICE, to: toNotice }),
  ...actPage({ path: '/notices/:notice/return', useCase: returnNotice, subject: NOTICE, to: toNotice }),
  ...actPage({ path: '/notices/:notice/void', useCase: voidNotice, subject: NOTICE, to: toNotice }),
  ...formPage({
    path: '/notices/:notice/text',
    by: 'notice.read',
    view: 'pages/notices/text',
    read: async (visit) => {
      await visit.ask(readNotice, { notice: visit.params.notice ?? '', fields: ['kind'] });
      return asked(visit);
    },
    send: async (visit) => {
      const { ask, params, form } = visit;
      const { text } = await ask(readNoticeText, {
        notice: params.notice ?? '',
        purpose: form.text('purpose') as PurposeKind,
        words: form.text('words'),
      });
      return view('pages/notices/text', { ...(await asked(visit)), text, isErased: text === null });
    },
  }),
];
