import { sql } from 'kysely';
import { type Actor, requireMay } from '../../access/actor.ts';
import { NoSuchRecord } from '../../access/errors.ts';
import { type Bundle, bundleOf, type LawPack } from '../../audit/bundle.ts';
import type { LoggedEvent } from '../../audit/event.ts';
import { eventsOf } from '../../audit/read.ts';
import type { Office } from '../../office/office.ts';
import { NOW } from '../../office/states.ts';
import { eventKey } from '../../privacy/seal.ts';
import type { Db } from '../../store/db.ts';
import { decision } from '../decisions/decision.ts';
import { readOne } from '../reading/read.ts';
import { proofOf, signLog } from './sign.ts';

/**
 * Everything that somebody needs to check a decision without us: its entry, that this entry stands in the signed log, and, for whoever
 * may read cases, the key of this one entry and the law, so that the case can be decided again.
 * @throws NotAllowed, NoSuchRecord, NothingSigns
 */
export async function bundleOfDecision(office: Office, actor: Actor, id: string): Promise<Bundle> {
  requireMay(actor, 'audit.bundle');
  const { db } = office.store;
  await readOne({ db, office, actor, moment: NOW, day: office.clock.today() }, decision, id); // whoever may not know of it gets no proof that it is
  const event = (await eventsOf(db, { kind: decision.kind, id }))
    .filter(({ sealed }) => sealed !== null)
    .sort((a, b) => b.leaf - a.leaf)[0];
  if (event === undefined) throw new NoSuchRecord(decision.kind, id);
  await signLog(office);
  const laws = await sql<LawPack>`
    select p.regime, p.sha256, p.json
    from decision d, jsonb_array_elements(d.laws) with ordinality as l (law, nth)
      join law_pack p on p.regime = l.law ->> 'regime' and p.sha256 = l.law ->> 'sha256'
    where d.id = ${id} order by nth`.execute(db);
  return bundleOf(db, { event, eventKey: await keyFor(office, db, event), law: laws.rows, verifier: proofOf(office).signer.verifier });
}

async function keyFor({ keyring }: Office, db: Db, { person, id }: LoggedEvent): Promise<Uint8Array | null> {
  if (person === null) return null;
  const key = await keyring.keyToOpen(db, person);
  return key === null ? null : eventKey(key, id);
}
