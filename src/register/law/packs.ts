import { sql } from 'kysely';
import { DEFAULT_REGIMES, loadRegimes, regimeIds, SHIPPED_LAW } from '../../files/law/load.ts';
import type { CompiledRegime, Law, LawCase, Regime } from '../../law/regime.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { keepPack, type LawInForce, lawInForce, lawOf } from '../../office/law.ts';
import type { Db } from '../../store/db.ts';
import { NoSuchLaw } from './errors.ts';

/** Keeps a version with the cases that lie beside it. */
export async function keepVersion(tx: Db, compiled: CompiledRegime, vocabulary: Vocabulary): Promise<void> {
  await keepPack(tx, compiled, vocabulary);
  await sql`insert into law_case (regime, sha256, cases)
    values (${compiled.regime.id}, ${compiled.sha256}, ${JSON.stringify(compiled.cases)}::jsonb) on conflict do nothing`.execute(tx);
}

/** One version of a regime alone, with its cases. @throws NoSuchLaw */
export async function versionOf(db: Db, regime: string, sha256: string): Promise<{ readonly law: Law; readonly compiled: CompiledRegime }> {
  const known = await sql`select 1 from law_pack where regime = ${regime} and sha256 = ${sha256}`.execute(db);
  if (known.rows.length === 0) throw new NoSuchLaw(`${regime} ${sha256}`, []);
  const { law } = await lawOf(db, [{ regime, sha256 }]);
  const [found] = law.regimes;
  if (found === undefined) throw new NoSuchLaw(`${regime} ${sha256}`, []);
  return { law, compiled: { ...found, cases: await casesOf(db, regime, sha256) } };
}

/** The law that a new register starts with brings its cases in the files of the product. */
async function casesOf(db: Db, regime: string, sha256: string): Promise<readonly LawCase[]> {
  const { rows } = await sql<{ cases: readonly LawCase[] }>`
    select cases from law_case where regime = ${regime} and sha256 = ${sha256}`.execute(db);
  if (rows[0] !== undefined) return rows[0].cases;
  if (!regimeIds(SHIPPED_LAW).includes(regime)) return [];
  const [shipped] = (await loadRegimes({ regimes: [regime] })).regimes;
  return shipped?.sha256 === sha256 ? shipped.cases : [];
}

/** The version of a regime that is in force, or null. */
export async function inForce(db: Db, regime: string): Promise<{ readonly sha256: string; readonly regime: Regime } | null> {
  const { law, versions } = await lawInForce(db);
  const at = versions.findIndex((version) => version.regime === regime);
  const found = law.regimes[at];
  return found === undefined ? null : { sha256: found.sha256, regime: found.regime };
}

/** The law in force with one regime exchanged, or added at the end: the order in which regimes decide stays. */
export function exchanged(versions: LawInForce['versions'], regime: string, sha256: string): LawInForce['versions'] {
  const other = { regime, sha256 };
  return versions.some((version) => version.regime === regime)
    ? versions.map((version) => (version.regime === regime ? other : version))
    : [...versions, other];
}

/** A regime whose shipped version is not the one in force in this register. */
export interface BehindShipped {
  readonly regime: string;
  /** Null where the register does not have the regime at all. */
  readonly inForce: string | null;
  readonly shipped: string;
}

/**
 * Where the law that comes with this version of Resolute differs from what is in force here. Nothing follows from it by itself: law is
 * published by two persons. The service and the command line say it at their start.
 */
export async function behindShipped(db: Db): Promise<readonly BehindShipped[]> {
  const { versions } = await lawInForce(db);
  const known = regimeIds(SHIPPED_LAW);
  const wanted = [...new Set([...DEFAULT_REGIMES, ...versions.map(({ regime }) => regime)])].filter((id) => known.includes(id));
  const shipped = await loadRegimes({ regimes: wanted });
  return shipped.regimes.flatMap(({ regime, sha256 }): BehindShipped[] => {
    const here = versions.find((version) => version.regime === regime.id)?.sha256 ?? null;
    return here === sha256 ? [] : [{ regime: regime.id, inForce: here, shipped: sha256 }];
  });
}
