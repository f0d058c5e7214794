import { may } from '../../access/actor.ts';
import type { Query } from '../../office/use-case.ts';
import type { Visit } from '../visit.ts';
import { type Kind, linesOf, type Section, type Values } from './record.ts';

/** Records of another kind that belong to the one that is read. */
export interface Related {
  readonly of: Pick<Kind, 'kind' | 'path'>;
  readonly columns: readonly string[];
  readonly list: Query;
  readonly input: Values;
}

const SHOWN = 10;

/** Tables of what belongs to a record, as far as its reader may see it. Each shows the first few, and the way to all. */
export async function relatedSections(visit: Visit, related: readonly Related[]): Promise<readonly Section[]> {
  const { actor, ask, words } = visit;
  const mine = related.filter(
    ({ list, input }) => may(actor, list.action) && !Object.values(input).includes(null) && !Object.values(input).includes(undefined),
  );
  return Promise.all(
    mine.map(async ({ of, columns, list, input }): Promise<Section> => {
      const { items, next } = (await ask(list, { ...input, limit: SHOWN })) as {
        readonly items: readonly Values[];
        readonly next: string | null;
      };
      const { heads, lines } = await linesOf(visit, { ...of, columns }, items);
      const all = `${of.path}?${new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)]))}`;
      return {
        id: `${of.kind}s`,
        title: words.t(`records.${of.kind}-many`),
        heads,
        lines,
        empty: words.t('records.none-here'),
        more: next === null ? null : all,
      };
    }),
  );
}
