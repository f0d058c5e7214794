import { momentOf } from '../../api/moment.ts';
import { type Call, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import type { Moment } from './register-door.ts';

/**
 * The two clocks that a reading was asked for, checked before anything is opened. A day to come is no mistake: what is recorded for it
 * so far is a fair question, and the answer says so; what the register will know is none.
 * @throws InputRefused, UsageError
 */
export function momentOfCall(call: Call): Moment {
  const [asOf, knownAt] = [textFlag(call, 'asOf'), textFlag(call, 'knownAt')];
  const moment = momentOf({ ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }) });
  const now = Temporal.Now.instant();
  if (moment.knownAt !== null && Temporal.Instant.compare(Temporal.Instant.from(moment.knownAt), now) > 0)
    throw new UsageError(
      `${moment.knownAt} has not come yet: nobody knows what the register will know then.`,
      'Leave --known-at out for now.',
    );
  if (moment.asOf !== null && moment.asOf > now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 1 }).toString())
    call.io.err(`${moment.asOf} has not come yet: this is what is recorded for it so far.\n`);
  return moment;
}
