import { view } from '../../answer.ts';
import { openPage, type Page } from '../../page.ts';

/** A page that checks a bundle by itself: once it is loaded it asks no server. */
export const verifierPages: readonly Page[] = [
  openPage('/verifier', async ({ words: { t } }) =>
    view('pages/verifier/verifier', {
      words: JSON.stringify({
        passed: t('verifier.passed'),
        refused: t('verifier.refused'),
        'not checked': t('verifier.not-checked'),
        ok: t('verifier.ok'),
        broken: t('verifier.broken'),
        untrusted: t('verifier.untrusted'),
        notReplayed: t('verifier.not-replayed'),
      }),
    }),
  ),
];
