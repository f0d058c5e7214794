import { NoSuchRecord } from '../../../access/errors.ts';
import { diffLawVersions, listLaw } from '../../../register/law/read.ts';
import { recordPosition } from '../../../register/law/record-position.ts';
import { view } from '../../answer.ts';
import { actPage } from '../../forms/act.ts';
import { type Page, page } from '../../page.ts';
import { nextHref } from '../../records/record.ts';

/** The versions of the law that were proposed here, and what each says otherwise. */
export const versionPages: readonly Page[] = [
  page('/law/versions', 'law.read', async ({ ask, words, query }) => {
    const cursor = query.maybe('cursor');
    const { items, next } = await ask(listLaw, { limit: 50, ...(cursor === undefined ? {} : { cursor }) });
    const { t, date } = words;
    return view('pages/law/versions', {
      heads: [t('law.version'), t('law.regime'), t('fields.status'), t('law.published'), t('law.why')],
      lines: items.map(({ id, regime, sha256, status, publishedOn, why, inForce }) => [
        { text: sha256.slice(0, 12), href: `/law/versions/${id}` },
        regime,
        inForce ? { text: t('law.decides'), kind: 'done' } : t(`values.law-version-status-${status}`),
        publishedOn === null ? null : date(publishedOn),
        why,
      ]),
      next: next === null ? null : nextHref('/law/versions', query.values, next),
    });
  }),
  page('/law/versions/:version', 'law.read', async ({ ask, params, words }) => {
    const { items } = await ask(listLaw, { limit: 200 });
    const found = items.find(({ id }) => id === params.version);
    if (found === undefined) throw new NoSuchRecord('version of the law', params.version ?? '');
    const { regime, sha256, replaces } = found;
    const diff = replaces === null ? null : await ask(diffLawVersions, { regime, from: replaces, to: sha256 });
    const { t, date } = words;
    return view('pages/law/version', {
      name: sha256.slice(0, 12),
      rows: [
        { key: t('law.regime'), text: regime },
        { key: t('fields.status'), text: found.inForce ? t('law.decides') : t(`values.law-version-status-${found.status}`) },
        { key: t('law.published'), text: found.publishedOn === null ? null : date(found.publishedOn) },
        { key: t('law.why'), text: found.why },
        { key: t('law.hash'), text: sha256 },
      ],
      proposal: found.proposal === null ? null : `/proposals/${found.proposal}`,
      difference: found.difference,
      warnings: found.warnings,
      isCompared: diff !== null,
    });
  }),
  ...actPage({
    path: '/law/:regime/questions/:question/position',
    useCase: recordPosition,
    fixed: ({ params }) => ({ regime: params.regime, question: params.question }),
    to: ({ proposal }) => `/proposals/${proposal}`,
  }),
];
