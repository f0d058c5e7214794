import { sql } from 'kysely';
import type { LawInForce } from '../../office/law.ts';
import type { Db } from '../../store/db.ts';
import type { IsoDate } from '../../values/dates.ts';
import type { Application } from '../applications/application.ts';
import { headroomOf, isCounted } from '../cap/headroom.ts';
import { ACT_OF, applicationSubject } from '../cases/subject.ts';
import { asked, type Within, within } from './cases.ts';

interface Waiting {
  readonly id: string;
  readonly kind: Application['kind'];
  readonly nationalities: readonly string[] | null;
}

/**
 * Counts, for each open application that a cap may count, how many further authorisations could be given for the days it asks for. It is
 * a count over the whole register, so it stands beside the set-based statement: those who wait under a cap are few.
 */
export async function countHeadroom(tx: Db, law: LawInForce, host: string, day: IsoDate, which: Within): Promise<void> {
  await sql`delete from standing_headroom`.execute(tx);
  const { rows } = await sql<Waiting>`select s.id, s.kind, w.nationalities from application as s join worker as w on w.id = s.worker
    where ${sql.raw(asked('application', day))}${sql.raw(within('application', which))}`.execute(tx);
  for (const { id, kind, nationalities } of rows) {
    const act = ACT_OF[kind];
    if (!isCounted(law, { host, act, nationalities })) continue;
    const { span, replaces } = await applicationSubject(tx, host, id, day);
    const headroom = await headroomOf(tx, law, { host, act, nationalities, span, replaces });
    await sql`insert into standing_headroom (subject, headroom) values (${id}, ${headroom})`.execute(tx);
  }
}
