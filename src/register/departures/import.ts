import { sql } from 'kysely';
import { z } from 'zod';
import type { Desk } from '../../office/desk.ts';
import { newId } from '../../office/ids.ts';
import { propose } from '../../office/second-person.ts';
import { useCase } from '../../office/use-case.ts';
import { ResoluteError, reportOf } from '../../values/errors.ts';
import { Country, Day, Evidence, Id, Short } from '../fields.ts';
import { worker as workerKind } from '../workers/worker.ts';
import { leftByThemselves } from './confirm.ts';
import { DepartureNotOpen, DepartureRowIncomplete } from './errors.ts';
import { plansFor } from './order.ts';
import { contentOf, PLAN_MANY } from './plan-many.ts';

/** A person by the register's id or by the ministry's number, and either that they left or, with nothing said of it, that they are to leave. */
const Row = z.strictObject({
  worker: Id.optional(),
  number: Short.optional(),
  leftOn: Day.optional(),
  destination: Country.optional(),
  evidence: Evidence.optional(),
});

type Row = z.output<typeof Row>;

const Reject = z.object({ row: z.int(), code: z.string(), message: z.string(), remedy: z.string() });

/**
 * Takes in a list of departures. Who left is recorded at once, since that is a fact with its evidence; who is to leave is put before a
 * second person as one list. A row that cannot be taken is named with its reason, and the others go on.
 */
export const importDepartures = useCase({
  name: 'departure.import',
  action: 'import.run',
  summary: 'Take in a list of departures: those that happened are recorded, those to be ordered wait for a second person',
  input: z.strictObject({ rows: z.array(Row).min(1, 'A list has a row').max(10_000) }),
  output: z.object({
    read: z.int(),
    recorded: z.int(),
    proposed: z.int(),
    proposal: Id.nullable(),
    contentHash: z.string().nullable(),
    rejects: z.array(Reject).describe('Rows count from 1'),
  }),
  run: async (desk, { rows }) => {
    const people = await idsOf(desk, rows);
    const rejects: z.output<typeof Reject>[] = [];
    const reject = (row: number, error: ResoluteError): void => {
      const { code, message, remedy } = reportOf(error);
      rejects.push({ row: row + 1, code, message, remedy });
    };
    let recorded = 0;
    const toLeave = new Map<string, number>();
    for (const [at, row] of rows.entries()) {
      const id = people[at] ?? null;
      if (id === null) reject(at, new DepartureRowIncomplete('names no worker of this register', 'Give the id or the number of a worker.'));
      else if (row.leftOn === undefined) toLeave.set(id, at);
      else if (
        await taken(
          () => recordRow(desk, id, row),
          (error) => reject(at, error),
        )
      )
        recorded += 1;
    }
    const plans = await plansFor(desk, [...toLeave.keys()]);
    const open = new Set(plans.map(({ worker }) => worker));
    for (const [worker, at] of toLeave) if (!open.has(worker)) reject(at, new DepartureNotOpen());
    const asked = plans.length === 0 ? null : await propose(desk, PLAN_MANY, { kind: 'departure-list', id: newId() }, contentOf(plans));
    return {
      read: rows.length,
      recorded,
      proposed: plans.length,
      proposal: asked?.id ?? null,
      contentHash: asked?.state.contentHash ?? null,
      rejects: rejects.sort((a, b) => a.row - b.row),
    };
  },
});

async function recordRow(desk: Desk, worker: string, { leftOn, destination, evidence }: Row): Promise<unknown> {
  if (leftOn === undefined || destination === undefined || evidence === undefined)
    throw new DepartureRowIncomplete('says that somebody left and does not show it', 'Give the destination and the evidence.');
  return leftByThemselves(desk, worker, { leftOn, destination, evidence });
}

/** What is refused before anything was written is a reject of its row; everything else ends the whole. */
async function taken(act: () => Promise<unknown>, refused: (error: ResoluteError) => void): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof ResoluteError) || !['input', 'not-found', 'conflict'].includes(error.kind)) throw error;
    refused(error);
    return false;
  }
}

async function idsOf(desk: Desk, rows: readonly Row[]): Promise<readonly (string | null)[]> {
  const { rows: known } = await sql<{ id: string; number: string | null }>`
    select id, number from ${sql.table(workerKind.table)}
    where id = any(${rows.flatMap(({ worker }) => worker ?? [])}::uuid[]) or number = any(${rows.flatMap(({ number }) => number ?? [])}::text[])`.execute(
    desk.tx,
  );
  const ids = new Set(known.map(({ id }) => id));
  const byNumber = new Map(known.map(({ id, number }) => [number, id]));
  return rows.map(({ worker, number }) => (worker === undefined ? (byNumber.get(number ?? '') ?? null) : ids.has(worker) ? worker : null));
}
