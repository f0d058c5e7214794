import type { Db } from './db.ts';

/** One step forward; there is no way back but a backup. */
export interface Migration {
  readonly up: (db: Db) => Promise<void>;
}

/** Every step in its order, loaded when it is needed: a store that is up to date loads none. */
export const MIGRATIONS: Readonly<Record<string, () => Promise<Migration>>> = {
  '0001-log': () => import('./migrations/0001-log.ts'),
  '0002-keys': () => import('./migrations/0002-keys.ts'),
  '0003-access': () => import('./migrations/0003-access.ts'),
  '0004-office': () => import('./migrations/0004-office.ts'),
  '0005-protection': () => import('./migrations/0005-protection.ts'),
  '0006-register': () => import('./migrations/0006-register.ts'),
  '0007-standing': () => import('./migrations/0007-standing.ts'),
  '0008-acts': () => import('./migrations/0008-acts.ts'),
  '0009-accounts': () => import('./migrations/0009-accounts.ts'),
  '0010-fold': () => import('./migrations/0010-fold.ts'),
  '0011-web': () => import('./migrations/0011-web.ts'),
  '0012-search': () => import('./migrations/0012-search.ts'),
  '0013-queues': () => import('./migrations/0013-queues.ts'),
  '0014-append': () => import('./migrations/0014-append.ts'),
};
