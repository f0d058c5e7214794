import type { Action } from '../access/actions.ts';
import type { Actor } from '../access/actor.ts';
import { NoSuchRecord } from '../access/errors.ts';
import type { EventDraft } from '../audit/event.ts';
import { appendEvents, appendLast } from '../audit/log.ts';
import type { NoteSigner } from '../audit/note.ts';
import { eventsOf } from '../audit/read.ts';
import { PersonErased } from '../privacy/errors.ts';
import type { Keyring } from '../privacy/keyring.ts';
import { ERASED, seal, stateLabel } from '../privacy/seal.ts';
import type { Db } from '../store/db.ts';
import type { Store } from '../store/open.ts';
import type { Json } from '../values/canonical.ts';
import type { IsoDate } from '../values/dates.ts';
import type { Clock } from './clock.ts';
import { VersionConflict } from './errors.ts';
import { newId } from './ids.ts';
import type { LawInForce } from './law.ts';
import { openState, type Sealed, setOf } from './opened.ts';
import type { Proposal } from './proposal.ts';
import { type Change, fold, type Held, inOrder, nothingKnown, type RecordKind } from './record.ts';
import { readState, readStates, writeState, writeStates } from './states.ts';

export { openState, type Sealed, setOf } from './opened.ts';

/** Everything that a use case stands on: where records are kept, under which law, by which clock, for which host. */
export interface Office {
  readonly store: Store;
  readonly clock: Clock;
  readonly keyring: Keyring;
  /** The state whose register this is, ISO 3166-1 alpha-3. */
  readonly host: string;
  /** What needs a second person, by name; the rooms above bring them. */
  readonly secondPersonActs: ReadonlyMap<string, SecondPersonAct>;
  /** What must happen in the very transaction in which persons come to be protected. */
  readonly onProtected: readonly OnProtected[];
  readonly law: (db: Db) => Promise<LawInForce>;
  /** By what the log is signed; `null` where nothing signs, as in most tests. */
  readonly proof: Proof | null;
}

export interface Proof {
  readonly signer: NoteSigner;
  /** Where signed checkpoints are kept outside of the database; `null` where no folder is ours. */
  readonly folder: string | null;
}

/**
 * What a room above does as soon as nobody may order these workers to leave. Protection stands below the register and cannot call it, yet
 * the order that was given before must not outlive the hold by one transaction.
 */
export type OnProtected = (desk: Desk, workers: readonly string[]) => Promise<void>;

/** What the rooms above bring for each act that needs a second person. */
export interface SecondPersonAct {
  readonly act: string;
  /** What the approver must be allowed to do. */
  readonly approve: Action;
  /** The content as the records have it now; it is compared with what was proposed. */
  readonly content: (desk: Desk, subject: string, proposed: Json) => Promise<Json>;
  /** Does it, in the transaction of the approval. */
  readonly carryOut: (desk: Desk, approved: Held<Proposal>) => Promise<void>;
  /** What becomes of the subject when the proposal is returned or void. */
  readonly letGo: (desk: Desk, ended: Held<Proposal>) => Promise<void>;
}

/** What happened to a record. */
export interface Happening {
  /** The event's name: `permit-granted`. */
  readonly event: string;
  /** The day from which it is true; today unless said. */
  readonly trueOn?: IsoDate;
  /** Fields of the state as they stand from that day. */
  readonly set: Readonly<Record<string, Json>>;
  /** What else the event tells: evidence, what was before, who approved. Nothing personal. */
  readonly more?: Readonly<Record<string, Json>>;
  /** Personal or confidential fields, sealed under the person's key and merged into the sealed part of the state. */
  readonly sealed?: Sealed;
}

/**
 * One transaction of one actor: reads what it will write under a lock, records what happened, and at the end hands all events to the
 * log. State and event are written by the same call, so neither can be without the other.
 */
export class Desk {
  readonly tx: Db;
  readonly office: Office;
  readonly actor: Actor;
  readonly today: IsoDate;
  readonly #events: (EventDraft & { readonly data: Json })[] = [];

  constructor(tx: Db, office: Office, actor: Actor) {
    this.tx = tx;
    this.office = office;
    this.actor = actor;
    this.today = office.clock.today();
  }

