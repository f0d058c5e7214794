import { sql } from 'kysely';
import type { Actor } from '../../src/access/actor.ts';
import { newId } from '../../src/office/ids.ts';
import type { RecordKind } from '../../src/office/record.ts';
import { foldedRows, NOW } from '../../src/office/states.ts';
import { receiveApplication } from '../../src/register/applications/receive.ts';
import { recordContract } from '../../src/register/contracts/record.ts';
import { registerEmployer } from '../../src/register/employers/register.ts';
import { registerWorker } from '../../src/register/workers/register.ts';
import type { IsoDate } from '../../src/values/dates.ts';
import type { TestOffice } from './register.ts';

/** Facts of a worker that are known and harmless, as the acceptance stories take them. */
export const HARMLESS = {
  nationalities: ['PRK'] as string[] | null,
  earnsIncome: true as boolean | null,
  safetyOverseer: false as boolean | null,
  immunity: false,
  residesOnOtherTitle: false,
  listed: false,
};

export interface Someone {
  readonly worker: string;
  readonly employer: string;
  readonly contract: string;
}

/** A worker, an employer and a contract between them, in the register of now. */
export async function someone(
  { act }: TestOffice,
  officer: Actor,
  {
    facts = {},
    employer,
    isPrivate = true,
    finalisedOn = '2016-03-01',
    written = true,
  }: {
    readonly facts?: Partial<typeof HARMLESS>;
    readonly employer?: string;
    readonly isPrivate?: boolean | null;
    readonly finalisedOn?: IsoDate | null;
    readonly written?: boolean;
  } = {},
): Promise<Someone> {
  const worker = await act(officer, registerWorker, {
    personal: { names: [{ text: 'Ri Myong Guk', script: 'Latn' }] },
    facts: { ...HARMLESS, ...facts },
  });
  const firm = employer ?? (await act(officer, registerEmployer, { name: 'Altan Works', private: isPrivate })).id;
  const contract = await act(officer, recordContract, {
    worker: worker.id,
    employer: firm,
    finalisedOn,
    written,
    evidence: { kind: 'contract', reference: 'C-1' },
  });
  return { worker: worker.id, employer: firm, contract: contract.id };
}

/** An application for a first authorisation of somebody. */
export async function applied({ act }: TestOffice, officer: Actor, person: Someone): Promise<string> {
  return (await act(officer, receiveApplication, { kind: 'new', ...person })).id;
}

/** Permits of the past, straight into the tables: each of a worker of its own. */
export async function permitsOfThePast(
  { office }: TestOffice,
  employer: string,
  number: number,
  {
    from,
    to,
    nationalities = ['PRK'],
  }: { readonly from: IsoDate; readonly to: IsoDate; readonly nationalities?: readonly string[] | null },
): Promise<void> {
  const workers = Array.from({ length: number }, () => newId());
  const permits = workers.map(() => newId());
  await sql`insert into worker (id, version, "trueOn", nationalities, status)
    select id, 1, ${from}::date, ${nationalities}::text[], 'active' from unnest(${workers}::uuid[]) as given (id)`.execute(office.store.db);
  await sql`insert into permit (id, version, "trueOn", worker, employer, "grantedOn", "validFrom", "validTo", "lastDay", status)
    select id, 1, ${from}::date, worker, ${employer}, ${from}::date, ${from}::date, ${to}::date, ${to}::date, 'granted'
    from unnest(${permits}::uuid[], ${workers}::uuid[]) as given (id, worker)`.execute(office.store.db);
}

/** The kinds whose tables say otherwise than their events do. */
export async function notAsTheirEvents({ office }: TestOffice, kinds: readonly RecordKind<object>[]): Promise<string[]> {
  const otherwise: string[] = [];
  for (const of of kinds) {
    const columns = sql.join(['id', 'version', 'trueOn', ...Object.keys(of.columns)].map((name) => sql.ref(name)));
    const [table, events] = [sql`select ${columns} from ${sql.table(of.table)}`, sql`select ${columns} from (${foldedRows(of, NOW)}) as f`];
    const { rows } = await sql`(${table} except all ${events}) union all (${events} except all ${table})`.execute(office.store.db);
    if (rows.length > 0) otherwise.push(`${of.kind}: ${JSON.stringify(rows)}`);
  }
  return otherwise;
}
