import { search } from '../../../register/search/find.ts';
import { type Answer, view } from '../../answer.ts';
import { formPage, type Page } from '../../page.ts';
import { REFERENCES, shortId } from '../../records/cell.ts';
import type { Visit } from '../../visit.ts';

/** Searching goes by a form, so that no name stands in an address. */
export const searchPages: readonly Page[] = formPage({
  path: '/search',
  by: 'signed-in',
  view: 'pages/search/search',
  read: async ({ form }) => ({ words: form.text('words'), groups: null }),
  send: find,
});

const ORDER = ['worker', 'permit', 'application', 'employer', 'contract'];

async function find({ ask, form, words: { t, list } }: Visit): Promise<Answer> {
  const words = form.text('words');
  const { hits } = await ask(search, { words });
  const groups = ORDER.flatMap((kind) => {
    const own = hits.filter((hit) => hit.kind === kind);
    if (own.length === 0) return [];
    const path = Object.values(REFERENCES).find((reference) => reference.kind === kind)?.path ?? '';
    return [
      {
        title: t(`records.${kind}-many`),
        heads: [t(`records.${kind}`), t('search.found-by')],
        lines: own.map(({ id, name, by }) => [
          { text: name ?? shortId(id), href: `${path}/${id}` },
          list(by.map((one) => t(`search.by-${one}`))),
        ]),
      },
    ];
  });
  return view('pages/search/search', { words, groups });
}
