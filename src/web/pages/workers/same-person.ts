import { may } from '../../../access/actor.ts';
import { labels } from '../../../register/reading/labels.ts';
import type { Candidate } from '../../../register/workers/candidates.ts';
import { samePersonAsWorker } from '../../../register/workers/same-person.ts';
import { type Cell, shortId } from '../../records/cell.ts';
import type { Section, Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';

/** Other records that may be of this person, with the reasons: a hint and never a finding. Nothing is said where there is none. */
export async function samePersonSection({ actor, ask, words }: Visit, record: Values): Promise<readonly Section[]> {
  if (!may(actor, 'worker.recognise') || record.status === 'erased') return [];
  const { candidates, recognised } = await ask(samePersonAsWorker, { worker: String(record.id) });
  const unlike = recognised.filter((id) => !candidates.some(({ worker }) => worker === id));
  if (candidates.length === 0 && unlike.length === 0) return [];
  const { labels: known } = await ask(labels, { records: { worker: [...candidates.map(({ worker }) => worker), ...unlike] } });
  const { t } = words;
  const link = (id: string): Cell => ({ text: known[id] ?? shortId(id), href: `/workers/${id}` });
  const apart = (id: string): Cell => ({
    text: t('workers.tell-apart'),
    href: `/workers/${record.samePersonAs === id ? String(record.id) : id}/tell-apart`,
  });
  return [
    {
      id: 'same-person',
      title: t('workers.same-person'),
      heads: [t('records.worker'), t('workers.agree'), t('workers.there'), t('workers.act')],
      lines: [
        ...candidates.map((candidate): readonly Cell[] => [
          link(candidate.worker),
          words.list(candidate.agree.map((reason) => t(`workers.agree-${reason}`))),
          historyOf(candidate, words),
          candidate.recognised
            ? apart(candidate.worker)
            : { text: t('workers.recognise'), href: `/workers/${String(record.id)}/recognise?samePersonAs=${candidate.worker}` },
        ]),
        ...unlike.map((id): readonly Cell[] => [link(id), t('workers.agree-nothing'), t('workers.recognised'), apart(id)]),
      ],
    },
  ];
}

/** What the other record has: on what title, until when, and what was decided there last. */
function historyOf({ category, permits, decisions, recognised }: Candidate, words: Words): string {
  const { t, date } = words;
  const [last] = permits;
  const [decided] = decisions;
  return [
    ...(recognised ? [t('workers.recognised')] : []),
    ...(category === null ? [] : [category]),
    t('workers.permits-there', { n: permits.length }),
    ...(last === undefined ? [] : [t('workers.last-there', { day: date(last.lastDay) })]),
    ...(decided === undefined
      ? []
      : [t('workers.decided-there', { outcome: t(`terms.outcome-${decided.outcome}`), day: date(decided.asOf) })]),
  ].join('; ');
}