  /** The record, locked until the end of the transaction. @throws NoSuchRecord, VersionConflict where `version` was seen and is no longer */
  async held<S extends object>(of: RecordKind<S>, id: string, version?: number): Promise<Held<S>> {
    const held = await readState(this.tx, of, id, true);
    if (held === null) throw new NoSuchRecord(of.kind, id);
    if (version !== undefined && version !== held.version) throw new VersionConflict(of.kind, id, version, held.version);
    return held;
  }

  /** The record without a lock, for what is only read. @throws NoSuchRecord */
  async seen<S extends object>(of: RecordKind<S>, id: string): Promise<Held<S>> {
    const held = await readState(this.tx, of, id);
    if (held === null) throw new NoSuchRecord(of.kind, id);
    return held;
  }

  /** The first event of a record. */
  async create<S extends object>(of: RecordKind<S>, happening: Happening, id: string = newId()): Promise<Held<S>> {
    const before: Held<S> = { of, id, version: 0, trueOn: '0001-01-01', state: nothingKnown(of), sealedAt: null, sealed: null };
    return this.#happen(before, happening);
  }

  /** A further event of a record that `held` gave. */
  async change<S extends object>(held: Held<S>, happening: Happening): Promise<Held<S>> {
    return this.#happen(held, happening);
  }

  /** Many records of one kind, locked until the end of the transaction in the order of their ids. @throws NoSuchRecord */
  async heldMany<S extends object>(of: RecordKind<S>, ids: readonly string[]): Promise<readonly Held<S>[]> {
    const held = await readStates(this.tx, of, ids);
    if (held.length === ids.length) return held;
    const found = new Set(held.map(({ id }) => id));
    throw new NoSuchRecord(of.kind, ids.find((id) => !found.has(id)) ?? '');
  }

