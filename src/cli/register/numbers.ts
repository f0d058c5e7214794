import { ResoluteError } from '../../values/errors.ts';
import type { RegisterDoor } from './register-door.ts';

const NOW = { asOf: null, knownAt: null };
/** Beyond this many a table would cost more requests than it is worth. */
const READ_MAX = 120;

type Fields = Readonly<Record<string, unknown>>;

/** How a record is called by people, by the field that holds its id. */
const CALLED: Readonly<Record<string, (door: RegisterDoor, id: string) => Promise<string | null>>> = {
  worker: called('worker', 'number'),
  permit: called('permit', 'number'),
  application: called('application', 'number'),
  employer: called('employer', 'name'),
  decision: async (door, id) => {
    const { application, permit } = await read(door, 'decision', id);
    if (typeof application === 'string') return called('application', 'number')(door, application);
    return typeof permit === 'string' ? called('permit', 'number')(door, permit) : null;
  },
};

function called(kind: string, field: string): (door: RegisterDoor, id: string) => Promise<string | null> {
  return async (door, id) => {
    const value = (await read(door, kind, id))[field];
    return typeof value === 'string' ? value : null;
  };
}

async function read(door: RegisterDoor, kind: string, id: string): Promise<Fields> {
  return (await door.ask(`${kind}.read`, { [kind]: id }, NOW)) as Fields;
}

/**
 * The same rows with the numbers by which people know a record in place of its id, as far as whoever asks may read it; for people
 * alone, a program gets the ids.
 * @param fields only these of each row
 */
export async function withNumbers(door: RegisterDoor, rows: readonly Fields[], fields?: readonly string[]): Promise<readonly Fields[]> {
  const known = new Map<string, Promise<string | null>>();
  const numberOf = async (field: string, row: Fields): Promise<unknown> => {
    const id = row[field];
    const kind = field === 'subject' ? String(row.subjectKind ?? row.kind) : field;
    const find = Object.hasOwn(CALLED, kind) ? CALLED[kind] : undefined;
    if (find === undefined || typeof id !== 'string' || (fields !== undefined && !fields.includes(field))) return id;
    const key = `${kind} ${id}`;
    if (!known.has(key) && known.size < READ_MAX) known.set(key, orNull(find(door, id)));
    return (await known.get(key)) ?? id;
  };
  return Promise.all(
    rows.map(async (row) =>
      Object.fromEntries(await Promise.all(Object.keys(row).map(async (field) => [field, await numberOf(field, row)] as const))),
    ),
  );
}

/** What one may not read keeps its id. */
async function orNull(reading: Promise<string | null>): Promise<string | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ResoluteError) return null;
    throw error;
  }
}
