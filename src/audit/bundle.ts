import type { Db } from '../store/db.ts';
import { canonicalJson } from '../values/canonical.ts';
import { checkpointsOf } from './checkpoint.ts';
import { EventNotSigned } from './errors.ts';
import type { LoggedEvent } from './event.ts';
import type { Hash } from './merkle.ts';
import type { NoteVerifier } from './note.ts';
import { proveConsistency, proveInclusion } from './tree.ts';

export const BUNDLE_FORMAT = 'resolute-bundle/1';

/** One version of a regime, as it was published: its canonical JSON and the hash of that. */
export type LawPack = {
  readonly regime: string;
  readonly sha256: string;
  readonly json: string;
};

/**
 * All that somebody needs to check one event without us: that it stands in the log that was signed, and, for a decision, that the
 * law gives this answer. Nothing in it is left unchecked by the verifier, and there is one text of it (`bundleText`).
 */
export type Bundle = {
  readonly format: typeof BUNDLE_FORMAT;
  readonly entry: { readonly leaf: number; readonly body: string };
  /** The sealed bytes in base 64; `null` for an event without. */
  readonly sealed: string | null;
  /** The key of this one event in base 64; `null` where the person was erased, or where it is not for this reader. */
  readonly key: string | null;
  /** The hashes from the leaf to the root of `checkpoint`. */
  readonly inclusion: readonly Hash[];
  /** The signed note of the latest checkpoint. */
  readonly checkpoint: string;
  /** The checkpoint before it, and the hashes that show the one to continue the other. */
  readonly earlier: { readonly checkpoint: string; readonly consistency: readonly Hash[] } | null;
  /** The public key, `NAME+ID+BASE64`. */
  readonly signer: string;
  readonly law: readonly LawPack[];
};

export interface BundleOptions {
  readonly event: LoggedEvent;
  /** The key of the event, 32 bytes, or `null`. */
  readonly eventKey: Uint8Array | null;
  /**
   * The versions of the law that the decision names, in its order; none for an event that decides nothing. What is sealed with a
   * decision is the JSON of { case, decision, law, engine, … }: the case as it came to the door, the whole decision, the
   * versions { regime, sha256 } of the law. The verifier decides the case again from it.
   */
  readonly law: readonly LawPack[];
  readonly verifier: NoteVerifier;
}

/**
 * @throws EventNotSigned `audit.event-not-signed` while no checkpoint covers the event
 * @throws LogDamaged `audit.log-damaged` where a hash of the proof is gone
 */
export async function bundleOf(db: Db, { event, eventKey, law, verifier }: BundleOptions): Promise<Bundle> {
  const [before, latest] = lastTwo(await checkpointsOf(db, { last: 2 }));
  if (latest === undefined || latest.size <= event.leaf) throw new EventNotSigned(event.id);
  const earlier =
    before === undefined ? null : { checkpoint: before.note, consistency: await proveConsistency(db, before.size, latest.size) };
  return {
    format: BUNDLE_FORMAT,
    entry: { leaf: event.leaf, body: event.body },
    sealed: base64(event.sealed),
    key: base64(eventKey),
    inclusion: await proveInclusion(db, event.leaf, latest.size),
    checkpoint: latest.note,
    earlier,
    signer: verifier.key,
    law: eventKey === null ? [] : law, // unopened, nothing says which law it was: the verifier takes nothing that it cannot check
  };
}

/** The one text of a bundle: the verifier takes no other. */
export function bundleText(bundle: Bundle): string {
  return `${canonicalJson(bundle)}\n`;
}

function lastTwo<T>(items: readonly T[]): readonly [T | undefined, T | undefined] {
  return [items.at(-2), items.at(-1)];
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64');
}
