import type { Action } from '../../../access/actions.ts';
import { type Actor, may } from '../../../access/actor.ts';
import { QUEUES, type QueueName } from '../../../register/queues/parts.ts';
import { COUNTED_TO, queueCounts } from '../../../register/queues/read.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';

/** Whoever works on the queues, and whoever looks after those who do. */
export const QUEUES_BY: readonly Action[] = ['decision.propose', 'audit.read'];

export const seesQueues = (actor: Actor): boolean => QUEUES_BY.some((action) => may(actor, action));

export interface QueueCount {
  readonly name: QueueName;
  readonly title: string;
  readonly what: string;
  readonly count: string;
  readonly isEmpty: boolean;
  readonly href: string;
}

/** "194", or "more than 1,000". */
export function countWords({ number: counted, isMore }: { readonly number: number; readonly isMore: boolean }, words: Words): string {
  return isMore ? words.t('queues.more-than', { n: words.number(COUNTED_TO) }) : words.number(counted);
}

/** How much waits in each queue, up to a limit. Whoever works on proposals alone is sent to their page. */
export async function queueCountsFor(visit: Visit): Promise<readonly QueueCount[]> {
  const { ask, words, actor } = visit;
  const isInQueues = seesQueues(actor);
  const { counts } = await ask(queueCounts, { queues: isInQueues ? [...QUEUES] : ['second-approval'] });
  return QUEUES.flatMap((name): readonly QueueCount[] => {
    const counted = counts[name];
    if (counted === undefined) return [];
    return [
      {
        name,
        title: words.t(`queues.${name}`),
        what: words.t(`queues.${name}-what`),
        count: countWords(counted, words),
        isEmpty: counted.number === 0,
        href: name === 'renewals-due' ? '/renewals' : isInQueues ? `/queues/${name}` : '/proposals',
      },
    ];
  });
}
