import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk } from '../office/desk.ts';
import { InputRefused, NotInThisState } from '../office/errors.ts';
import { Day, Evidence, Id, Short, Version, Words, Written } from '../office/fields.ts';
import { useCase } from '../office/use-case.ts';
import type { Json } from '../values/canonical.ts';
import type { IsoDate } from '../values/dates.ts';
import { assessment } from './assessment.ts';
import { lockStanding, standAssessed } from './standing.ts';

export const openAssessment = useCase({
  name: 'assessment.open',
  action: 'assessment.record',
  summary: 'Open an assessment: while it is pending nobody can order the person to leave',
  input: z.strictObject({
    worker: Id,
    openedOn: Day.optional(),
    ground: Words.describe('What the person fears, in words'),
    namedBy: Short.nullable().default(null),
    before: Short.nullable().default(null).describe('The authority that assesses'),
    papers: z.array(Evidence).max(50).default([]),
  }),
  output: Written,
  run: async (desk, { worker, openedOn = desk.today, ground, namedBy, before, papers }) => {
    requireReached(desk, 'openedOn', openedOn);
    const own = await lockStanding(desk.tx, worker);
    if (own.assessment === 'pending')
      throw new NotInThisState('An assessment of this person is pending.', 'Settle it first; one procedure runs at a time.');
    const { id, version } = await desk.create(assessment, {
      event: 'opened',
      trueOn: openedOn,
      set: { worker, ordinal: await nextOrdinal(desk, worker), outcome: 'pending', openedOn, author: desk.actor.account },
      sealed: { ground, namedBy, before, papers: papers as Json },
    });
    await standAssessed(desk, worker, { assessment: 'pending', returnProhibited: null });
    return { id, version };
  },
});

/**
 * Records what the assessing authority found. One officer is enough where the lifting of a hold takes two: it is not this desk that
 * judges here, and the paper of the authority that did is required.
 */
export const settleAssessment = useCase({
  name: 'assessment.settle',
  action: 'assessment.record',
  summary: 'Record what an assessment found: upheld, return is prohibited; or refused, it is not',
  input: z.strictObject({
    assessment: Id,
    version: Version.optional(),
    outcome: z.enum(['upheld', 'refused']),
    returnProhibited: z.boolean().nullable().optional().describe('As the paper says it; it must agree with the outcome'),
    settledOn: Day.optional(),
    reason: Words,
    paper: Evidence,
  }),
  output: Written,
  run: async (desk, { assessment: id, version, outcome, returnProhibited, settledOn = desk.today, reason, paper }) => {
    const prohibited = outcome === 'upheld';
    if (returnProhibited !== undefined && returnProhibited !== null && returnProhibited !== prohibited)
      throw contradiction(outcome, prohibited);
    const { worker } = (await desk.seen(assessment, id)).state;
    await lockStanding(desk.tx, worker);
    const held = await desk.held(assessment, id, version);
    if (held.state.outcome !== 'pending')
      throw new NotInThisState(
        `Assessment ${id} was settled: ${held.state.outcome}.`,
        'Open a new assessment; it then counts in place of this one.',
      );
    requireReached(desk, 'settledOn', settledOn, held.state.openedOn);
    const settled = await desk.change(held, {
      event: outcome,
      trueOn: settledOn,
      set: { outcome, settledOn, returnProhibited: prohibited },
      sealed: { reason, paper: paper as Json },
    });
    await standAssessed(desk, worker, { assessment: outcome, returnProhibited: prohibited });
    return { id, version: settled.version };
  },
});

/** Without it the law cannot tell whether return is prohibited, and no duty to leave is certain: not having asked is not a no. */
export const findNothing = useCase({
  name: 'assessment.find-nothing',
  action: 'assessment.record',
  summary: 'Record that a person was asked, in a language of theirs, and named nothing that speaks against return',
  input: z.strictObject({ worker: Id, askedOn: Day.optional(), words: Words, papers: z.array(Evidence).max(50).default([]) }),
  output: Written,
  run: async (desk, { worker, askedOn = desk.today, words, papers }) => {
    requireReached(desk, 'askedOn', askedOn);
    const own = await lockStanding(desk.tx, worker);
    if (own.assessment !== null && own.assessment !== 'none')
      throw new NotInThisState(`The last assessment of this person is ${own.assessment}.`, 'Open a new assessment and settle it.');
    const { id, version } = await desk.create(assessment, {
      event: 'nothing-found',
      trueOn: askedOn,
      set: {
        worker,
        ordinal: await nextOrdinal(desk, worker),
        outcome: 'none',
        openedOn: askedOn,
        settledOn: askedOn,
        returnProhibited: false,
        author: desk.actor.account,
      },
      sealed: { reason: words, papers: papers as Json },
    });
    await standAssessed(desk, worker, { assessment: 'none', returnProhibited: false });
    return { id, version };
  },
});

/** INVARIANT: the standing of the worker is locked, so nobody else counts at this moment. */
async function nextOrdinal(desk: Desk, worker: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(ordinal), 0) + 1 as next from protection_assessment where worker = ${worker}`.execute(desk.tx);
  return rows[0]?.next ?? 1;
}

/** The same refusal as at the door of a case. */
function contradiction(outcome: string, prohibited: boolean): InputRefused {
  return new InputRefused([
    {
      field: 'returnProhibited',
      reason: `The assessment is ${outcome}, which makes this ${String(prohibited)}.`,
      remedy: 'Correct the assessment or returnProhibited; nobody is sent back on a contradiction.',
    },
  ]);
}

function requireReached(desk: Desk, field: string, day: IsoDate, from?: IsoDate): void {
  if (day > desk.today)
    throw new InputRefused([{ field, reason: `${day} has not come yet.`, remedy: 'Give the day on which it happened.' }]);
  if (from !== undefined && day < from)
    throw new InputRefused([
      { field, reason: `${day} is before ${from}, when it was opened.`, remedy: 'Give the day on which it happened.' },
    ]);
}
