import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { isAction } from '../../access/actions.ts';
import { type Actor, may, requireMay } from '../../access/actor.ts';
import { NotAllowed } from '../../access/errors.ts';
import { logRead, type Purpose } from '../../access/read-log.ts';
import { openState } from '../../office/desk.ts';
import type { Office } from '../../office/office.ts';
import type { ColumnType, RecordKind } from '../../office/record.ts';
import { heldOf, type Moment, NOW, rowsAt } from '../../office/states.ts';
import { ERASED } from '../../privacy/seal.ts';
import type { Db } from '../../store/db.ts';
import { type ErrorKind, ResoluteError } from '../../values/errors.ts';
import { didYouMean } from '../../values/nearest.ts';
import { kindNamed } from '../kinds.ts';
import { fieldsAsked, visible } from '../reading/read.ts';
import { worker } from '../workers/worker.ts';

/** Kinds of record that are given out whole. What protection keeps is never among them. */
export const EXPORTED = [
  'worker',
  'employer',
  'contract',
  'application',
  'permit',
  'decision',
  'notice',
  'departure',
  'committee-approval',
  'quota',
] as const;
/** Kinds that a pseudonymous export has: nothing in them names a person or an employer, or tells of protection. */
const PSEUDONYMOUS: Readonly<Record<string, readonly string[]>> = {
  worker: ['nationalities', 'earnsIncome', 'category'],
  employer: ['sector', 'private', 'kind'],
  permit: ['worker', 'employer', 'category', 'grantedOn', 'validFrom', 'validTo', 'lastDay', 'status', 'renews'],
  application: ['kind', 'worker', 'employer', 'category', 'receivedOn', 'status'],
  quota: ['year', 'nationality', 'sector', 'number', 'source'],
};

/** There is no export of this kind for this person. */
export class NoSuchExport extends ResoluteError {
  readonly code = 'register.no-such-export';
  readonly kind: ErrorKind = 'not-found';
  readonly remedy: string;
  constructor(kind: string, known: readonly string[]) {
    super(`There is no export of \`${kind}\`.${didYouMean(kind, known)}`);
    this.remedy = `Use one of ${known.join(', ')}.`;
  }
}

export interface ExportWishes {
  readonly kind: string;
  readonly format: 'csv' | 'jsonl';
  readonly moment?: Moment;
  readonly fields?: readonly string[];
  /** Names and documents of workers too, for this purpose, which is logged for each person. */
  readonly personal?: Purpose;
}

/** Takes a piece of the export, and is done when there is room for the next. */
export type Write = (piece: string) => Promise<void>;

const CHUNK = 2_000;

/**
 * Gives out all records of a kind that the actor may know of, in the order of their ids, as CSV or JSON Lines; some thousand rows are in
 * memory at a time. On a server everything is read as of one moment. The embedded database has one connection, which others
 * need meanwhile, so there each piece is read as of its own.
 * @returns how many records
 * @throws NoSuchExport, NotAllowed, UnknownField
 */
