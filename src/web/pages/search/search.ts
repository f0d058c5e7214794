import type { Actor } from '../../../access/actor.ts';
import { may } from '../../../access/actor.ts';
import { search } from '../../../register/search/find.ts';
import { FOUND_MAX } from '../../../register/search/hit.ts';
import { type Answer, type Model, view } from '../../answer.ts';
import { formPage, type Page } from '../../page.ts';
import { cellOf, shortId } from '../../records/cell.ts';
import { pathOf } from '../../records/notes.ts';
import type { Visit } from '../../visit.ts';

/** In the order in which somebody who searches looks for them. */
const KINDS = [
  ...(['worker', 'permit', 'application', 'employer', 'contract', 'decision', 'notice', 'departure'] as const),
  ...(['committee-approval', 'quota'] as const),
];

/** Searching goes by a form, so that no name stands in an address. */
export const searchPages: readonly Page[] = formPage({
  path: '/search',
  by: 'signed-in',
  view: 'pages/search/search',
  read: async ({ actor, words }) => ({
    ...about(actor),
    words: '',
    found: null,
    kinds: KINDS.map((kind) => words.t(`records.${kind}-many`)),
  }),
  send: find,
});

/** What somebody of these roles can find. */
function about(actor: Actor): Model {
  return {
    finds: KINDS.some((kind) => may(actor, `${kind}.read`)),
    findsPersons: may(actor, 'worker.read-personal'),
  };
}

async function find({ ask, form, actor, words }: Visit): Promise<Answer> {
  const asked = form.text('words');
  const { hits, more, script, latin } = await ask(search, { words: asked });
  const { t, list } = words;
  const groups = KINDS.flatMap((kind) => {
    const own = hits.filter((hit) => hit.kind === kind);
    if (own.length === 0) return [];
    return [
      {
        title: t(`records.${kind}-many`),
        heads: [t(`records.${kind}`), t('fields.status'), t('search.found-by')],
        lines: own.map(({ id, name, status, by }) => [
          { text: name ?? shortId(id), href: pathOf(kind, id) },
          cellOf(kind === 'committee-approval' ? 'answer' : 'status', status, { words, of: kind, labels: {} }),
          list(by.map((one) => t(`search.by-${one}`))),
        ]),
        more: more.includes(kind) ? t('search.more', { n: FOUND_MAX }) : '',
      },
    ];
  });
  const isRead = may(actor, 'worker.read-personal') && script !== null && script !== 'Latn';
  return view('pages/search/search', {
    ...about(actor),
    words: asked,
    found: {
      groups,
      reading: isRead ? { sentence: t(`search.read-${script}`), latin } : null,
      isRecorded: hits.some(({ kind, by }) => kind === 'worker' && by.some((one) => one !== 'number' && one !== 'id')),
    },
  });
}
