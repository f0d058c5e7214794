import { may } from '../../../access/actor.ts';
import { bundleText } from '../../../audit/bundle.ts';
import type { CaseInput } from '../../../decide/case.ts';
import type { Decision as Answer } from '../../../decide/decision.ts';
import { lawOf } from '../../../office/law.ts';
import { amendDecision } from '../../../register/decisions/amend.ts';
import { listDecisions, readDecision } from '../../../register/decisions/read.ts';
import { readWorking } from '../../../register/decisions/replay.ts';
import { listNotices } from '../../../register/notices/read.ts';
import { bundleOfDecision } from '../../../register/proof/bundle.ts';
import { outsider } from '../../../register/reading/masks.ts';
import { file } from '../../answer.ts';
import { actPage, type Subject } from '../../forms/act.ts';
import { factsModel } from '../../law/facts.ts';
import { verdictModel } from '../../law/verdict.ts';
import { type Page, page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { type Kind, recordPages, type Section, type Values } from '../../records/record.ts';
import { relatedSections } from '../../records/related.ts';
import type { Visit } from '../../visit.ts';

const DECISION_NAME = (record: Values): string => shortId(String(record.id));
export const DECISION: Subject = { input: 'decision', query: readDecision, name: DECISION_NAME, path: (id) => `/decisions/${id}` };

const seesWorking = ({ actor }: Visit): boolean => outsider(actor, 'decision') === null;

const decisions: Kind = {
  kind: 'decision',
  path: '/decisions',
  input: 'decision',
  read: readDecision,
  list: listDecisions,
  name: DECISION_NAME,
  columns: ['asOf', 'act', 'outcome', 'taken', 'employer', 'status'],
  rows: [
    'status',
    'taken',
    'asOf',
    'act',
    'outcome',
    'un',
    'national',
    'gap',
    'worker',
    'employer',
    'application',
    'permit',
    'approval',
    'deviates',
    'author',
    'approver',
  ],
  filters: ['outcome', 'taken', 'status', 'deviates'],
  top: async (visit, record) => {
    if (!seesWorking(visit)) return null;
    const { words } = visit;
    const { answer, law, reason } = await workingOf(visit, String(record.id));
    const lead = words.t('decisions.law-said', { day: words.date(String(record.asOf)) });
    return {
      include: 'pages/decisions/taken',
      model: {
        taken: words.t(`values.taken-${String(record.taken)}`),
        reason,
        verdict: verdictModel(answer, law, words, { lead, why: `/decisions/${String(record.id)}/why` }),
      },
    };
  },
  acts: ({ actor, words: { t } }, { id, status, proposal, taken, author }) => {
    const at = `/decisions/${String(id)}`;
    const isLive = status === 'approved' || status === 'done';
    return [
      typeof proposal === 'string' && status === 'waiting' && (may(actor, 'decision.approve') || author === actor.account)
        ? { text: t('decisions.to-proposal'), href: `/proposals/${proposal}`, isMain: true }
        : null,
      isLive && may(actor, 'notice.draft')
        ? { text: t('decisions.draft-notice'), href: `/notices/new?decision=${String(id)}`, isMain: true }
        : null,
      outsider(actor, 'decision') === null ? { text: t('decisions.letter'), href: `${at}/letter` } : null,
      may(actor, 'decision.propose') && taken !== 'grant' && (status === 'waiting' || status === 'approved' || status === 'returned')
        ? { text: t('decisions.amend'), href: `${at}/amend` }
        : null,
      may(actor, 'audit.bundle') ? { text: t('decisions.bundle'), href: `${at}/bundle` } : null,
    ];
  },
  sections: async (visit, record): Promise<readonly Section[]> => {
    const sections: Section[] = [];
    if (seesWorking(visit)) {
      const { input, law } = await workingOf(visit, String(record.id));
      const { t } = visit.words;
      const sources = {
        worker: { href: `/workers/${String(record.worker)}`, text: t('records.worker') },
        employer: { href: `/employers/${String(record.employer)}`, text: t('records.employer') },
      };
      sections.push({
        id: 'facts',
        title: t('decisions.facts-then'),
        include: 'law/facts',
        model: factsModel(input, law, visit.words, sources),
      });
    }
    return [
      ...sections,
      ...(await relatedSections(visit, [
        {
          of: { kind: 'notice', path: '/notices' },
          columns: ['addressee', 'servedOn', 'status'],
          list: listNotices,
          input: { decision: record.id },
        },
      ])),
    ];
  },
};

export interface Working {
  readonly answer: Answer;
  readonly input: CaseInput;
  readonly law: Awaited<ReturnType<typeof lawOf>>;
  readonly reason: string | null;
}

/** The case, the answer and the law of a decision, as they were. */
export async function workingOf({ ask, office }: Visit, id: string): Promise<Working> {
  const { case: input, decision, reason, law } = await ask(readWorking, { decision: id });
  return { answer: decision as unknown as Answer, input: input as unknown as CaseInput, law: await lawOf(office.store.db, law), reason };
}

export const decisionPages: readonly Page[] = [
  ...recordPages(decisions),
  ...actPage({
    path: '/decisions/:decision/amend',
    useCase: amendDecision,
    subject: DECISION,
    to: ({ proposal, decision }) => (proposal === null ? `/decisions/${decision}` : `/proposals/${proposal}`),
  }),
  page('/decisions/:decision/bundle', 'audit.bundle', async ({ office, actor, params }) => {
    const bundle = await bundleOfDecision(office, actor, params.decision ?? '');
    return file(`decision-${shortId(params.decision ?? '')}.bundle.json`, 'application/json; charset=utf-8', bundleText(bundle));
  }),
];
