import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Actor } from '../../access/actor.ts';
import { SYSTEM_ACCOUNT } from '../../office/ids.ts';
import type { Office } from '../../office/office.ts';
import { ask, perform } from '../../office/perform.ts';
import { receiveApplication } from '../../register/applications/receive.ts';
import { importPermits } from '../../register/bulk/import.ts';
import { decideCaseQuery } from '../../register/cases/decide.ts';
import { proposeDecision } from '../../register/decisions/propose.ts';
import type { Register } from '../../register/open.ts';
import { standStillOn } from '../../register/open.ts';
import { setQuota } from '../../register/quotas/set.ts';
import { type ErrorKind, ResoluteError } from '../../values/errors.ts';
import { actorOf, makeDemoAccounts } from './accounts.ts';
import { loadMatters } from './matters.ts';

const EXAMPLE = fileURLToPath(new URL('../../../examples/mongolia-2017/', import.meta.url));
export const EXAMPLE_DAY = '2017-12-07';
/** How many renewals of the month lie on the officer's table, and how many wait for the supervisor. */
const [RENEWALS, PROPOSED] = [12, 4];

/** Whether the example is not yet in the register, or only a part of it: a first start may have been cut off. */
export async function isUnfinished({ store }: Office): Promise<boolean> {
  const { rows } = await sql`select 1 from office_setting where name = 'example'`.execute(store.db);
  return rows.length === 0;
}

/** A register that people work in, which no example may be mixed into. */
export class NotAnExample extends ResoluteError {
  readonly code = 'example.not-an-example';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Run `resolute serve` for it; or let RESOLUTE_DATA name another folder, in which the example is made.';
  constructor(folder: string) {
    super(`The data in ${folder} are a register of your own.`);
  }
}

/**
 * Fills a new register with the invented one of Mongolia on 7 December 2017: the ministry's sheet of ten years, quotas, the renewals of
 * that month on the officer's table, some of them before the supervisor, and one of each other matter. Everything goes through the use
 * cases, as in any office, each under a key of its own, so that a first start that was cut off goes on where it was.
 */
export async function loadExample(
  { office }: Register,
  folder: string,
  onProgress: (stage: string, percent: number) => void,
): Promise<void> {
  const { db } = office.store;
  const has = async (table: string): Promise<boolean> => (await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)).rows.length > 0;
  const isBegun = (await sql`select 1 from office_setting where name = 'standing-day'`.execute(db)).rows.length > 0;
  if (!isBegun && ((await has('access_account')) || (await has('log_event')))) throw new NotAnExample(folder);
  await standStillOn(office.store, EXAMPLE_DAY);
  if (!(await has('permit'))) await sheet(office, onProgress);
  if (!(await has('access_account'))) await makeDemoAccounts(office, folder, await someEmployer(office));
  onProgress('Laying the matters of the month on the tables', 100);
  await quotas(office, await actorOf(office, 'supervisor'));
  await renewals(office, await actorOf(office, 'officer'));
  await loadMatters(office, (login) => actorOf(office, login));
  await sql`insert into office_setting (name, value) values ('example', 'loaded')`.execute(db);
}

async function sheet(office: Office, onProgress: (stage: string, percent: number) => void): Promise<void> {
  const importer: Actor = {
    account: SYSTEM_ACCOUNT,
    name: 'Resolute',
    roles: ['supervisor'],
    employer: null,
    scopes: null,
    via: 'command',
  };
  await importPermits(office, importer, {
    file: join(EXAMPLE, 'permits.csv'),
    onProgress: (stage, done, total) =>
      onProgress(
        stage === 'read' ? 'Reading the example register' : 'Writing it into the register',
        total === 0 ? 0 : (100 * done) / total,
      ),
  });
}

/** The private employer with the most workers of the example's day. */
async function someEmployer({ store }: Office): Promise<string> {
  const { rows } = await sql<{ employer: string }>`
    select p.employer from permit p join employer e on e.id = p.employer
    where e.private and ${EXAMPLE_DAY}::date between p."validFrom" and p."lastDay" group by p.employer order by count(*) desc, p.employer limit 1`.execute(
    store.db,
  );
  return rows[0]?.employer ?? '';
}

async function quotas(office: Office, supervisor: Actor): Promise<void> {
  const text = await readFile(join(EXAMPLE, 'quotas.csv'), 'utf8');
  for (const line of text.trim().split('\n').slice(1)) {
    const [, year, number, source = ''] = /^quota,(\d{4}),(\d+),"?(.*?)"?$/.exec(line.trim()) ?? [];
    if (year !== undefined && number !== undefined)
      await perform(
        office,
        supervisor,
        setQuota,
        { year: Number(year), nationality: 'PRK', number: Number(number), source },
        { key: `example quota ${year}` },
      );
  }
}

async function renewals(office: Office, officer: Actor): Promise<void> {
  const { rows } = await sql<{ id: string; number: string; worker: string; employer: string; contract: string | null; lastDay: string }>`
    select p.id, p.number, p.worker, p.employer, p.contract, p."lastDay" from permit p join worker w on w.id = p.worker
    where w.nationalities = array['PRK'] and w.status = 'active' and p."lastDay" between ${EXAMPLE_DAY}::date and ${EXAMPLE_DAY}::date + 90
    order by p."lastDay", p.number limit ${RENEWALS}`.execute(office.store.db);
  let proposed = 0;
  for (const { id, number, worker, employer, contract, lastDay } of rows) {
    const from = Temporal.PlainDate.from(lastDay).add({ days: 1 });
    const { result } = await perform(
      office,
      officer,
      receiveApplication,
      {
        kind: 'renewal',
        worker,
        employer,
        contract,
        permit: id,
        number: `R-${number}`,
        receivedOn: EXAMPLE_DAY,
        wantedFrom: from.toString(),
        wantedTo: from.add({ years: 1 }).subtract({ days: 1 }).toString(),
      },
      { key: `example renewal ${number}` },
    );
    if (proposed === PROPOSED) continue;
    const { decision } = await ask(office, officer, decideCaseQuery, { application: result.id });
    if (decision.outcome !== 'barred') continue;
    await perform(
      office,
      officer,
      proposeDecision,
      {
        application: result.id,
        taken: 'decline-renewal',
        reason: 'The ministry does not renew authorisations of this nationality.',
      },
      { key: `example decision ${number}` },
    );
    proposed += 1;
  }
}
