import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16 * 512);
let used = pool.length;

/**
 * A UUID of version 7: sorts by the time at which it was made, so that new rows lie together in an index.
 * Made here because PostgreSQL 15 has no `uuidv7()`.
 * @source RFC 9562, 5.7
 */
export function newId(milliseconds: number = Temporal.Now.instant().epochMilliseconds): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The account of Resolute itself: what a job does that nobody asked for by hand. */
export const SYSTEM_ACCOUNT = '00000000-0000-7000-8000-000000000001';

/** Stands for a person where something sealed belongs to nobody, such as a note on an employer. */
export const NOBODY = '00000000-0000-7000-8000-000000000002';
