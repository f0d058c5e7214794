import { sql } from 'kysely';
import { z } from 'zod';
import { NoSuchRecord } from '../../access/errors.ts';
import type { CaseInput } from '../../decide/case.ts';
import { ENGINE } from '../../decide/engine.ts';
import { openState, type Sealed } from '../../office/desk.ts';
import { lawOf } from '../../office/law.ts';
import type { Office } from '../../office/office.ts';
import type { Held } from '../../office/record.ts';
import { heldOf } from '../../office/states.ts';
import { query } from '../../office/use-case.ts';
import { ERASED } from '../../privacy/seal.ts';
import type { Db } from '../../store/db.ts';
import { recordAt } from '../cases/subject.ts';
import { Id } from '../fields.ts';
import { outsider } from '../reading/masks.ts';
import { readOne } from '../reading/read.ts';
import { decisionHash, type SealedDecision } from './case-decision.ts';
import { type Decision, decision } from './decision.ts';
import { DecisionErased } from './errors.ts';

/** What deciding the sealed case again, under the versions of the law it was decided under, came to. */
export interface Replay {
  readonly decision: string;
  /** `same`: to the byte. `erased`: the person's key was destroyed, and with it the case. */
  readonly result: 'same' | 'different' | 'erased';
  /** The open hash is that of the sealed decision. */
  readonly hashHolds: boolean | null;
  readonly decidedBy: string | null;
  readonly replayedBy: string;
}

async function replay(db: Db, office: Office, held: Held<Decision>): Promise<Replay> {
  const sealed = await openState(db, office, held as Held<object>);
  if (sealed === ERASED) return { decision: held.id, result: 'erased', hashHolds: null, decidedBy: null, replayedBy: ENGINE };
  const part = sealed as unknown as SealedDecision;
  const { compiled } = await lawOf(db, part.law);
  const again = JSON.stringify(compiled.decide(compiled.admit(part.case as unknown as CaseInput)));
  return {
    decision: held.id,
    result: again === JSON.stringify(part.decision) ? 'same' : 'different',
    hashHolds: decisionHash(part) === held.state.decisionHash,
    decidedBy: part.engine,
    replayedBy: ENGINE,
  };
}

/** Any number of decisions taken at random and decided again: for a register that was restored. @returns what each came to */
export async function replaySample(office: Office, sample: number, db: Db = office.store.db): Promise<readonly Replay[]> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`select * from decision order by random() limit ${sample}`.execute(db);
  const replays: Replay[] = [];
  for (const row of rows) replays.push(await replay(db, office, heldOf(decision, row)));
  return replays;
}

export const replayDecision = query({
  name: 'decision.replay',
  action: 'decision.read',
  summary: 'Decide the case of a decision again, under the law it was decided under, and compare to the byte',
  input: z.strictObject({ decision: Id }),
  output: z.object({
    decision: Id,
    result: z.enum(['same', 'different', 'erased']),
    hashHolds: z.boolean().nullable().describe('Whether the hash in the open record is that of the sealed decision'),
    decidedBy: z.string().nullable().describe('The engine that decided'),
    replayedBy: z.string(),
  }),
  run: async (reader, { decision: id }) => {
    await readOne(reader, decision, id); // whoever may not know of the decision may not know whether it replays
    return replay(reader.db, reader.office, await recordAt(reader.db, decision, id));
  },
});

export const readWorking = query({
  name: 'decision.working',
  action: 'decision.read',
  summary: 'Read the case, the whole answer of the law and the officer’s reason of a decision, as they were sealed',
  input: z.strictObject({ decision: Id }),
  output: z.object({
    case: z.record(z.string(), z.unknown()),
    decision: z.record(z.string(), z.unknown()),
    reason: z.string().nullable(),
    law: z.array(z.object({ regime: z.string(), sha256: z.string() })),
    engine: z.string(),
  }),
  run: async (reader, { decision: id }) => {
    // The working tells of protection: for nobody outside of the office's inner rooms.
    if (outsider(reader.actor, decision.kind) !== null) throw new NoSuchRecord(decision.kind, id);
    await readOne(reader, decision, id);
    const sealed: Sealed | typeof ERASED = await openState(
      reader.db,
      reader.office,
      (await recordAt(reader.db, decision, id)) as Held<object>,
    );
    if (sealed === ERASED) throw new DecisionErased(id);
    const part = sealed as unknown as SealedDecision;
    return {
      case: part.case as Record<string, unknown>,
      decision: part.decision as Record<string, unknown>,
      reason: part.reason,
      law: [...part.law],
      engine: part.engine,
    };
  },
});
