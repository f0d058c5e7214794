import { PGlite, types } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';

let shared: Promise<PGlite> | undefined;

/**
 * One PGlite for each worker, since each costs two seconds and 340 MB: keep to temporary tables, a schema of your own or a
 * rolled-back transaction. A DATE is read as ISO text, as everywhere in Resolute.
 */
export function pglite(): Promise<PGlite> {
  shared ??= PGlite.create({ parsers: { [types.DATE]: (text: string) => text }, extensions: { btree_gist } });
  return shared;
}
