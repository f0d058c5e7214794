import { sql } from 'kysely';
import type { CompiledRegime } from '../../law/regime.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import type { Desk } from '../../office/desk.ts';
import { lawInForce, lawOf } from '../../office/law.ts';
import { propose, type SecondPersonAct } from '../../office/second-person.ts';
import type { Db } from '../../store/db.ts';
import type { Json } from '../../values/canonical.ts';
import { askToRedecide } from '../standing/ask.ts';
import { differenceInWords } from './difference.ts';
import { LawUnchanged } from './errors.ts';
import { type LawVersion, lawVersion } from './law-version.ts';
import { exchanged, inForce, keepVersion, versionOf } from './packs.ts';

const ACT = 'publish-law';

export interface Proposed {
  readonly id: string;
  readonly version: number;
  readonly proposal: string;
  readonly contentHash: string;
  readonly regime: string;
  readonly sha256: string;
  readonly replaces: string | null;
  readonly difference: string[];
  readonly warnings: string[];
}

/**
 * Keeps a version that was examined and puts it before a second person. Nothing decides by it yet.
 * @throws LawUnchanged
 */
export async function proposeVersion(
  desk: Desk,
  compiled: CompiledRegime,
  vocabulary: Vocabulary,
  { origin, why, warnings }: Pick<LawVersion, 'origin' | 'why'> & { readonly warnings: readonly string[] },
): Promise<Proposed> {
  const { sha256 } = compiled;
  const regime = compiled.regime.id;
  const now = await inForce(desk.tx, regime);
  if (now?.sha256 === sha256) throw new LawUnchanged(regime);
  await keepVersion(desk.tx, compiled, vocabulary);
  // The whole law is made ready once: what cannot stand beside the other regimes must not wait for a second person.
  await lawOf(desk.tx, exchanged((await lawInForce(desk.tx)).versions, regime, sha256));
  const content = await contentOf(desk.tx, regime, sha256);
  const { replaces, difference } = content;
  const held = await desk.create(lawVersion, {
    event: 'proposed',
    set: { regime, sha256, replaces, origin, why, difference, warnings, status: 'proposed' },
  });
  const waiting = await propose(desk, ACT, { kind: lawVersion.kind, id: held.id }, content);
  const named = await desk.change(held, { event: 'put-before-second-person', set: { proposal: waiting.id } });
  const { contentHash } = waiting.state;
  return {
    id: held.id,
    version: named.version,
    proposal: waiting.id,
    contentHash,
    regime,
    sha256,
    replaces,
    difference,
    warnings: [...warnings],
  };
}

/** What the second person looks at. */
interface Content {
  readonly [name: string]: Json;
  readonly regime: string;
  readonly sha256: string;
  readonly replaces: string | null;
  readonly difference: string[];
}

async function contentOf(tx: Db, regime: string, sha256: string): Promise<Content> {
  const now = await inForce(tx, regime);
  const after = await versionOf(tx, regime, sha256);
  const before = now === null ? null : (await versionOf(tx, regime, now.sha256)).compiled;
  return {
    regime,
    sha256,
    replaces: now?.sha256 ?? null,
    difference: [...differenceInWords(before, after.compiled, after.law.vocabulary)],
  };
}

/** Bound to the version that it replaces: once another was published meanwhile, the difference that was looked at is no longer true. */
export const publishLaw: SecondPersonAct = {
  act: ACT,
  approve: 'law.publish',
  content: async (desk, subject) => {
    // Two that publish at once meet here: what the second one looked at is then no longer what would happen.
    await sql`select 1 from law_current order by position for update`.execute(desk.tx);
    const { state } = await desk.seen(lawVersion, subject);
    return contentOf(desk.tx, state.regime, state.sha256);
  },
  carryOut: async (desk, { state: { subject } }) => {
    const held = await desk.held(lawVersion, subject);
    const { regime, sha256 } = held.state;
    await sql`insert into law_current (regime, sha256, position)
      values (${regime}, ${sha256}, (select coalesce(max(position) + 1, 0) from law_current))
      on conflict (regime) do update set sha256 = excluded.sha256`.execute(desk.tx);
    await desk.change(held, { event: 'published', set: { status: 'published', publishedOn: desk.today } });
    await askToRedecide(desk.tx, desk.actor);
  },
  letGo: async (desk, { state: { subject, status } }) => {
    await desk.change(await desk.held(lawVersion, subject), { event: status, set: { status } });
  },
};
