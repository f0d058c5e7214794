import type { Desk } from '../../office/desk.ts';
import { newId } from '../../office/ids.ts';
import type { RecordKind } from '../../office/record.ts';
import { recordTokens } from '../../privacy/same-person.ts';
import { seal, stateLabel } from '../../privacy/seal.ts';
import { type Token, tokensOf } from '../../privacy/tokens.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { contract } from '../contracts/contract.ts';
import { departure } from '../departures/departure.ts';
import { employer } from '../employers/employer.ts';
import { permit } from '../permits/permit.ts';
import { worker } from '../workers/worker.ts';
import { employerKey, type Known } from './known.ts';
import { draftLine, TableLines } from './lines.ts';
import { personalOf } from './personal-cells.ts';
import { sectorOf } from './sectors.ts';
import { boolOf, dayOf, type SheetRow, statesOf, textOf } from './sheet-row.ts';
import { Spool } from './spool.ts';

const TABLES = {
  employer: new TableLines(employer),
  worker: new TableLines(worker),
  contract: new TableLines(contract),
  permit: new TableLines(permit),
  departure: new TableLines(departure),
} as const;
type Made = keyof typeof TABLES;
/** In the order in which one table refers to the other. */
export const MADE: readonly Made[] = ['employer', 'worker', 'contract', 'permit', 'departure'];

export interface NumberedRow {
  readonly row: number;
  readonly cells: SheetRow;
}

/** Turns rows of a sheet into records and events that wait on the disk, in the order of the rows. Nothing is in the register before `file`. */
export class TakeIn {
  readonly #desk: Desk;
  readonly #known: Known;
  readonly #importId: string;
  readonly #spools: Readonly<Record<Made, Spool>>;
  readonly #events: Spool;
  /** Words of sectors that no code is known for, and in how many rows. */
  readonly unknownSectors = new Map<string, number>();
  /** Workers who left and have no later permit in the sheet: the last day they were seen to leave. */
  readonly #left = new Map<string, { readonly from: IsoDate; readonly leftOn: IsoDate | null }>();

