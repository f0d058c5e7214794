import { NoSuchRecord } from '../../access/errors.ts';
import { QUERIES } from '../../register/catalogue.ts';
import { file } from '../answer.ts';
import { type Page, page } from '../page.ts';

/**
 * Whether a record is still the one that a page shows: its version, and a sentence for whoever reads the page. Asked by the page itself
 * now and then, under the reader's own rights.
 */
export const watchPages: readonly Page[] = [
  page('/watch/:kind/:id', 'signed-in', async ({ params: { kind = '', id = '' }, ask, words }) => {
    const read = QUERIES.find(({ name }) => name === `${kind}.read`);
    if (read === undefined) throw new NoSuchRecord(kind, id);
    const { version } = (await ask(read, { [inputOf(kind)]: id, fields: ['id'] })) as { readonly version?: number };
    return file(
      'version.json',
      'application/json',
      JSON.stringify({ version: version ?? null, said: words.t('office.changed-meanwhile') }),
      true,
    );
  }),
];

/** `committee-approval` is asked for as `approval`, everything else by its own noun. */
const inputOf = (kind: string): string => kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
