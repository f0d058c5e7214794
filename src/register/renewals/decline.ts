import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { InputRefused, NotInThisState } from '../../office/errors.ts';
import { newId } from '../../office/ids.ts';
import type { LawInForce } from '../../office/law.ts';
import type { Held } from '../../office/record.ts';
import { type Proposal, propose, type SecondPersonAct } from '../../office/second-person.ts';
import { query, useCase } from '../../office/use-case.ts';
import { ERASED } from '../../privacy/seal.ts';
import type { Json } from '../../values/canonical.ts';
import { decisionHash, openFields } from '../decisions/case-decision.ts';
import { decision } from '../decisions/decision.ts';
import { Country, Day, Id, Version, Words } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { bulkDecline } from './bulk-decline.ts';
import { type Due, dueIn, dueLocked, type Selection } from './due.ts';
import { type Exception, exceptionOf } from './exceptions.ts';
import { type BulkSecret, linesIn, listContent, listHash, sealedLine } from './list.ts';

export const BULK_DECLINE = 'bulk-decline';
/** One transaction, one list that a person can be asked about. */
const NUMBER_MAX = 20_000;

const SELECTION = {
  endsFrom: Day.describe('Permits whose last day is this day or later'),
  endsTo: Day.describe('…and this day or earlier'),
  employer: Id.optional(),
  nationality: Country.optional(),
  permits: z.array(Id).min(1).max(NUMBER_MAX).optional().describe('These of them alone'),
  leaveOut: z.array(Id).max(NUMBER_MAX).default([]).describe('Permits to leave out, whatever the law says of them'),
};

const ExceptionShown = z.object({
  permit: Id,
  kind: z.enum(['left-out', 'taken', 'protected', 'approval', 'clear', 'undecided']),
  why: z.string(),
  missing: z.array(z.string()),
});

export const previewDecline = query({
  name: 'bulk-decline.preview',
  action: 'bulk.decline',
  summary: 'See which renewals would be declined in one act: the exceptions first, then the exact list',
  input: z.strictObject(SELECTION),
  output: z.object({
    asOf: Day,
    exceptions: z.array(ExceptionShown),
    number: z.int().describe('How many would be declined'),
    listHash: z.string().describe('Of the list; proposing with it refuses any other'),
    list: z.array(
      z.object({
        permit: Id,
        version: Version,
        worker: Id,
        employer: Id,
        lastDay: Day,
        outcome: z.string(),
        un: z.string(),
        national: z.string(),
      }),
    ),
  }),
  run: async ({ db, office, day }, { leaveOut, ...selection }) => {
    const { declined, exceptions } = sorted(await dueIn(db, office.host, await office.law(db), selection, day), leaveOut);
    return {
      asOf: day,
      exceptions: exceptions.map((exception) => ({ ...exception, missing: [...exception.missing] })),
      number: declined.length,
      listHash: listHash(declined),
      list: declined.map(({ permit, version, worker, employer, lastDay, made: { answer } }) => ({
        ...{ permit, version, worker, employer, lastDay },
        outcome: answer.outcome,
        un: answer.un.outcome,
        national: answer.national.outcome,
      })),
    };
  },
});

export const proposeDecline = useCase({
  name: 'bulk-decline.propose',
  action: 'bulk.decline',
  summary: 'Propose to decline renewals in one act; a second person approves exactly that list',
  input: z.strictObject({
    ...SELECTION,
    listHash: z.string().optional().describe('Of the list that was looked at: any other is refused'),
    reason: Words.optional(),
  }),
  output: z.object({
    bulkDecline: Id,
    version: Version,
    proposal: Id,
    contentHash: z.string(),
    number: z.int(),
    listHash: z.string(),
    exceptions: z.int().describe('How many permits of the selection are not on the list'),
  }),
  run: async (desk, { leaveOut, listHash: looked, reason = null, ...selection }) => {
    const law = await desk.office.law(desk.tx);
    const { declined, exceptions } = await listNow(desk, law, selection, leaveOut);
    const hash = listHash(declined);
    if (looked !== undefined && looked !== hash)
      throw new NotInThisState(
        'The list is no longer the one that was looked at.',
        'Look at it again (`bulk-decline.preview`), then propose it with its hash.',
      );
    const id = newId();
    const secret: BulkSecret = { salt: randomBytes(32).toString('base64'), reason };
    const asked = await propose(desk, BULK_DECLINE, { kind: bulkDecline.kind, id }, listContent(declined, secret, desk.today, law));
    const set = {
      asOf: desk.today,
      number: declined.length,
      listHash: hash,
      status: 'waiting',
      proposal: asked.id,
      author: desk.actor.account,
    };
    const { version } = await desk.create(bulkDecline, { event: 'proposed', set, sealed: { ...secret } }, id);
    const { contentHash } = asked.state;
    return {
      bulkDecline: id,
      version,
      proposal: asked.id,
      contentHash,
      number: declined.length,
      listHash: hash,
      exceptions: exceptions.length,
    };
  },
});

