import { eventsOf } from '../audit/read.ts';
import { type Desk, type Sealed, setOf } from '../office/desk.ts';
import { fold, type Held } from '../office/record.ts';
import { canonicalJson, type Json } from '../values/canonical.ts';
import { type IsoDate, spokenDate } from '../values/dates.ts';
import { type ErrorKind, type Place, ResoluteError } from '../values/errors.ts';

/** A correction that says what the record says already. */
export class NothingToCorrect extends ResoluteError {
  readonly code = 'register.nothing-to-correct';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Read the record, and give the fields that are to be otherwise; null says that something is not known.';
  constructor(kind: string, id: string, day: IsoDate) {
    super(`The ${kind} ${id} says this already for ${spokenDate(day)}. Nothing was changed.`);
  }
}

/** A correction is of something that was recorded: not of a day before the record, and not of one that has yet to come. */
export class OutsideOfTheRecord extends ResoluteError {
  readonly code = 'register.outside-of-the-record';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  override readonly place: Place = { field: 'trueOn' };
  constructor(kind: string, id: string, day: IsoDate, from: IsoDate, to: IsoDate) {
    super(`The ${kind} ${id} cannot be corrected for ${spokenDate(day)}.`);
    this.remedy = `Give a day from ${from}, when the record begins, to ${to}; or leave it out to correct what stands now from the day on which it was said to be true.`;
  }
}

export interface Correction {
  readonly set: Readonly<Record<string, Json | undefined>>;
  readonly sealed?: Sealed | undefined;
  /** The day from which it is true; left out, the day from which that was true which now stands there. */
  readonly trueOn?: IsoDate | undefined;
}

/**
 * Records that something was otherwise: an event like every other, true from a day that may lie far back. What was recorded before
 * stays where it is, and the event tells what it replaces (`was`; a sealed part is in the event before, under its own key).
 * @throws NothingToCorrect, OutsideOfTheRecord
 */
export async function correct<S extends object>(desk: Desk, held: Held<S>, { set, sealed, trueOn }: Correction): Promise<Held<S>> {
  const events = await eventsOf(desk.tx, { kind: held.of.kind, id: held.id });
  const given = Object.entries(set).filter((field): field is [string, Json] => field[1] !== undefined);
  const names = given.map(([name]) => name);
  const first = events[0]?.trueOn ?? desk.today;
  const saidOn = events.findLast(
    ({ data, sealed: part }) => (sealed !== undefined && part !== null) || names.some((name) => Object.hasOwn(setOf(data), name)),
  );
  const day = trueOn ?? saidOn?.trueOn ?? first;
  if (day < first || (trueOn !== undefined && day > desk.today))
    throw new OutsideOfTheRecord(held.of.kind, held.id, day, first, desk.today);
  const changes = events
    .filter((event) => event.trueOn <= day)
    .map((event) => ({ trueOn: event.trueOn, leaf: event.leaf, set: setOf(event.data) }));
  const then = fold(held.of, changes) as Readonly<Record<string, Json>>;
  const other = given.filter(([name, value]) => canonicalJson(then[name] ?? null) !== canonicalJson(value));
  if (other.length === 0 && sealed === undefined) throw new NothingToCorrect(held.of.kind, held.id, day);
  return desk.change(held, {
    event: 'corrected',
    trueOn: day,
    set: Object.fromEntries(other),
    more: { was: Object.fromEntries(other.map(([name]) => [name, then[name] ?? null])) },
    ...(sealed === undefined ? {} : { sealed }),
  });
}

/**
 * The day of an act that ends something: the day itself, but never before what the record already says, since the later day wins and
 * the end would be overruled by its own beginning. Of a contract that ended before it was recorded the register says so from its recording on.
 */
export const notBefore = ({ trueOn }: Held<object>, day: IsoDate): IsoDate => (day < trueOn ? trueOn : day);
