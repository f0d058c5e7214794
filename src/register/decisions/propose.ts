import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { NotInThisState } from '../../office/errors.ts';
import { newId } from '../../office/ids.ts';
import { propose } from '../../office/second-person.ts';
import { useCase } from '../../office/use-case.ts';
import { Day, Id, Short, Version, Words } from '../fields.ts';
import { grantableTerm } from '../permits/term.ts';
import { approvalUsed, requireServing } from './approval.ts';
import { decisionHash, openFields, sealedOf } from './case-decision.ts';
import { contentOf, type Wishes } from './content.ts';
import { decision } from './decision.ts';
import { DecisionNotOpen, DecisionOfOtherAct, ReasonMissing } from './errors.ts';
import { grantPermit } from './grant.ts';
import { type About, type Matter, matterOf } from './matter.ts';
import { DECISIONS_OF, OPENINGS, type Taken } from './open.ts';

export const Outcome = z.enum(['clear', 'needs-approval', 'barred', 'undecided']);

/** What a decision came to. Nothing of protection: this is kept for a repeated request and may be shown to whoever decided. */
export const Decided = z.object({
  decision: Id,
  version: Version,
  outcome: Outcome,
  taken: z.enum(['grant', 'refuse', 'decline-renewal', 'revoke', 'exempt']),
  status: z.enum(['waiting', 'approved', 'returned', 'done', 'void']),
  proposal: Id.nullable().describe('What a second person is asked; null where none is needed'),
  contentHash: z.string().nullable().describe('Of the proposal'),
  permit: Id.nullable(),
});

/** The days and the number that the officer gives a permit. */
export const PermitWishes = {
  validFrom: Day.optional(),
  validTo: Day.optional(),
  number: Short.optional().describe('The office’s own; one is made where none is given'),
};

export const proposeDecision = useCase({
  name: 'decision.propose',
  action: 'decision.propose',
  summary: 'Decide an application: a clear grant takes effect at once, all else waits for a second person',
  input: z.strictObject({
    application: Id,
    version: Version.optional(),
    taken: z.enum(['grant', 'refuse', 'decline-renewal', 'exempt']),
    reason: Words.optional().describe('Required where the decision departs from the law’s answer'),
    approval: Id.optional().describe('Of an exemption: the Committee approval on which it rests'),
    ...PermitWishes,
  }),
  output: Decided,
  run: async (desk, { application, version, taken, reason, approval, ...wishes }) =>
    decideMatter(desk, { application, permit: null }, { taken, reason, approval, wishes, version }),
});

export interface Taking {
  readonly taken: Taken;
  readonly reason: string | undefined;
  readonly approval?: string | undefined;
  readonly wishes?: Wishes;
  readonly version?: number | undefined;
}

/** The officer's decision on a matter that waits for one. @throws DecisionOfOtherAct, DecisionNotOpen, ReasonMissing, ApprovalDoesNotServe, and what granting throws */
export async function decideMatter(desk: Desk, about: About, taking: Taking): Promise<z.input<typeof Decided>> {
  const { taken, wishes = {}, version } = taking;
  const matter = await matterOf(desk, about, desk.today, { grants: taken === 'grant' || taken === 'exempt', wish: wishes, version });
  const { application } = matter;
  if (application !== null && application.state.status !== 'received')
    throw new NotInThisState(
      `Application ${application.id} is ${application.state.status}.`,
      'What waits is approved, returned or withdrawn first; what was refused or withdrawn is reopened.',
    );
  requireOpen(matter, taking);
  return taken === 'grant' ? grantNow(desk, matter, taking) : askSecond(desk, matter, taking);
}

/** @throws DecisionOfOtherAct, DecisionNotOpen, ReasonMissing */
export function requireOpen(
  { subject, made }: Pick<Matter, 'subject' | 'made'>,
  { taken, reason }: Pick<Taking, 'taken' | 'reason'>,
): void {
  const possible = DECISIONS_OF[subject.act];
  if (!possible.includes(taken)) throw new DecisionOfOtherAct(subject.act, taken, possible);
  const opening = OPENINGS[made.answer.outcome][taken];
  if (!opening.open) throw new DecisionNotOpen(taken, made.answer, opening.why);
  if (opening.deviates && reason === undefined) throw new ReasonMissing(taken, made.answer.outcome);
}

async function grantNow(desk: Desk, matter: Matter, { reason, wishes = {} }: Taking): Promise<z.input<typeof Decided>> {
  const { application, standing, facts, made, term } = matter;
  // INVARIANT: only an application is granted (`DECISIONS_OF`).
  if (application === null || term === null) throw new TypeError('A grant needs an application.');
  const approval = approvalUsed(made.law, facts);
  const number = wishes.number ?? null;
  const given = await grantPermit(desk, { application, standing, facts, term: grantableTerm(term), number, approval });
  const sealed = sealedOf(made, reason ?? null);
  const { id, version } = await desk.create(decision, {
    event: 'decided',
    set: {
      ...fieldsOf(matter, 'grant'),
      decisionHash: decisionHash(sealed),
      approval,
      permit: given.id,
      proposal: null,
      status: 'done',
      author: desk.actor.account,
    },
    sealed,
  });
  await desk.change(application, { event: 'granted', set: { status: 'granted', decision: id } });
  return {
    decision: id,
    version,
    outcome: made.answer.outcome,
    taken: 'grant',
    status: 'done',
    proposal: null,
    contentHash: null,
    permit: given.id,
  };
}

async function askSecond(desk: Desk, matter: Matter, { taken, reason, approval, wishes = {} }: Taking): Promise<z.input<typeof Decided>> {
  const { application, standing, facts, made } = matter;
  const serving = taken === 'exempt' ? requireServing(facts, approval ?? null) : null;
  const id = newId();
  const sealed = sealedOf(made, reason ?? null);
  const content = contentOf(id, matter, { taken, approval: serving, wishes, sealed });
  const asked = await propose(desk, ACT_NAME[taken], { kind: 'decision', id }, content);
  const { version } = await desk.create(
    decision,
    {
      event: 'decided',
      set: {
        ...fieldsOf(matter, taken),
        decisionHash: decisionHash(sealed),
        approval: serving,
        permit: standing?.id ?? null,
        proposal: asked.id,
        status: 'waiting',
        author: desk.actor.account,
      },
      sealed,
    },
    id,
  );
  if (application !== null) await desk.change(application, { event: 'proposed', set: { status: 'waiting', decision: id } });
  return {
    decision: id,
    version,
    outcome: made.answer.outcome,
    taken,
    status: 'waiting',
    proposal: asked.id,
    contentHash: asked.state.contentHash,
    permit: standing?.id ?? null,
  };
}

/** The name of the second person's act for each decision that needs one. */
export const ACT_NAME: Readonly<Record<Taken, string>> = {
  grant: 'grant',
  refuse: 'refusal',
  'decline-renewal': 'non-renewal',
  revoke: 'revocation',
  exempt: 'exemption',
};

function fieldsOf({ application, subject, made }: Matter, taken: Taken) {
  return {
    ...openFields(made),
    application: application?.id ?? null,
    worker: subject.worker,
    employer: subject.employer,
    taken,
    deviates: OPENINGS[made.answer.outcome][taken].deviates,
    approver: null,
  };
}
