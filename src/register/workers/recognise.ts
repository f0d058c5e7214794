import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { InputRefused, NotInThisState } from '../../office/errors.ts';
import type { Held } from '../../office/record.ts';
import { useCase } from '../../office/use-case.ts';
import { PersonErased } from '../../privacy/errors.ts';
import { TOKEN_KINDS } from '../../privacy/tokens.ts';
import { lockPersons } from '../../protection/persons.ts';
import { settle } from '../../protection/standing.ts';
import { Id, Version, Words, Written } from '../fields.ts';
import { note } from '../notes/note.ts';
import { agreementOf } from './candidates.ts';
import { oneWith } from './one-person.ts';
import { type Worker, worker as workerKind } from './worker.ts';

/*
 * That two records are one person is said by an officer, never by a likeness. Nothing is merged: both records, their permits and decisions
 * stay as they are, the one only names the other. What an officer has to say of it names people, so it is kept as a note of the worker,
 * under the worker's key; what agreed stands open in the event.
 */

export const recogniseWorker = useCase({
  name: 'worker.recognise',
  action: 'worker.recognise',
  summary: 'Say that two records are of one person; both stay as they are, and one names the other',
  input: z.strictObject({
    worker: Id,
    version: Version.optional(),
    samePersonAs: Id.describe('The other record'),
    words: Words.describe('How it was made sure of; kept as a note'),
  }),
  output: Written.extend({
    agree: z.array(z.enum(TOKEN_KINDS)).describe('In what the two records agree, the strongest first'),
    note: Id,
  }),
  run: async (desk, { worker: id, version, samePersonAs, words }) => {
    if (id === samePersonAs)
      throw new InputRefused([{ field: 'samePersonAs', reason: 'This is the same record.', remedy: 'Name the other record.' }]);
    const held = await bothHeld(desk, id, samePersonAs, version);
    if (held.state.samePersonAs !== null)
      throw new NotInThisState(
        `Worker ${id} is recognised as ${held.state.samePersonAs} already.`,
        'Say it of the record that it names, or take back what was said first (`worker.tell-apart`).',
      );
    if ((await oneWith(desk.tx, id)).includes(samePersonAs))
      throw new NotInThisState(`Workers ${id} and ${samePersonAs} are recognised as one person already.`, 'There is nothing to do.');
    const agree = await agreementOf(desk.tx, id, samePersonAs);
    const written = await noted(desk, id, words);
    const recognised = await desk.change(held, { event: 'recognised', set: { samePersonAs }, more: { agree, note: written } });
    await settle(desk, id); // who is held under one number is held under both, and what was ordered under the other ends here
    return { id, version: recognised.version, agree, note: written };
  },
});

/**
 * For protection the records stay one person: that two numbers are not one person after all must not send somebody away who was
 * held under the other. The protection desk lifts what does not concern them.
 */
export const tellWorkersApart = useCase({
  name: 'worker.tell-apart',
  action: 'worker.recognise',
  summary: 'Take back that a record is of the same person as another',
  input: z.strictObject({ worker: Id, version: Version.optional(), words: Words.describe('Why; kept as a note') }),
  output: Written.extend({ note: Id }),
  run: async (desk, { worker: id, version, words }) => {
    const held = await desk.held(workerKind, id, version);
    const { samePersonAs, status } = held.state;
    if (status === 'erased') throw new PersonErased(id);
    if (samePersonAs === null)
      throw new NotInThisState(`Worker ${id} is recognised as nobody else.`, 'It is taken back at the record that names the other.');
    const written = await noted(desk, id, words);
    const apart = await desk.change(held, {
      event: 'told-apart',
      set: { samePersonAs: null },
      more: { was: { samePersonAs }, note: written },
    });
    return { id, version: apart.version, note: written };
  },
});

/** Both records, locked. The standings come first, as everywhere: whoever orders a departure holds them before the worker. */
async function bothHeld(desk: Desk, id: string, other: string, version: number | undefined): Promise<Held<Worker>> {
  await lockPersons(desk.tx, [id, other]);
  const [first, second] = [id, other].sort();
  const helds = new Map<string, Held<Worker>>();
  for (const each of [first, second] as [string, string])
    helds.set(each, await desk.held(workerKind, each, each === id ? version : undefined));
  for (const [each, { state }] of helds) if (state.status === 'erased') throw new PersonErased(each);
  return helds.get(id) as Held<Worker>;
}

async function noted(desk: Desk, worker: string, text: string): Promise<string> {
  const { id } = await desk.create(note, {
    event: 'written',
    set: {
      ...{ aboutKind: workerKind.kind, about: worker, person: worker, inReplyTo: null },
      ...{ author: desk.actor.account, mentions: [], writtenOn: desk.today },
    },
    sealed: { text },
  });
  return id;
}
