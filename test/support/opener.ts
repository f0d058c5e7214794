import { openStore } from '../../src/store/open.ts';

/** A process that opens the store named on its command line, as a service does at its start, and ends. */
const [, , url = '', schema = ''] = process.argv;
const store = await openStore({ url, schema });
await store.close();
console.log('open');