  /**
   * As `create` for many new records of one kind: one statement for some hundreds, and one for all keys.
   * @throws PersonErased for a sealed part of somebody who was erased
   */
  async createMany<S extends object>(of: RecordKind<S>, many: readonly (Happening & { readonly id: string })[]): Promise<void> {
    const fresh = { of, version: 0, trueOn: '0001-01-01', state: nothingKnown(of), sealedAt: null, sealed: null };
    await this.#happenMany(
      of,
      many.map(({ id, ...happening }) => [{ ...fresh, id }, happening]),
    );
  }

  /** As `change` for many records of one kind that `heldMany` gave, where nothing sealed changes and nothing reaches back. */
  async changeMany<S extends object>(of: RecordKind<S>, many: readonly (readonly [Held<S>, Happening])[]): Promise<void> {
    await this.#happenMany(of, many);
  }

  /** The sealed part of a record, or `erased`. */
  async opened<S extends object>(held: Held<S>): Promise<Sealed | typeof ERASED> {
    return openState(this.tx, this.office, held);
  }

  /** How many events wait for the log. */
  get pending(): number {
    return this.#events.length;
  }

  /** Called once, by the office, as the last thing before the commit, with which it goes to the log. */
  fileLast(): void {
    if (this.#events.length > 0) appendLast(this.tx, this.#events, this.office.clock.now());
  }

  /** The same at once, for a job that writes down afterwards how far it has come. */
  async file(): Promise<void> {
    if (this.#events.length > 0) await appendEvents(this.tx, this.#events, this.office.clock.now());
  }

  async #happen<S extends object>(before: Held<S>, happening: Happening): Promise<Held<S>> {
    const { of, id } = before;
    const trueOn = happening.trueOn ?? this.today;
    const version = before.version + 1;
    const eventId = newId();
    const reachesBack = trueOn < before.trueOn;
    const state = reachesBack
      ? fold(of, [...(await this.#changes(of, id)), { trueOn, leaf: Number.MAX_SAFE_INTEGER, set: happening.set }])
      : ({ ...before.state, ...happening.set } as S);
    const person = of.person(id, state);
    const [sealedEvent, sealedState] = await this.#sealed(before, happening.sealed, { eventId, version, person });
    const after: Held<S> = {
      of,
      id,
      version,
      trueOn: reachesBack ? before.trueOn : trueOn,
      state,
      sealedAt: sealedState === null ? before.sealedAt : version,
      sealed: sealedState ?? before.sealed,
    };
    await writeState(this.tx, after as Held<object>);
    this.#events.push({
      id: eventId,
      record: { kind: of.kind, id },
      version,
      kind: happening.event,
      trueOn,
      actor: this.actor.account,
      person,
      data: { ...happening.more, set: happening.set },
      sealed: sealedEvent,
    });
    return after;
  }

  async #happenMany<S extends object>(of: RecordKind<S>, many: readonly (readonly [Held<S>, Happening])[]): Promise<void> {
    if (many.length === 0) return;
    const made = many.map(([before, happening]) => {
      const trueOn = happening.trueOn ?? this.today;
      // INVARIANT: what would need the record's earlier events or its sealed part goes through `change`, one by one.
      if (trueOn < before.trueOn || (happening.sealed !== undefined && before.sealed !== null))
        throw new TypeError(`Many ${of.kind} cannot reach back, nor seal anew.`);
      const state = { ...before.state, ...happening.set } as S;
      return { before, happening, trueOn, state, version: before.version + 1, eventId: newId(), person: of.person(before.id, state) };
    });
    const sealing = made.flatMap(({ happening, person }) => (happening.sealed === undefined || person === null ? [] : [person]));
    const keys = await this.office.keyring.keysOf(this.tx, sealing);
    const seals = made.map(({ happening, person, eventId, before, version }) => {
      if (happening.sealed === undefined) return null;
      const key = person === null ? undefined : keys.get(person);
      if (key === undefined) throw new PersonErased(person ?? before.id);
      const bytes = Buffer.from(JSON.stringify(happening.sealed));
      return { event: seal(key, eventId, bytes), state: seal(key, stateLabel(of.kind, before.id, version), bytes) };
    });
    await writeStates(
      this.tx,
      of,
      made.map(({ before, trueOn, state, version }, at): Held<object> => {
        const sealed = seals[at]?.state ?? null;
        const { id } = before;
        return { of, id, version, trueOn, state, sealedAt: sealed === null ? before.sealedAt : version, sealed: sealed ?? before.sealed };
      }),
    );
    for (const [at, { before, happening, trueOn, version, eventId, person }] of made.entries())
      this.#events.push({
        id: eventId,
        record: { kind: of.kind, id: before.id },
        version,
        kind: happening.event,
        trueOn,
        actor: this.actor.account,
        person,
        data: { ...happening.more, set: happening.set },
        sealed: seals[at]?.event ?? null,
      });
  }

  /** The id of the event that was recorded last: what a bundle is asked for by. */
  get lastEvent(): string {
    const last = this.#events.at(-1);
    if (last === undefined) throw new TypeError('Nothing was recorded yet.');
    return last.id;
  }

  async #changes(of: RecordKind<object>, id: string): Promise<Change[]> {
    const filed = await eventsOf(this.tx, { kind: of.kind, id }, {});
    const known = filed.map(({ trueOn, leaf, data }): Change => ({ trueOn, leaf, set: setOf(data) }));
    const waiting = this.#events
      .filter(({ record }) => record.kind === of.kind && record.id === id)
      .map(({ trueOn, data }, at): Change => ({ trueOn, leaf: Number.MAX_SAFE_INTEGER / 2 + at, set: setOf(data) }));
    return inOrder([...known, ...waiting]);
  }

  /** What is sealed of an event, and of the state after it, under the keys of one person. */
  async #sealed(
    before: Held<object>,
    content: Sealed | undefined,
    { eventId, version, person }: { readonly eventId: string; readonly version: number; readonly person: string | null },
  ): Promise<readonly [Uint8Array | null, Uint8Array | null]> {
    if (content === undefined) return [null, null];
    if (person === null) throw new TypeError('Sealed content needs a person.');
    const known = before.sealed === null ? {} : await openState(this.tx, this.office, before);
    const key = await this.office.keyring.keyOf(this.tx, person);
    const bytes = (all: Sealed): Buffer => Buffer.from(JSON.stringify(all));
    const state = { ...(known === ERASED ? {} : known), ...content };
    return [seal(key, eventId, bytes(content)), seal(key, stateLabel(before.of.kind, before.id, version), bytes(state))];
  }
}
