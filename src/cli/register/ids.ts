import { UsageError } from '../errors.ts';
import type { RegisterDoor } from './door.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOW = { asOf: null, knownAt: null };

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Records that have a number of their own beside their id, and the list that finds them by it. */
const NUMBERED: Readonly<Record<string, string>> = {
  worker: 'worker.list',
  employer: 'employer.list',
  permit: 'permit.list',
  application: 'application.list',
};

/** Records that are found by the number of another: the last one of it. */
const FOUND_BY: Readonly<Record<string, { readonly by: string; readonly list: string; readonly field: string }>> = {
  decision: { by: 'application', list: 'decision.list', field: 'application' },
  proposal: { by: 'decision', list: 'proposal.list', field: 'subject' },
  notice: { by: 'decision', list: 'notice.list', field: 'decision' },
  departure: { by: 'worker', list: 'departure.list', field: 'worker' },
  hold: { by: 'worker', list: 'hold.list', field: 'worker' },
  assessment: { by: 'worker', list: 'assessment.list', field: 'worker' },
  contract: { by: 'worker', list: 'contract.list', field: 'worker' },
};

/**
 * The id of a record, from its id or from a number that people know.
 * @param field the field of the input that names the record; any other is given back as it is
 * @throws UsageError where no record that may be read has it
 */
export async function idOf(door: RegisterDoor, field: string, given: string): Promise<string> {
  if (UUID.test(given)) return given;
  const list = NUMBERED[field];
  const other = FOUND_BY[field];
  if (list === undefined && other === undefined) return given;
  const found =
    list === undefined ? await lastOf(door, other as NonNullable<typeof other>, given) : (await listed(door, list, { number: given }))[0];
  if (found === undefined)
    throw new UsageError(
      `No ${field} that you may read has the id or number \`${given}\`.`,
      `\`resolute --help\` names the list of every kind; its \`id\` serves here.`,
    );
  return found.id;
}

/** Employers are known by their name rather than by a number. */
async function employerOf(door: RegisterDoor, given: string): Promise<string> {
  const found = [...(await listed(door, 'employer.list', { number: given })), ...(await listed(door, 'employer.list', { name: given }))];
  if (found.length > 1 && new Set(found.map(({ id }) => id)).size > 1)
    throw new UsageError(`${found.length} employers are called \`${given}\`.`, 'Name the one you mean by its id.');
  if (found[0] === undefined)
    throw new UsageError(
      `No employer that you may read has the id, number or name \`${given}\`.`,
      '`resolute employer list` shows those there are.',
    );
  return found[0].id;
}

async function lastOf(
  door: RegisterDoor,
  { by, list, field }: { readonly by: string; readonly list: string; readonly field: string },
  given: string,
): Promise<Row | undefined> {
  return (await listed(door, list, { [field]: await idOf(door, by, given) })).at(-1);
}

async function listed(door: RegisterDoor, list: string, filter: Readonly<Record<string, string>>): Promise<readonly Row[]> {
  const { items } = (await door.ask(list, { ...filter, limit: 200 }, NOW)) as { readonly items: readonly Row[] };
  return items;
}
