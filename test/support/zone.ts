import { sql } from 'kysely';
import { openStore } from '../../src/store/open.ts';

/** Prints what the engine gives back of a day and an instant in this process's time zone. */
const [, , url] = process.argv;
const store = await openStore({ ...(url === undefined ? {} : { url }), migrate: false });
const day = '2017-09-11';
const at = '2017-09-11T23:59:59.999999Z';
const { rows } = await sql`select ${day}::date as day, ${at}::timestamptz as at, ${at}::timestamptz::date = ${day}::date as same`.execute(
  store.db,
);
console.log(JSON.stringify({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...Object(rows[0]) }));
await store.close();
