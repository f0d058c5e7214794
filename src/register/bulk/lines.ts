import { CanonicalText, type EventDraft } from '../../audit/event.ts';
import type { RecordKind } from '../../office/record.ts';
import { type Cell, copyLine } from '../../store/copy.ts';
import { canonicalJson, type Json } from '../../values/canonical.ts';

/** How the state of a record goes into its table by COPY: the same columns that `writeState` writes, in one order. */
export class TableLines<S extends object> {
  readonly of: RecordKind<S>;
  /** What stands after COPY. */
  readonly into: string;
  readonly #names: readonly string[];

  constructor(of: RecordKind<S>) {
    this.of = of;
    this.#names = Object.keys(of.columns);
    const columns = ['id', 'version', 'trueOn', ...this.#names, ...(of.sealed ? ['sealedAt', 'sealed'] : [])];
    this.into = `${of.table} (${columns.map((name) => `"${name}"`).join(', ')})`;
  }

  /** The row of a record after its first event. What `set` leaves out is unknown. */
  line(id: string, trueOn: string, set: Readonly<Partial<Record<keyof S, Json>>>, sealed: Uint8Array | null): string {
    const values = set as Readonly<Record<string, Json>>;
    const types = this.of.columns as Readonly<Record<string, string>>;
    const cells: Cell[] = [id, 1, trueOn];
    for (const name of this.#names) cells.push(cellOf(values[name] ?? null, types[name] ?? 'text'));
    if (this.of.sealed) cells.push(sealed === null ? null : 1, sealed);
    return copyLine(cells);
  }
}

function cellOf(value: Json, type: string): Cell {
  if (value === null) return null;
  if (type === 'jsonb') return JSON.stringify(value);
  if (type.endsWith('[]')) return `{${(value as readonly string[]).map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
  return value as string | number | boolean;
}

/** An event as it waits on the disk: its parts between tabs, which JSON and the forms of ids never hold. */
export function draftLine({ id, record, version, kind, trueOn, actor, person, data, sealed }: EventDraft): string {
  const text = data instanceof CanonicalText ? data.text : canonicalJson(data);
  return `${id}\t${record.kind}\t${record.id}\t${version}\t${kind}\t${trueOn}\t${actor}\t${person ?? ''}\t${sealed === null ? '' : Buffer.from(sealed).toString('base64')}\t${text}\n`;
}

export function draftOf(line: string): EventDraft {
  const [id = '', recordKind = '', recordId = '', version = '', kind = '', trueOn = '', actor = '', person = '', sealed = '', text = ''] =
    line.split('\t');
  return {
    id,
    record: { kind: recordKind, id: recordId },
    version: Number(version),
    kind,
    trueOn,
    actor,
    person: person === '' ? null : person,
    data: new CanonicalText(text),
    sealed: sealed === '' ? null : Buffer.from(sealed, 'base64'),
  };
}
