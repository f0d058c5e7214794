import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk, SecondPersonAct } from '../../office/desk.ts';
import type { Held } from '../../office/record.ts';
import { propose } from '../../office/second-person.ts';
import { useCase } from '../../office/use-case.ts';
import { PersonErased } from '../../privacy/errors.ts';
import { isNeededByProtection, lockPersons } from '../../protection/persons.ts';
import type { Json } from '../../values/canonical.ts';
import { notBefore } from '../correction.ts';
import { Id, Version } from '../fields.ts';
import { StillNeeded } from './errors.ts';
import { type Worker, worker } from './worker.ts';

/** A closed list and no words: what is said of it is kept for ever beside a person whom nobody may know any more. */
const Erasure = z.object({
  worker: Id,
  version: Version,
  ground: z.enum(['period-over', 'request-of-the-person', 'order-of-a-court', 'recorded-by-mistake']),
});

/**
 * Two persons, and it is the only act of the register of which that must be so whatever the law says: every other mistake is mended by a
 * later event, while a key that was destroyed is nowhere, in no backup of the register either. One hurried or pressed supervisor could
 * take from somebody the proof that they worked here, or that nobody may send them back.
 */
export const eraseWorker = useCase({
  name: 'worker.erase',
  action: 'worker.erase',
  summary: 'Propose to erase a person: the key to names and papers is destroyed once a second person approves',
  input: z.strictObject({ worker: Id, version: Version.optional(), ground: Erasure.shape.ground }),
  output: z.object({ id: Id, proposal: Id, contentHash: z.string(), status: z.literal('waiting') }),
  run: async (desk, { worker: id, version, ground }) => {
    const held = await requireErasable(desk, id, version);
    const content = { worker: id, version: held.version, ground };
    const { id: proposal, state } = await propose(desk, erasureAct.act, { kind: worker.kind, id }, content);
    return { id, proposal, contentHash: state.contentHash, status: 'waiting' as const };
  },
});

export const erasureAct: SecondPersonAct = {
  act: 'erasure',
  approve: 'worker.erase',
  content: async (desk, id, proposed): Promise<Json> => ({ ...Erasure.parse(proposed), version: (await desk.seen(worker, id)).version }),
  carryOut: async (desk, { id: proposal, state: { subject, content } }) => {
    const held = await requireErasable(desk, subject);
    await desk.change(held, {
      event: 'erased',
      trueOn: notBefore(held, desk.today),
      // What the figures count by, such as nationalities, stays; what somebody told in words of their own does not.
      set: { status: 'erased', nationalityGiven: null, formerPermits: null },
      more: { ground: Erasure.parse(content).ground, proposal },
    });
    // In the transaction of its event: there is no erasure without its entry, and no entry without the erasure.
    await desk.office.keyring.erase(desk.tx, subject, desk.office.clock.now());
  },
  letGo: async () => undefined,
};

/**
 * The standings are locked first and until the end: a hold that is being placed at this moment is waited for, and one that comes later
 * finds the person erased and is refused. Every cause is asked for in any case, so that neither sentence nor time tells which it was.
 * @throws PersonErased, StillNeeded
 */
async function requireErasable(desk: Desk, id: string, version?: number): Promise<Held<Worker>> {
  await lockPersons(desk.tx, [id]);
  const held = await desk.held(worker, id, version);
  const { status } = held.state;
  if (status === 'erased') throw new PersonErased(id);
  const { rows: open } = await sql`select 1
    where exists (select from permit where worker = ${id} and "lastDay" >= ${desk.today}::date)
       or exists (select from application where worker = ${id} and status in ('received', 'proposed', 'waiting'))
       or exists (select from decision where worker = ${id} and status in ('proposed', 'waiting', 'approved'))
       or exists (select from departure where worker = ${id} and status in ('planned', 'suspended'))
       or exists (select from notice where worker = ${id} and status in ('drafted', 'served'))`.execute(desk.tx);
  const isNeeded = await isNeededByProtection(desk.tx, id, status === 'departed');
  if (open.length > 0 || isNeeded) throw new StillNeeded(id);
  return held;
}
