import { sql } from 'kysely';
import { eventsOf } from '../../audit/read.ts';
import { openState, type Sealed } from '../../office/desk.ts';
import type { Office } from '../../office/office.ts';
import type { RecordKind } from '../../office/record.ts';
import { heldOf } from '../../office/states.ts';
import { ERASED } from '../../privacy/seal.ts';
import type { Db } from '../../store/db.ts';
import { canonicalJson } from '../../values/canonical.ts';

export interface SealedCompared {
  readonly compared: number;
  readonly erased: number;
  /** Records whose sealed part is not what their events make, or cannot be opened under its own key. */
  readonly ids: readonly string[];
}

const CHUNK = 500;

/** Opens the sealed part of each record of a kind and of its events, some hundred at a time, and compares what they say. */
export async function sealedThatDiffer(db: Db, office: Office, of: RecordKind<object>): Promise<SealedCompared> {
  const ids: string[] = [];
  let [compared, erased, after] = [0, 0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const { rows } = await sql<Readonly<Record<string, unknown>> & { readonly id: string }>`
      select * from ${sql.table(of.table)} where id > ${after}::uuid and sealed is not null order by id limit ${CHUNK}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return { compared, erased, ids };
    for (const row of rows) {
      const verdict = await agrees(db, office, of, row);
      if (verdict === 'erased') erased += 1;
      else compared += 1;
      if (verdict === 'differs') ids.push(row.id);
    }
    after = last.id;
  }
}

async function agrees(
  db: Db,
  office: Office,
  of: RecordKind<object>,
  row: Readonly<Record<string, unknown>>,
): Promise<'agrees' | 'differs' | 'erased'> {
  const held = heldOf(of, row);
  try {
    const stands = await openState(db, office, held);
    if (stands === ERASED) return 'erased';
    const should: Record<string, Sealed[string]> = {};
    // In the order of the log: of a sealed field the later entry counts, whatever day it speaks of.
    const events = (await eventsOf(db, { kind: of.kind, id: held.id })).sort((a, b) => a.leaf - b.leaf);
    for (const { id, person, sealed } of events) {
      if (sealed === null || person === null) continue;
      const part = await office.keyring.open(db, person, id, sealed);
      if (part === ERASED) return 'erased';
      Object.assign(should, JSON.parse(Buffer.from(part).toString('utf8')));
    }
    return canonicalJson(stands) === canonicalJson(should) ? 'agrees' : 'differs';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'privacy.damaged') return 'differs';
    throw error;
  }
}
