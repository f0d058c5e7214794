import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BackupDamaged, BackupNewer } from './errors.ts';

/** The only format so far; a reader refuses a later one. */
export const FORMAT = 1;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.int().min(0);

const TableEntry = z.strictObject({
  name: z.string(),
  /** In the order of its rows. */
  columns: z.array(z.string()),
  rows: Count,
  /** What it takes in the file, and the hash of just these bytes. */
  bytes: Count,
  sha256: Sha256,
});

/** What a backup says of itself before its rows. */
export const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  /** The tables of the register, or the keys of its people. */
  holds: z.enum(['register', 'keys']),
  /** Name and version of what wrote it. */
  writtenBy: z.string(),
  /** The one instant that all of it is of. */
  madeAt: z.string(),
  engine: z.enum(['embedded', 'server']),
  postgres: z.string(),
  /** The steps that its tables are the result of. */
  steps: z.array(z.string()).min(1),
  /** The end of the log at that instant, so that a copy in other hands can be compared without opening it. */
  log: z.strictObject({ size: Count, root: z.string() }).nullable(),
  tables: z.array(TableEntry),
  sequences: z.array(z.strictObject({ name: z.string(), last: Count })),
});
export type Manifest = z.infer<typeof Manifest>;
export type TableEntry = z.infer<typeof TableEntry>;

const MAGIC = 'resolute-backup';
/** `resolute-backup <format> <bytes of the manifest> <sha256 of these bytes>` */
const FIRST_LINE = new RegExp(`^${MAGIC} ([0-9]{4}) ([0-9]{10}) ([0-9a-f]{64})\\n$`);
export const FIRST_LINE_BYTES = `${MAGIC} 0000 0000000000 \n`.length + 64;
const LARGEST = Number.MAX_SAFE_INTEGER;

/** The bytes that head and manifest take, whatever counts and hashes it turns out to have. */
export function roomFor(manifest: Manifest): number {
  const tables = manifest.tables.map((table) => ({ ...table, rows: LARGEST, bytes: LARGEST, sha256: '0'.repeat(64) }));
  return FIRST_LINE_BYTES + Buffer.byteLength(JSON.stringify({ ...manifest, tables })) + 1;
}

/** @param room what `roomFor` gave before the counts were known */
export function headOf(manifest: Manifest, room: number): Buffer {
  const json = Buffer.alloc(room - FIRST_LINE_BYTES, ' ');
  json.write(JSON.stringify(manifest));
  json.write('\n', json.length - 1);
  const numbers = `${String(FORMAT).padStart(4, '0')} ${String(json.length).padStart(10, '0')}`;
  return Buffer.concat([Buffer.from(`${MAGIC} ${numbers} ${sha256(json)}\n`), json]);
}

/** @returns how many bytes of manifest follow, and their hash. @throws BackupDamaged, BackupNewer */
export function readFirstLine(file: string, bytes: Buffer): { readonly length: number; readonly hash: string } {
  const [, format, length, hash] = FIRST_LINE.exec(bytes.toString('latin1')) ?? [];
  if (format === undefined || length === undefined || hash === undefined)
    throw new BackupDamaged(file, 'its first line is not that of a backup of Resolute');
  if (Number(format) > FORMAT) throw new BackupNewer(file, `its format is ${Number(format)}, and this one reads ${FORMAT}`);
  return { length: Number(length), hash };
}

/** @throws BackupDamaged */
export function readManifest(file: string, bytes: Buffer, hash: string): Manifest {
  if (sha256(bytes) !== hash) throw new BackupDamaged(file, 'its manifest is not the one that was written');
  const parsed = Manifest.safeParse(JSON.parse(bytes.toString('utf8')));
  if (!parsed.success) throw new BackupDamaged(file, 'its manifest cannot be understood');
  return parsed.data;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
