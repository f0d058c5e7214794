import { may } from '../../access/actor.ts';
import { SYSTEM_ACCOUNT } from '../../office/ids.ts';
import { labels } from '../../register/reading/labels.ts';
import { outsider } from '../../register/reading/masks.ts';
import { timeline } from '../../register/reading/timeline.ts';
import type { Model } from '../answer.ts';
import type { Visit } from '../visit.ts';
import { cellOf, namedIn } from './cell.ts';

const KINDS: readonly string[] = [
  'worker',
  'employer',
  'contract',
  'application',
  'permit',
  'decision',
  'notice',
  'departure',
  'committee-approval',
  'quota',
];
const SHOWN = 30;
/** Before it nothing happened: a sheet that did not say since when something is true stands for always. */
const FIRST_DAY = '1000-01-01';

/** What happened to a record, the latest first, with both clocks. @returns null for whom it is not */
export async function timelineOf(visit: Visit, kind: string, id: string): Promise<readonly Model[] | null> {
  const { actor, ask, words } = visit;
  if (!KINDS.includes(kind) || !may(actor, 'worker.read') || outsider(actor, kind) !== null) return null;
  const { items } = await ask(timeline, { kind: kind as 'permit', record: id, limit: 200 });
  const last = items.slice(-SHOWN).reverse();
  const changes = last.flatMap(({ actor: by, changed }) => [
    { actor: by },
    ...changed.flatMap(({ field, from, to }) => [{ [field]: from }, { [field]: to }]),
  ]);
  const { labels: known } = await ask(labels, { records: namedIn(changes) });
  const about = { words, of: kind, labels: known };
  return last.map(({ kind: event, trueOn, knownAt, actor: by, changed, hasSealedPart }) => ({
    what: words.maybe(`events.${kind}-${event}`) ?? words.maybe(`events.${event}`) ?? event,
    when: words.t(trueOn < FIRST_DAY ? 'records.true-always' : 'records.true-known', {
      trueOn: words.date(trueOn),
      knownAt: words.instant(knownAt),
      by: known[by] ?? words.t(by === SYSTEM_ACCOUNT ? 'records.service' : 'records.somebody'),
    }),
    changes: changed.map(({ field, from, to }) => ({
      field: words.maybe(`fields.${kind}-${field}`) ?? words.maybe(`fields.${field}`) ?? field,
      from: textOf(cellOf(field, from, about)) ?? words.t('office.not-known'),
      to: textOf(cellOf(field, to, about)) ?? words.t('office.not-known'),
      isFirst: from === null,
    })),
    hasSealedPart,
  }));
}

const textOf = (cell: ReturnType<typeof cellOf>): string | null => (typeof cell === 'object' && cell !== null ? cell.text : cell);
