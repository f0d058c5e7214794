/** Deciding a whole register again in its database, as the job does it, against the bare statement that writes the same answers. */
import { sql } from 'kysely';
import { workOff } from '../../src/jobs/worker.ts';
import { standingClock } from '../../src/office/clock.ts';
import { type Office, openOffice } from '../../src/office/office.ts';
import { ON_PROTECTED } from '../../src/register/office.ts';
import { answersSql } from '../../src/register/standing/answers.ts';
import { askToRedecide, SYSTEM } from '../../src/register/standing/ask.ts';
import { redecideKind } from '../../src/register/standing/redecide.ts';
import { openStore } from '../../src/store/open.ts';
import { startCluster } from '../../test/support/cluster.ts';
import type { Context } from '../context.ts';
import { sideBySide } from '../measure.ts';
import { atMost, type Check, type Section } from '../section.ts';
import { fillRegister } from '../workload/standing-register.ts';

const SCHEMA = 'bench_standing';
const DAY = '2017-12-07';
/** After the duty of S/RES/2397 (2017) ¶8 has begun: some answers are others than on the first day. */
const LATER = '2017-12-26';
const BARE = 'bare compiled statement, into a table without a key';
const AGAIN = 'the job: answers, key, comparison, exchange, entry in the log';
const ANOTHER_DAY = 'the same for another day';

export async function registerRedecide({ rows, rounds }: Context): Promise<Section> {
  const cluster = await startCluster();
  if ('why' in cluster) return without(cluster.why);
  const store = await openStore({ url: cluster.url, schema: SCHEMA });
  await store.transaction((tx) => fillRegister(tx, rows));
  for (const table of ['worker', 'employer', 'contract', 'permit', 'protection_standing'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(store.db);
  const office = (day: string): Promise<Office> =>
    openOffice({ store, masterKey: new Uint8Array(32), host: 'MNG', clock: standingClock(day), onProtected: ON_PROTECTED });
  const [today, later] = [await office(DAY), await office(LATER)];
  const { compiled } = await today.law(store.db);
  const answers = (['permit', 'application'] as const).map((kind) =>
    answersSql(compiled, 'MNG', kind, DAY, { after: null, upTo: null, touchedOnly: false }),
  );

  const bare = async (): Promise<undefined> => {
    await store.transaction(async (tx) => {
      await sql`drop table if exists bare`.execute(tx);
      await sql`create table bare (like standing)`.execute(tx);
      for (const answer of answers)
        await sql`insert into bare select id, kind, act, "asOf", outcome, un, national, gap, "returnBy", protected, missing, provisions, 1
          from (${sql.raw(answer)}) as answer`.execute(tx);
    });
  };
  const job = (of: Office) => async (): Promise<undefined> => {
    await store.transaction((tx) => askToRedecide(tx, SYSTEM));
    await workOff(store, [redecideKind(of)], {
      onError: (error) => {
        throw error;
      },
    });
  };
  await bare();
  const counted = await sql<{ n: number }>`select count(*) as n from bare`.execute(store.db);
  const decisions = counted.rows[0]?.n ?? 0;
  const lines = await sideBySide(
    [
      { name: BARE, decisions, turn: bare },
      { name: ANOTHER_DAY, decisions, turn: job(later) },
      { name: AGAIN, decisions, turn: job(today) },
    ],
    { rounds: Math.min(rounds, 5), warmUps: 1 },
  );
  const checks = [await same(store)];
  const changed = await sql<{ n: number }>`select changed as n from redecision where changed > 0 order by id desc limit 1`.execute(
    store.db,
  );
  await sql`drop schema ${sql.id(SCHEMA)} cascade`.execute(store.db); // a server of the user's own is left as it was
  await store.close();
  await cluster.stop();
  return {
    id: 'register-redecide',
    title: 'A register decided again, in its own database',
    about: `${rows.toLocaleString('en')} permits with their workers, employers, contracts and protection in the register's tables, three acts a permit. Both write logged tables. The job works in pieces, each a transaction; it compares each answer with the one before (the last runs found ${(changed.rows[0]?.n ?? 0).toLocaleString('en')} changed, some of them back and forth) and leaves an entry in the log.`,
    lines,
    against: BARE,
    checks,
    targets: [atMost('a register decided again against the bare statement', lines, AGAIN, BARE, 1.5)],
    notes: [],
  };
}

async function same(store: Awaited<ReturnType<typeof openStore>>): Promise<Check> {
  const fields = sql.raw('subject, kind, act, "asOf", outcome, un, national, gap, "returnBy", protected, missing, provisions');
  const { rows } = await sql<{ n: number; all: number }>`select (select count(*) from (
      (select ${fields} from bare except all select ${fields} from standing) union all
      (select ${fields} from standing except all select ${fields} from bare)) as other) as n,
    (select count(*) from bare) as all`.execute(store.db);
  return { what: 'answers of the job against those of the bare statement', differing: rows[0]?.n ?? -1, of: rows[0]?.all ?? 0, mustBe: 0 };
}

const without = (why: string): Section => ({
  id: 'register-redecide',
  title: 'A register decided again, in its own database',
  about: 'It needs a PostgreSQL server.',
  lines: [],
  against: BARE,
  checks: [],
  targets: [],
  notes: [`Not measured: ${why}.`],
});
