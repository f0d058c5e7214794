/** A million permits into the register, against a bare COPY of the very rows that this writes; and the log of it checked. */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { verifyLog } from '../../src/audit/verify/verify.ts';
import { signLog } from '../../src/register/proof/sign.ts';
import type { Context } from '../context.ts';
import { sideBySide } from '../measure.ts';
import { atMost, find, rateOf, type Section } from '../section.ts';
import { outFile } from '../workload/files.ts';
import { registerSheet } from '../workload/register-sheet.ts';
import { benchServer, importInto, openIn } from '../workload/register-store.ts';

const IMPORT = 'resolute import';
const COPY = 'COPY of the rows that the import wrote';
const VERIFY = 'audit verify';
/** Every table that an import writes, those that others refer to first. `protection_standing` is filled by the trigger on `worker` in both. */
const TABLES = ['employer', 'worker', 'contract', 'permit', 'log_event', 'log_tile', 'key_person', 'key_token'];

export async function register({ rows, rounds }: Context): Promise<Section> {
  const bench = await benchServer();
  const sheet = await registerSheet(rows);
  const client = new pg.Client({ connectionString: bench.url });
  await client.connect();
  let last = '';
  let made = 0;
  try {
    const fresh = async (): Promise<string> => {
      const schema = `bench_${made++}`;
      await (await openIn(bench, schema)).close();
      return schema;
    };
    const first = await fresh();
    const filled = await openIn(bench, first);
    await importInto(filled, sheet);
    let bytes = 0;
    for (const table of TABLES) {
      const file = outFile(`${table}.copy`);
      await pipeline(client.query(copyTo(`COPY ${first}.${table} TO STDOUT`)), createWriteStream(file));
      bytes += (await stat(file)).size;
    }
    await signLog(filled.office);
    const { proof, store, clock } = filled.office;
    if (proof === null) throw new Error('the bench register signs its log');
    const entries = (await sql<{ n: number }>`select size as n from log_head`.execute(store.db)).rows[0]?.n ?? 0;
    const verify = async (): Promise<undefined> => {
      const { ok, size } = await verifyLog(store, { verifiers: [proof.signer.verifier], now: clock.now() });
      if (!ok || size !== entries) throw new Error('the log of the bench does not verify');
    };
    const checked = await sideBySide(
      [{ name: VERIFY, decisions: entries, turn: verify, note: 'every body, column, hash, tile and signature' }],
      { rounds: Math.min(rounds, 5), warmUps: 1 },
    );
    await filled.close();
    await client.query(`DROP SCHEMA ${first} CASCADE`);

    /** A schema for one turn: what was in the one before is gone, so that the disk is as full as it was. */
    const turn = (work: (schema: string) => Promise<number>) => async (): Promise<number> => {
      if (last !== '') await client.query(`DROP SCHEMA ${last} CASCADE`);
      last = await fresh();
      await client.query('CHECKPOINT');
      return work(last);
    };
    const lines = await sideBySide(
      [
        {
          name: COPY,
          decisions: rows,
          turn: turn(async (schema) => {
            const begun = performance.now();
            await client.query(`SET search_path TO ${schema}, public`); // the triggers of its tables look there
            await client.query('BEGIN');
            for (const table of TABLES)
              await pipeline(createReadStream(outFile(`${table}.copy`)), client.query(copyFrom(`COPY ${schema}.${table} FROM STDIN`)));
            await client.query('COMMIT');
            return performance.now() - begun;
          }),
          note: `${(bytes / 2 ** 20).toFixed(0)} MiB into the same tables with the same indexes, constraints and triggers`,
        },
        {
          name: IMPORT,
          decisions: rows,
          turn: turn(async (schema) => {
            const open = await openIn(bench, schema);
            const begun = performance.now();
            await importInto(open, sheet);
            const time = performance.now() - begun;
            await open.close();
            return time;
          }),
          note: 'CSV read and judged, names sealed, events hashed into the log',
        },
      ],
      { rounds: Math.min(rounds, 3), warmUps: 0 },
    );
    const all = [...lines, ...checked];
    return {
      id: 'register',
      title: `${rows.toLocaleString('en')} permits into the register, on PostgreSQL`,
      about: 'Four yearly permits a worker, with names, employers and contracts, in one transaction on a server that waits for its disk.',
      lines: all,
      against: COPY,
      checks: [],
      targets: [
        atMost('import of 1 M permits against a bare COPY of the same rows', all, IMPORT, COPY, 3),
        rateOf('log entries verified', all, VERIFY, 200_000),
      ],
      notes: [`${entries.toLocaleString('en')} entries of the log; ${find(all, VERIFY).perSecond.toLocaleString('en')} verified a second.`],
    };
  } finally {
    await client.end();
    await bench.stop();
  }
}