export async function exportRecords(office: Office, actor: Actor, wishes: ExportWishes, write: Write): Promise<number> {
  const plan = planOf(office, actor, wishes);
  await write(plan.header);
  return snapshot(office, async (db) => {
    let [after, count] = ['00000000-0000-0000-0000-000000000000', 0];
    for (;;) {
      const { rows } =
        await sql<Row>`select ${plan.columns} from ${plan.from} as r where r.id > ${after}::uuid order by r.id limit ${CHUNK}`.execute(db);
      const last = rows.at(-1);
      if (last === undefined) return count;
      const more = wishes.personal === undefined ? null : await personalOf(db, office, actor, rows, wishes.personal);
      let piece = '';
      for (const row of rows) piece += plan.line({ ...row, ...more?.get(row.id) });
      await write(piece);
      after = last.id;
      count += rows.length;
    }
  });
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

interface Plan {
  readonly header: string;
  readonly columns: ReturnType<typeof sql.join>;
  readonly from: ReturnType<typeof visible>;
  readonly line: (row: Row) => string;
}

const PERSONAL = ['names', 'documents', 'bornOn', 'birthYear'] as const;

function planOf(office: Office, actor: Actor, { kind, format, moment = NOW, fields, personal }: ExportWishes): Plan {
  const of = kindNamed(kind);
  if (may(actor, 'export.run')) {
    if (of === null || !(EXPORTED as readonly string[]).includes(kind)) throw new NoSuchExport(kind, EXPORTED);
    requireRead(actor, kind);
    if (personal !== undefined) requireMay(actor, 'worker.read-personal');
    if (personal !== undefined && kind !== 'worker') throw new NoSuchExport(`${kind} with names`, ['worker']);
    const chosen = ['id', ...fieldsAsked(actor, of, fields)];
    const names = personal === undefined ? chosen : [...chosen, ...PERSONAL];
    return {
      header: headerOf(format, names),
      columns: sql.join(chosen.map((name) => sql.ref(`r.${name}`))),
      from: visible({ actor, moment }, of),
      line: (row) => lineOf(format, names, row),
    };
  }
  requireMay(actor, 'export.pseudonymous');
  const shown = PSEUDONYMOUS[kind];
  if (of === null || shown === undefined || personal !== undefined) throw new NoSuchExport(kind, Object.keys(PSEUDONYMOUS));
  const chosen = ['id', ...shown.filter((name) => fields === undefined || fields.includes(name))];
  const hidden = new Set(['id', ...uuidsOf(of)]);
  return {
    header: headerOf(format, chosen),
    columns: sql.join(chosen.map((name) => sql.ref(`r.${name}`))),
    from: sql`${rowsAt(of, moment)}`,
    line: (row) =>
      lineOf(format, chosen, {
        ...row,
        ...Object.fromEntries(chosen.filter((name) => hidden.has(name)).map((name) => [name, pseudonym(office, row[name])])),
      }),
  };
}

function requireRead(actor: Actor, kind: string): void {
  const action = `${kind}.read`;
  if (isAction(action)) requireMay(actor, action);
  else throw new NotAllowed('export.run');
}

function uuidsOf(of: RecordKind<object>): string[] {
  return (Object.entries(of.columns) as [string, ColumnType][]).filter(([, type]) => type === 'uuid').map(([name]) => name);
}

/** The same record has the same pseudonym in every export, and nobody without the register's key can tell whose it is. */
function pseudonym(office: Office, id: unknown): string | null {
  return typeof id === 'string' ? createHmac('sha256', office.keyring.index).update(`pseudonym\0${id}`).digest('hex').slice(0, 24) : null;
}

async function snapshot<T>({ store }: Office, act: (db: Db) => Promise<T>): Promise<T> {
  return store.engine === 'embedded' ? act(store.db) : store.transaction(act, { isolation: 'repeatable read', readOnly: true });
}

async function personalOf(
  db: Db,
  office: Office,
  actor: Actor,
  rows: readonly Row[],
  purpose: Purpose,
): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const ids = rows.map(({ id }) => id);
  const { rows: whole } = await sql<Row>`select * from worker where id = any(${ids}::uuid[])`.execute(db);
  const found = new Map<string, Record<string, unknown>>();
  for (const row of whole) {
    const opened = await openState(db, office, heldOf(worker, row));
    found.set(row.id, opened === ERASED ? {} : Object.fromEntries(PERSONAL.map((name) => [name, opened[name] ?? null])));
  }
  const readings = [...found].flatMap(([person, fields]) =>
    Object.keys(fields).length === 0 ? [] : [{ person, fields: Object.keys(fields) }],
  );
  await logRead(office.store.db, actor, readings, purpose, office.clock.now());
  return found;
}

function headerOf(format: ExportWishes['format'], names: readonly string[]): string {
  return format === 'csv' ? `${names.map(csvCell).join(',')}\n` : '';
}

function lineOf(format: ExportWishes['format'], names: readonly string[], row: Row): string {
  if (format === 'jsonl') return `${JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name] ?? null])))}\n`;
  return `${names.map((name) => csvCell(textOf(row[name]))).join(',')}\n`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('|');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A cell that a spreadsheet would run as a formula is given as text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
