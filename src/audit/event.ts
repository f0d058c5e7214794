import { hash } from 'node:crypto';
import { canonicalJson, type Json } from '../values/canonical.ts';
import { type IsoDate, isIsoDate } from '../values/dates.ts';

/** Which record: its kind and its id, a UUID in lower case. */
export interface RecordRef {
  readonly kind: string;
  readonly id: string;
}

/** Data that were made canonical before: a million events wait on the disk in this form, and are not read again to be written. */
export class CanonicalText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An event before the log gave it its place and its instant. */
export interface EventDraft {
  readonly id: string;
  readonly record: RecordRef;
  /** 1 for the first event of a record, then one more each time. */
  readonly version: number;
  readonly kind: string;
  /** The day from which it is true. */
  readonly trueOn: IsoDate;
  /** The account that did it. */
  readonly actor: string;
  /** The person whom it concerns, where it concerns one. */
  readonly person: string | null;
  /** Nothing personal and nothing protected: that stands in `sealed`. */
  readonly data: Json | CanonicalText;
  readonly sealed: Uint8Array | null;
}

/** An event in the log. */
export interface LoggedEvent extends EventDraft {
  readonly data: Json;
  /** Its place in the log, from 0. */
  readonly leaf: number;
  /** When the register came to know it, in UTC with six digits; all events of one transaction share it. */
  readonly knownAt: string;
  /** What was hashed. */
  readonly body: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PLAIN = /^[a-z][a-z0-9-]*$/;

/**
 * The text that is hashed for an event: canonical JSON of { id, record, version, kind, trueOn, knownAt, actor, person, data, sealed },
 * where `sealed` is the SHA-256 of the sealed bytes. The frame is written out by hand, for a million events pass here;
 * a test holds it equal to `canonicalJson`.
 * @throws TypeError where an id, a name or a day has not the form in which the database gives it back
 */
export function bodyOf(draft: EventDraft, knownAt: string): string {
  const [before, after] = bodyAround(draft);
  return `${before}${knownAt}${after}`;
}

/** The same as what stands before the instant and what stands after it. @throws TypeError */
export function bodyAround(draft: EventDraft): readonly [string, string] {
  const { id, record, version, kind, trueOn, actor, person, data, sealed } = draft;
  if (!UUID.test(id) || !UUID.test(record.id) || !UUID.test(actor) || (person !== null && !UUID.test(person)))
    throw new TypeError(`An event has an id that is no UUID in lower case: ${[id, record.id, actor, person].join(', ')}.`);
  if (!PLAIN.test(kind) || !PLAIN.test(record.kind))
    throw new TypeError(`\`${record.kind}\` or \`${kind}\` is no name of a kind: use a-z, 0-9 and -.`);
  if (!isIsoDate(trueOn)) throw new TypeError(`\`${trueOn}\` is not a day that exists.`);
  if (!Number.isSafeInteger(version) || version < 1) throw new TypeError(`${version} is not a version: the first is 1.`);
  const whom = person === null ? 'null' : `"${person}"`;
  const seal = sealed === null ? 'null' : `"${hash('sha256', sealed, 'hex')}"`;
  return [
    `{"actor":"${actor}","data":${data instanceof CanonicalText ? data.text : canonicalJson(data)},"id":"${id}","kind":"${kind}","knownAt":"`,
    `","person":${whom},"record":{"id":"${record.id}","kind":"${record.kind}"},"sealed":${seal},"trueOn":"${trueOn}","version":${version}}`,
  ];
}

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/;

/**
 * The instant of a transaction: now, or one microsecond after the last one where the clock has not moved or was set back.
 * @returns UTC with six digits, so that the order of the text is the order of time
 * @throws TypeError for a `now` in another form
 */
export function instantAfter(last: string | null, now: string): string {
  const asked = checkedInstant(now);
  return last === null || asked > last ? asked : microsecondAfter(last);
}

/** The instant with six digits. @throws TypeError for another form */
export function checkedInstant(now: string): string {
  const [, seconds, fraction = ''] = INSTANT.exec(now) ?? [];
  if (seconds === undefined) throw new TypeError(`\`${now}\` is not an instant in UTC.`);
  return `${seconds}.${fraction.padEnd(6, '0')}Z`;
}

function microsecondAfter(instant: string): string {
  const next = Temporal.Instant.from(instant).add({ microseconds: 1 });
  return next.toString({ fractionalSecondDigits: 6 });
}
