import { sql } from 'kysely';
import { type Compiled, compile } from '../decide/compile.ts';
import type { CompiledRegime, Law, Regime } from '../law/regime.ts';
import type { Vocabulary } from '../law/vocabulary.ts';
import type { Db } from '../store/db.ts';
import { canonicalJson, type Json } from '../values/canonical.ts';

/** The law in force in the register, ready to decide. */
export interface LawInForce {
  readonly compiled: Compiled;
  readonly law: Law;
  /** Which version of each regime, in the order in which they decide. */
  readonly versions: readonly { readonly regime: string; readonly sha256: string }[];
}

/** Compiled once for each combination of versions that this process meets. */
const READY = new Map<string, LawInForce>();

/** The published law. Read in every transaction, since another process may have published; it costs one small row a regime. */
export async function lawInForce(db: Db): Promise<LawInForce> {
  const { rows } = await sql<{ regime: string; sha256: string }>`select regime, sha256 from law_current order by position`.execute(db);
  return lawOf(db, rows);
}

/** These very versions of the law, for replaying a decision that was made under them. */
export async function lawOf(db: Db, versions: LawInForce['versions']): Promise<LawInForce> {
  const name = versions.map(({ regime, sha256 }) => `${regime}@${sha256}`).join(' ');
  const ready = READY.get(name);
  if (ready !== undefined) return ready;
  const regimes: CompiledRegime[] = [];
  let vocabulary: Vocabulary | null = null;
  for (const { regime, sha256 } of versions) {
    const { rows } = await sql<{ json: string; vocabulary: string }>`
      select json, vocabulary from law_pack where regime = ${regime} and sha256 = ${sha256}`.execute(db);
    const [pack] = rows;
    if (pack === undefined) throw new TypeError(`The register holds no ${regime} ${sha256}.`);
    regimes.push({ regime: JSON.parse(pack.json) as Regime, cases: [], sha256 });
    vocabulary = joined(vocabulary, JSON.parse(pack.vocabulary) as Vocabulary);
  }
  if (vocabulary === null) throw new TypeError('No law was published in this register.');
  const law: Law = { vocabulary, regimes };
  const made: LawInForce = { law, compiled: compile(law), versions };
  READY.set(name, made);
  return made;
}

/** One vocabulary for regimes that were published at different times: a fact that came later is known to all. */
function joined(one: Vocabulary | null, other: Vocabulary): Vocabulary {
  if (one === null) return other;
  const known = new Set(other.facts.map(({ name }) => name));
  return { ...other, facts: [...other.facts, ...one.facts.filter(({ name }) => !known.has(name))] };
}

/** Keeps a version of the law for good; the same version twice is one. */
export async function keepPack(db: Db, { regime, sha256 }: CompiledRegime, vocabulary: Vocabulary): Promise<void> {
  await sql`insert into law_pack (regime, sha256, json, vocabulary)
    values (${regime.id}, ${sha256}, ${canonicalJson(regime as unknown as Json)}, ${canonicalJson(vocabulary as unknown as Json)})
    on conflict do nothing`.execute(db);
}

/** A new register starts with the law that comes with Resolute; what is published there later stands above it. */
export async function startWithLaw(db: Db, law: Law): Promise<void> {
  for (const [position, regime] of law.regimes.entries()) {
    await keepPack(db, regime, law.vocabulary);
    await sql`insert into law_current (regime, sha256, position) values (${regime.regime.id}, ${regime.sha256}, ${position})
      on conflict (regime) do nothing`.execute(db);
  }
}
