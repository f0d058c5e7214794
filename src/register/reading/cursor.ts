import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../values/canonical.ts';
import { CursorUnreadable } from './errors.ts';

const ID_BYTES = 16;
const CHECK_BYTES = 8;

/**
 * Where the next page begins: after this record. The list it belongs to (its name, filters and moment) is hashed into it, so that a
 * cursor carried over to another list is refused instead of giving a page with holes. It says nothing that the page before did not show.
 */
export function cursorAfter(id: string, list: Json): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes, check(bytes, list)]).toString('base64url');
}

/** @returns the id after which the page begins @throws CursorUnreadable */
export function afterOf(cursor: string, list: Json): string {
  const bytes = Buffer.from(cursor, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  const isOurs = bytes.length === ID_BYTES + CHECK_BYTES && bytes.toString('base64url') === cursor;
  if (!isOurs || Buffer.compare(bytes.subarray(ID_BYTES), check(id, list)) !== 0) throw new CursorUnreadable();
  const hex = id.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function check(id: Uint8Array, list: Json): Buffer {
  return createHash('sha256').update(id).update(canonicalJson(list)).digest().subarray(0, CHECK_BYTES);
}
