import type { Actor } from '../access/actor.ts';
import type { Db } from '../store/db.ts';
import type { IsoDate } from '../values/dates.ts';
import type { Office } from './office.ts';
import type { Moment } from './states.ts';

/** Who reads, and at which moment of the two clocks. */
export interface Reader {
  readonly db: Db;
  readonly office: Office;
  readonly actor: Actor;
  readonly moment: Moment;
  /** The day of the answer: `asOf`, or today. */
  readonly day: IsoDate;
}
