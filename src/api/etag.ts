import { createHash } from 'node:crypto';
import { HeaderMalformed } from './errors.ts';

/**
 * An entity tag: the version of the record, then a hash of what was answered. `If-Match` compares the version alone, since that is what an
 * act rests on; `If-None-Match` compares the whole, since one version looks different by day, by mask and by reader.
 */
export function tagOf(version: number, body: string): string {
  return `"${version}-${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
}

const TAG = /^(?:W\/)?"(\d{1,9})(?:-[0-9a-f]{16})?"$/;

/** The version that the caller saw; undefined where the caller does not say, or takes any. @throws HeaderMalformed */
export function versionSeen(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const version = TAG.exec(ifMatch.trim())?.[1];
  if (version === undefined || Number(version) < 1)
    throw new HeaderMalformed('If-Match', 'Send the ETag that came with the record, quotes included, for instance If-Match: "3".');
  return Number(version);
}

/** Whether the caller has this very answer already. A proxy may have made the tag weak. */
export function isKnown(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === tag);
}
