import { may } from '../../../access/actor.ts';
import { listProposals, readProposal } from '../../../register/proposals/read.ts';
import { approveProposal, returnProposal, withdrawOwnProposal } from '../../../register/proposals/settle.ts';
import { labels } from '../../../register/reading/labels.ts';
import { type Answer, type Model, seeOther, view } from '../../answer.ts';
import { formPage, type Page, page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { nextHref } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { contentModel } from './content.ts';

const STATUSES = ['waiting', 'approved', 'returned', 'withdrawn', 'void'] as const;

/** What waits for a second person: for those who wrote it, and for those who may approve it. */
export const proposalPages: readonly Page[] = [
  page('/proposals', 'proposal.read', listPage),
  ...formPage({ path: '/proposals/:proposal', by: 'proposal.read', view: 'pages/proposals/proposal', read: proposalModel, send: settle }),
];

async function listPage({ ask, query, words, actor }: Visit): Promise<Answer> {
  const status = STATUSES.find((one) => one === query.text('status')) ?? 'waiting';
  const cursor = query.maybe('cursor');
  const { items, next } = await ask(listProposals, { status, limit: 50, ...(cursor === undefined ? {} : { cursor }) });
  const { labels: known } = await ask(labels, { records: { account: items.map(({ author }) => author) } });
  const { t } = words;
  const line = ({ id, act, author }: (typeof items)[number]) => [
    { text: t(`proposals.act-${act.replaceAll('.', '-')}`), href: `/proposals/${id}` },
    author === actor.account ? t('proposals.you') : (known[author] ?? t('records.somebody')),
    shortId(id),
  ];
  return view('pages/proposals/list', {
    status,
    statuses: STATUSES.map((one) => ({
      text: t(`values.proposal-status-${one}`),
      href: `/proposals?status=${one}`,
      isHere: one === status,
    })),
    forMe: items.filter(({ author }) => author !== actor.account).map(line),
    mine: items.filter(({ author }) => author === actor.account).map(line),
    heads: [t('proposals.what'), t('proposals.by'), t('proposals.number')],
    next: next === null ? null : nextHref('/proposals', query.values, next),
  });
}

async function proposalModel(visit: Visit): Promise<Model> {
  const { ask, params, words, actor, office } = visit;
  const proposal = await ask(readProposal, { proposal: params.proposal ?? '' });
  const { act, author, status, holds, changed, earlier, contentHash, why, approver } = proposal;
  const { labels: known } = await ask(labels, { records: { account: [author, ...(approver === null ? [] : [approver])] } });
  const approve = office.secondPersonActs.get(act)?.approve;
  const isMine = author === actor.account;
  const { t } = words;
  return {
    id: proposal.id,
    title: t(`proposals.act-${act.replaceAll('.', '-')}`),
    status,
    statusWords: t(`values.proposal-status-${status}`),
    by: isMine ? t('proposals.you') : (known[author] ?? t('records.somebody')),
    approver: approver === null ? null : (known[approver] ?? t('records.somebody')),
    isMine,
    mayApprove: status === 'waiting' && approve !== undefined && may(actor, approve),
    holds,
    why,
    contentHash,
    content: await contentModel(visit, proposal),
    changed: changed.map(({ field }) => words.maybe(`fields.${field}`) ?? field),
    earlier:
      earlier === null
        ? null
        : {
            href: `/proposals/${earlier.proposal}`,
            why: earlier.why,
            status: t(`values.proposal-status-${earlier.status}`),
            differs: earlier.differs.map(({ field }) => words.maybe(`fields.${field}`) ?? field),
          },
  };
}

/** Which button was pressed. Approving names the hash of what was on the page, so that nothing else can be approved. */
async function settle({ act, form, params }: Visit): Promise<Answer> {
  const proposal = params.proposal ?? '';
  const to = `/proposals/${proposal}`;
  if (form.has('approve')) {
    const { status } = await act(approveProposal, { proposal, contentHash: form.text('contentHash') }, { part: 'approve' });
    return seeOther(to, status === 'approved' ? 'proposals.done.approved' : 'proposals.done.void');
  }
  if (form.has('withdraw')) {
    await act(withdrawOwnProposal, { proposal }, { part: 'withdraw' });
    return seeOther(to, 'proposals.done.withdrawn');
  }
  await act(returnProposal, { proposal, why: form.text('why') }, { part: 'return' });
  return seeOther(to, 'proposals.done.returned');
}
