import { may } from '../../../access/actor.ts';
import { samePersonAsWorker } from '../../../register/workers/same-person.ts';
import { shortId } from '../../records/cell.ts';
import type { Section, Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

/** Other records that may be of this person, with the reasons: a hint and never a finding. Nothing is said where there is none. */
export async function samePersonSection({ actor, ask, words }: Visit, record: Values): Promise<readonly Section[]> {
  if (!may(actor, 'worker.recognise') || record.status === 'erased') return [];
  const { candidates } = await ask(samePersonAsWorker, { worker: String(record.id) });
  if (candidates.length === 0) return [];
  const { t } = words;
  return [
    {
      id: 'same-person',
      title: t('workers.same-person'),
      heads: [t('records.worker'), t('workers.agree'), t('workers.act')],
      lines: candidates.map((candidate) => [
        { text: shortId(candidate.worker), href: `/workers/${candidate.worker}` },
        words.list(candidate.agree.map((reason) => t(`workers.agree-${reason}`))),
        candidate.recognised
          ? t('workers.recognised')
          : { text: t('workers.recognise'), href: `/workers/${String(record.id)}/recognise?samePersonAs=${candidate.worker}` },
      ]),
    },
  ];
}
