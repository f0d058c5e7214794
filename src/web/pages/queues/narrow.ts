import { z } from 'zod';
import { may } from '../../../access/actor.ts';
import { NARROWED, type Narrowed, PARTS, type QueueName } from '../../../register/queues/parts.ts';
import type { Model } from '../../answer.ts';
import { fieldsOf } from '../../forms/field.ts';
import { withHandles, withIds } from '../../forms/references.ts';
import { shownFields } from '../../forms/shown.ts';
import { inputFrom } from '../../forms/taken.ts';
import { factWords } from '../../law/verdict.ts';
import type { Choice } from '../../render/choices.ts';
import type { Visit } from '../../visit.ts';

export interface Narrowing {
  /** What the address says, with ids where it names records; what is no value is left for the query to refuse. */
  readonly by: Narrowed;
  /** The filters as their form draws them. */
  readonly fields: readonly Model[];
}

/** By what a queue is narrowed: its own filters, filled in from the address. @throws InputRefused for an employer that nobody is called */
export async function narrowingOf(visit: Visit, name: QueueName): Promise<Narrowing> {
  const { query, words } = visit;
  const { narrows } = PARTS[name];
  const schema = z.object(Object.fromEntries(narrows.map((one) => [one, NARROWED[one]])));
  const fields = fieldsOf(schema).map((field) => ({ ...field, isRequired: true, isNullable: false }));
  const given = inputFrom(fields, query);
  const [by, before, choices] = await Promise.all([
    withIds(visit, fields, given),
    withHandles(visit, fields, given),
    choicesOf(visit, name),
  ]);
  const shown = shownFields(fields, { words, before, act: 'queue.list', choices });
  // A filter may be taken back, which a row of radio buttons has no way for.
  return { by: by as Narrowed, fields: shown.map((field) => ({ ...field, isSelect: true })) };
}

async function choicesOf({ office, words, actor }: Visit, name: QueueName): Promise<Readonly<Record<string, readonly Choice[]>>> {
  if (name === 'second-approval') {
    const acts = [...office.secondPersonActs.values()].filter(({ approve }) => may(actor, approve) || may(actor, 'audit.read'));
    return { act: acts.map(({ act }) => ({ value: act, text: words.t(`proposals.act-${act.replaceAll('.', '-')}`) })) };
  }
  if (name !== 'missing-fact') return {};
  const { compiled } = await office.law(office.store.db);
  const { programme } = compiled;
  const names = [...programme.vocabulary.facts.map((fact) => fact.name), ...programme.questions.map(({ id }) => `interpretation.${id}`)];
  return { fact: names.map((value) => ({ value, text: factWords(value, programme) })) };
}
