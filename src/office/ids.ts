import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16 * 512);
let used = pool.length;
/** The millisecond of the last id, and how far its counter of twelve bits is. */
let last = 0;
let counter = 0;

/**
 * A UUID of version 7: sorts by the time at which it was made, so that new rows lie together in an index, and within one process in the
 * very order of making, so that what was recorded first stands first in a list. Made here because PostgreSQL 15 has no `uuidv7()`.
 * @source RFC 9562, 5.7 and 6.2 (method 1, a counter of fixed length)
 */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;
  const { epochMilliseconds } = Temporal.Now.instant();
  counter += 1;
  if (epochMilliseconds > last || counter > 0xfff) {
    last = Math.max(epochMilliseconds, last + 1); // the clock may lag behind four thousand ids in a millisecond
    counter = bytes.readUInt16BE(6) & 0x7ff;
  }
  bytes.writeUIntBE(last, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The account of Resolute itself: what a job does that nobody asked for by hand. */
export const SYSTEM_ACCOUNT = '00000000-0000-7000-8000-000000000001';

/** Stands for a person where something sealed belongs to nobody, such as a note on an employer. */
export const NOBODY = '00000000-0000-7000-8000-000000000002';