  constructor(desk: Desk, known: Known, importId: string, folder: string) {
    this.#desk = desk;
    this.#known = known;
    this.#importId = importId;
    this.#spools = {
      employer: new Spool(folder, 'employer'),
      worker: new Spool(folder, 'worker'),
      contract: new Spool(folder, 'contract'),
      permit: new Spool(folder, 'permit'),
      departure: new Spool(folder, 'departure'),
    };
    this.#events = new Spool(folder, 'event');
  }

  /** Takes rows in that nothing speaks against. @returns how many workers, employers and so on were new */
  async take(rows: readonly NumberedRow[]): Promise<void> {
    const persons: { readonly id: string; readonly item: NumberedRow }[] = [];
    const seen = new Set<string>();
    const workerIds = rows.map((item) => {
      const number = textOf(item.cells, 'worker.number');
      const known = number === null ? { id: newId(), isNew: true } : this.#known.workers.get(number);
      if (known === undefined) throw new TypeError('INVARIANT: the row was claimed.');
      if (known.isNew && !seen.has(known.id) && !this.#made.has(known.id)) persons.push({ id: known.id, item });
      seen.add(known.id);
      return known.id;
    });
    await this.#workers(persons);
    for (const [at, item] of rows.entries()) this.#papers(item, workerIds[at] as string);
    for (const spool of [...Object.values(this.#spools), this.#events]) await spool.breathe();
  }

  readonly #made = new Set<string>();

  async #workers(persons: readonly { readonly id: string; readonly item: NumberedRow }[]): Promise<void> {
    const { keyring } = this.#desk.office;
    const named = persons.filter(({ item }) => personalOf(item.cells) !== null);
    const keys = await keyring.keysOf(
      this.#desk.tx,
      named.map(({ id }) => id),
    );
    const tokens = new Map<string, readonly Token[]>();
    for (const { id, item } of persons) {
      this.#made.add(id);
      const { cells } = item;
      const personal = personalOf(cells);
      const set = {
        number: textOf(cells, 'worker.number'),
        nationalities: statesOf(cells, 'worker.nationalities'),
        ...Object.fromEntries(
          ['earnsIncome', 'safetyOverseer', 'immunity', 'residesOnOtherTitle', 'listed'].map((name) => [
            name,
            boolOf(cells, `worker.${name}`),
          ]),
        ),
        status: 'active',
      };
      const bytes = personal === null ? null : Buffer.from(JSON.stringify(personal));
      const key = keys.get(id) ?? null;
      if (bytes !== null && personal !== null) {
        const { names, documents, bornOn, birthYear } = personal;
        tokens.set(id, tokensOf(keyring.index, { names: names.map(({ text }) => text), documents, birthDate: bornOn, birthYear }));
      }
      this.#add('worker', worker, id, set, item, id, bytes, key);
    }
    await recordTokens(this.#desk.tx, tokens);
  }

  #papers(item: NumberedRow, workerId: string): void {
    const { cells } = item;
    const employerId = this.#employer(item);
    const contractId = this.#contract(item, workerId, employerId);
    const permitId = newId();
    const [validFrom, validTo] = [dayOf(cells, 'permit.validFrom') as IsoDate, dayOf(cells, 'permit.validTo') as IsoDate];
    this.#add(
      'permit',
      permit,
      permitId,
      {
        number: textOf(cells, 'permit.number'),
        worker: workerId,
        employer: employerId,
        contract: contractId,
        category: textOf(cells, 'permit.category'),
        validFrom,
        validTo,
        lastDay: validTo,
        status: 'granted',
      },
      item,
      workerId,
    );
    const leftOn = dayOf(cells, 'departure.leftOn');
    if (leftOn !== null)
      this.#add(
        'departure',
        departure,
        newId(),
        {
          worker: workerId,
          permit: permitId,
          basis: 'own-accord',
          leftOn,
          destination: textOf(cells, 'departure.destination'),
          status: 'confirmed',
          author: this.#desk.actor.account,
        },
        item,
        workerId,
      );
    const last = this.#left.get(workerId);
    if (last === undefined ? leftOn !== null : validFrom >= last.from) this.#left.set(workerId, { from: validFrom, leftOn });
  }

  #employer(item: NumberedRow): string {
    const key = employerKey(item.cells);
    const known = this.#known.employers.get(key);
    const word = textOf(item.cells, 'employer.sector');
    if (word !== null && sectorOf(word) === null) this.unknownSectors.set(word, (this.unknownSectors.get(word) ?? 0) + 1);
    if (known !== undefined) return known.id;
    const id = newId();
    this.#known.employers.set(key, { id, isNew: true });
    const number = textOf(item.cells, 'employer.number');
    const isPrivate = boolOf(item.cells, 'employer.private');
    this.#add(
      'employer',
      employer,
      id,
      {
        number,
        name: textOf(item.cells, 'employer.name') ?? number ?? '',
        sector: word === null ? null : sectorOf(word),
        private: isPrivate,
        kind: isPrivate === false ? 'state-body' : null,
        listed: boolOf(item.cells, 'employer.listed'),
        status: 'active',
      },
      item,
      null,
    );
    return id;
  }

  #contract(item: NumberedRow, workerId: string, employerId: string): string | null {
    const { cells } = item;
    const [finalisedOn, endsOn, written] = [
      dayOf(cells, 'contract.finalisedOn'),
      dayOf(cells, 'contract.endsOn'),
      boolOf(cells, 'contract.written'),
    ];
    if (finalisedOn === null && endsOn === null && written === null) return null;
    const key = `${workerId} ${employerId} ${finalisedOn} ${endsOn} ${written}`;
    const known = this.#known.contracts.get(key);
    if (known !== undefined) return known;
    const id = newId();
    this.#known.contracts.set(key, id);
    this.#add(
      'contract',
      contract,
      id,
      { worker: workerId, employer: employerId, finalisedOn, endsOn, written, status: 'recorded' },
      item,
      workerId,
    );
    return id;
  }

  #add<S extends object>(
    made: Made,
    of: RecordKind<S>,
    id: string,
    set: Readonly<Partial<Record<keyof S, Json>>>,
    { row, cells }: NumberedRow,
    person: string | null,
    personal: Uint8Array | null = null,
    key: Uint8Array | null = null,
  ): void {
    const trueOn = sinceWhen(made, cells);
    const eventId = newId();
    const sealedEvent = personal === null || key === null ? null : seal(key, eventId, personal);
    const sealedState = personal === null || key === null ? null : seal(key, stateLabel(of.kind, id, 1), personal);
    this.#spools[made].add((TABLES[made] as unknown as TableLines<S>).line(id, trueOn, set, sealedState));
    this.#events.add(
      draftLine({
        id: eventId,
        record: { kind: of.kind, id },
        version: 1,
        kind: 'imported',
        trueOn,
        actor: this.#desk.actor.account,
        person,
        data: { set: withoutUnknown(set as Readonly<Record<string, Json>>), import: this.#importId, row },
        sealed: sealedEvent,
      }),
    );
  }

  /** Workers who have left, with the day. */
  get departed(): readonly (readonly [string, IsoDate])[] {
    return [...this.#left].flatMap(([id, { leftOn }]) => (leftOn === null ? [] : [[id, leftOn] as const]));
  }

  get made(): Readonly<Record<Made, number>> {
    return Object.fromEntries(MADE.map((made) => [made, this.#spools[made].count])) as Record<Made, number>;
  }

  async close(): Promise<void> {
    for (const spool of [...Object.values(this.#spools), this.#events]) await spool.close();
  }

  into(made: Made): string {
    return TABLES[made].into;
  }

  pieces(made: Made): AsyncIterable<string> {
    return this.#spools[made].pieces();
  }

  events(): AsyncIterable<string> {
    return this.#events.lines();
  }
}

/** Nobody knows since when: so that whoever looks back at any day finds it. */
const SINCE_ALWAYS: IsoDate = '0001-01-01';

/** Since which day a record of a sheet is true: a sheet is taken in long after its permits began. */
function sinceWhen(made: Made, cells: SheetRow): IsoDate {
  const from = dayOf(cells, 'permit.validFrom') ?? SINCE_ALWAYS;
  if (made === 'permit') return from;
  if (made === 'departure') return dayOf(cells, 'departure.leftOn') ?? from;
  if (made === 'contract') return dayOf(cells, 'contract.finalisedOn') ?? from;
  return SINCE_ALWAYS;
}

/** Unknown fields are left out of the event: a fold knows them as unknown anyway, and a million events are shorter. */
function withoutUnknown(set: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
}
