import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk, SecondPersonAct } from '../../office/desk.ts';
import { propose } from '../../office/second-person.ts';
import { useCase } from '../../office/use-case.ts';
import { PersonErased } from '../../privacy/errors.ts';
import type { Json } from '../../values/canonical.ts';
import { Id, Version } from '../fields.ts';
import { StillNeeded } from './errors.ts';
import { worker } from './worker.ts';

const GROUNDS = ['period-over', 'request-of-the-person', 'order-of-a-court', 'recorded-by-mistake'] as const;

/** A destroyed key is for ever, so two persons are needed: nothing else in the register cannot be mended by a later event. */
export const eraseWorker = useCase({
  name: 'worker.erase',
  action: 'worker.erase',
  summary: 'Propose to erase a person: the key to names and papers is destroyed once a second person approves',
  input: z.strictObject({ worker: Id, version: Version.optional(), ground: z.enum(GROUNDS) }),
  output: z.object({ id: Id, proposal: Id, status: z.literal('waiting') }),
  run: async (desk, { worker: id, version, ground }) => {
    await requireErasable(desk, id, version);
    const { id: proposal } = await propose(desk, erasureAct.act, { kind: worker.kind, id }, await contentOf(desk, id, ground));
    return { id, proposal, status: 'waiting' as const };
  },
});

export const erasureAct: SecondPersonAct = {
  act: 'erasure',
  approve: 'worker.erase',
  content: (desk, id, proposed) => contentOf(desk, id, (proposed as { readonly ground: string }).ground),
  carryOut: async (desk, { state: { subject, content } }) => {
    const held = await requireErasable(desk, subject);
    await desk.change(held, {
      event: 'erased',
      set: { status: 'erased', nationalityGiven: null, formerPermits: null },
      more: { ground: (content as { readonly ground: string }).ground },
    });
    // In the transaction of its event: there is no erasure without its entry, and no entry without the erasure.
    await desk.office.keyring.erase(desk.tx, subject, desk.office.clock.now());
  },
  letGo: async () => undefined,
};

async function contentOf(desk: Desk, id: string, ground: string): Promise<Json> {
  const { version } = await desk.seen(worker, id);
  return { worker: id, version, ground };
}

/** @throws PersonErased, StillNeeded */
async function requireErasable(desk: Desk, id: string, version?: number) {
  const held = await desk.held(worker, id, version);
  if (held.state.status === 'erased') throw new PersonErased(id);
  const { rows } = await sql`select 1
    where exists (select from permit where worker = ${id} and "lastDay" >= ${desk.today}::date)
       or exists (select from application where worker = ${id} and status in ('received', 'proposed', 'waiting'))
       or exists (select from decision where worker = ${id} and status in ('proposed', 'waiting', 'approved'))
       or exists (select from departure where worker = ${id} and status in ('planned', 'suspended'))
       or exists (select from notice where worker = ${id} and status in ('drafted', 'served'))
       or coalesce(protection_forbids(${id}), false)`.execute(desk.tx);
  if (rows.length > 0) throw new StillNeeded(id);
  return held;
}
