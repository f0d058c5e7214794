import { readOnlyState } from '../../../audit/read-only.ts';
import { ENGINE } from '../../../decide/engine.ts';
import { listCheckpoints } from '../../../register/proof/checkpoints.ts';
import type { Model } from '../../answer.ts';
import type { Visit } from '../../visit.ts';

/** What somebody who keeps the service running looks at first. */
export async function serviceModel({ office, words, ask, today }: Visit): Promise<Model> {
  const { t, instant, number } = words;
  const [{ versions }, readOnly, { items, signer }] = await Promise.all([
    office.law(office.store.db),
    readOnlyState(office.store.db),
    ask(listCheckpoints, { limit: 1 }),
  ]);
  const [last] = items;
  return {
    isReadOnly: readOnly !== null,
    why: readOnly?.why ?? '',
    rows: [
      { key: t('administration.version'), text: ENGINE },
      { key: t('administration.storage'), text: t(`administration.storage-${office.store.engine}`) },
      { key: t('administration.host'), text: words.country(office.host) },
      { key: t('administration.day'), text: words.date(today) },
      { key: t('administration.law'), text: versions.map(({ regime, sha256 }) => `${regime} ${sha256.slice(0, 12)}`).join(', ') },
      {
        key: t('administration.log'),
        text: last === undefined ? null : t('administration.log-signed', { n: number(last.size), at: instant(last.madeAt) }),
      },
      { key: t('audit.signer'), text: signer },
    ],
  };
}