async function listNow(desk: Desk, law: LawInForce, selection: Selection, leaveOut: readonly string[]): Promise<ReturnType<typeof sorted>> {
  const found = sorted(await dueIn(desk.tx, desk.office.host, law, selection, desk.today), leaveOut);
  const { length } = found.declined;
  if (length === 0)
    throw new InputRefused([
      {
        field: 'endsTo',
        reason: 'No renewal of this selection is barred.',
        remedy: 'Look at the exceptions (`bulk-decline.preview`); each is decided by itself.',
      },
    ]);
  if (length > NUMBER_MAX)
    throw new InputRefused([
      {
        field: 'endsTo',
        reason: `${length} renewals are more than one act carries.`,
        remedy: `Narrow the days or the employer to ${NUMBER_MAX} at the most.`,
      },
    ]);
  return found;
}

function sorted(
  due: readonly Due[],
  leaveOut: readonly string[],
): { readonly declined: readonly Due[]; readonly exceptions: readonly Exception[] } {
  const leftOut = new Set(leaveOut);
  const [declined, exceptions]: [Due[], Exception[]] = [[], []];
  for (const each of due) {
    const exception = exceptionOf(each, leftOut);
    if (exception === null) declined.push(each);
    else exceptions.push(exception);
  }
  return { declined, exceptions };
}

/** Whatever changes one line of the list, or makes an exception of it, ends the whole proposal: the second person approved that list and no other. */
export const bulkDeclineAct: SecondPersonAct = {
  act: BULK_DECLINE,
  approve: 'bulk.approve',
  content: async (desk, subject, proposed) => {
    const held = await desk.held(bulkDecline, subject);
    const law = await desk.office.law(desk.tx);
    const permits = linesIn(proposed).map((line) => line.permit);
    const due = await dueLocked(desk.tx, desk.office.host, law, permits, held.state.asOf);
    const { declined } = sorted(due, []);
    return listContent(declined, await secretOf(desk, held), held.state.asOf, law);
  },
  carryOut: async (desk, approved) => {
    const held = await desk.held(bulkDecline, approved.state.subject);
    const law = await desk.office.law(desk.tx);
    const permits = linesIn(approved.state.content).map((line) => line.permit);
    const due = await dueLocked(desk.tx, desk.office.host, law, permits, held.state.asOf);
    await writeDeclined(desk, due, await secretOf(desk, held), approved);
    await desk.change(held, { event: 'carried-out', set: { status: 'done', approver: desk.actor.account } });
  },
  letGo: async (desk, ended) => {
    const held = await desk.held(bulkDecline, ended.state.subject);
    const status = ended.state.status === 'returned' ? 'returned' : 'void';
    await desk.change(held, { event: status === 'returned' ? 'returned' : 'voided', set: { status } });
  },
};

/** A decision for each permit, as if it had been decided alone, and the permit that runs to its end: two statements for some hundreds. */
async function writeDeclined(desk: Desk, due: readonly Due[], secret: BulkSecret, approved: Held<Proposal>): Promise<void> {
  await desk.createMany(
    decision,
    due.map((each) => {
      const sealed = sealedLine(each, secret);
      const set: Readonly<Record<string, Json>> = {
        ...openFields(each.made),
        application: null,
        permit: each.permit,
        worker: each.worker,
        employer: each.employer,
        decisionHash: decisionHash(sealed),
        approval: null,
        taken: 'decline-renewal',
        deviates: false,
        proposal: approved.id,
        status: 'approved',
        author: approved.state.author,
        approver: desk.actor.account,
      };
      return { id: newId(), event: 'decided', set, sealed };
    }),
  );
  const held = await desk.heldMany(
    permit,
    due.map((each) => each.permit),
  );
  await desk.changeMany(
    permit,
    held.map((each) => [each, { event: 'renewal-declined', set: { status: 'not-renewed' } }]),
  );
}

async function secretOf(desk: Desk, held: Parameters<Desk['opened']>[0]): Promise<BulkSecret> {
  const sealed = await desk.opened(held);
  // INVARIANT: it belongs to nobody, and nobody is never erased.
  if (sealed === ERASED) throw new TypeError('The secret of a list was erased.');
  return sealed as unknown as BulkSecret;
}
