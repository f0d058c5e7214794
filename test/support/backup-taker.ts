import { backup } from '../../src/store/backup/backup.ts';
import { openStore } from '../../src/store/open.ts';

/** A process that takes a backup, to be killed while it does. */
const [, , url = '', schema = '', file = ''] = process.argv;
const store = await openStore({ url, schema });
await backup(store, file);
await store.close();
