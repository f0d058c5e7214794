import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../law/reading/findings.ts';
import type { LawFile } from '../../law/reading/regime.ts';
import type { CompiledRegime, Law, LawCase, Regime } from '../../law/regime.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { canonicalJson, type Json } from '../../values/canonical.ts';
import { isIsoDate } from '../../values/dates.ts';
import { LawCache } from './cache.ts';
import { LawBroken, LawNotFound, UnknownRegime } from './errors.ts';

const PACKAGE_ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The regimes that come with the product. */
export const SHIPPED_LAW = join(PACKAGE_ROOT, 'regimes');
export const DEFAULT_REGIMES: readonly string[] = ['dprk-labour'];

export interface LoadOptions {
  /** The folder with facts.yaml, schema/ and a folder a regime; the shipped one by default. */
  readonly folder?: string;
  /** Which regimes decide; `dprk-labour` alone by default. */
  readonly regimes?: readonly string[];
}

/**
 * Loads the law from its folder. The result is plain data: nothing below this function reads a file.
 * @throws LawNotFound, UnknownRegime, LawBroken
 */
export async function loadRegimes(options: LoadOptions = {}): Promise<Law> {
  const folder = resolve(options.folder ?? SHIPPED_LAW);
  const known = regimeIds(folder);
  const wanted = [...new Set(options.regimes ?? DEFAULT_REGIMES)];
  for (const id of wanted) if (!known.includes(id)) throw new UnknownRegime(id, known);
  const cache = new LawCache(PACKAGE_ROOT);
  const regimes: CompiledRegime[] = [];
  let vocabulary: Vocabulary | null = null;
  for (const id of wanted) {
    const files = lawFiles(folder, id);
    const key = cache.keyOf(files);
    let kept = cache.get(key) as { readonly vocabulary: Vocabulary; readonly compiled: CompiledRegime } | undefined;
    if (kept === undefined) {
      const reading = await understand(files, id);
      if (reading.vocabulary === null || reading.regime === null)
        throw new LawBroken(reading.findings.filter((finding) => finding.severity === 'error'));
      const impossible = impossibleDays(reading.regime, join(folder, id));
      if (impossible.length > 0) throw new LawBroken(impossible);
      kept = { vocabulary: reading.vocabulary, compiled: { regime: reading.regime, cases: reading.cases, sha256: hashOf(reading.regime) } };
      cache.put(key, kept);
    }
    vocabulary ??= kept.vocabulary;
    regimes.push(kept.compiled);
  }
  if (vocabulary === null) throw new LawNotFound(folder, 'no regime was chosen');
  return { vocabulary, regimes };
}

/** Days that no calendar has, where the reading of provisions does not look; `law check` names their lines. */
function impossibleDays({ instruments, questions, deadlines }: Regime, file: string): Finding[] {
  const days: readonly (readonly [string, string | null])[] = [
    ...instruments.map(({ id, adoptedOn }) => [id, adoptedOn] as const),
    ...questions.flatMap(({ id, positions }) => positions.map(({ on }) => [id, on] as const)),
    ...deadlines.map(({ id, on }) => [id, on] as const),
  ];
  return days.flatMap(([id, day]): Finding[] =>
    day === null || isIsoDate(day)
      ? []
      : [
          {
            severity: 'error',
            code: 'dates.impossible',
            file,
            line: 1,
            column: 1,
            message: `\`${id}\` has \`${day}\`, which is not a day that exists.`,
            remedy: 'Write a day as YYYY-MM-DD; `resolute law check` names the line.',
          },
        ],
  );
}

export interface LawReading {
  readonly vocabulary: Vocabulary | null;
  readonly regime: Regime | null;
  readonly cases: readonly LawCase[];
  readonly findings: readonly Finding[];
}

/** One regime with everything that was found in its files, for the tools that help to write law; nothing is cached. */
export async function readLaw(folder: string, id: string): Promise<LawReading> {
  const known = regimeIds(resolve(folder));
  if (!known.includes(id)) throw new UnknownRegime(id, known);
  return understand(lawFiles(resolve(folder), id), id);
}

/**
 * One regime from texts that somebody sent: as if they lay in a folder `id` beside the shipped schemas.
 * @param texts paths from the folder on (`regime.yaml`, `provisions/un.yaml`); `../facts.yaml`, where they bring words of their own,
 *              else the shipped ones are read
 */
export async function readLawTexts(
  texts: readonly LawFile[],
  id: string,
): Promise<{ readonly files: readonly LawFile[]; readonly reading: LawReading }> {
  const shared = lawFiles(SHIPPED_LAW, null).map((file) => {
    const own = file.path.endsWith('facts.yaml') ? texts.find(({ path }) => path === '../facts.yaml') : undefined;
    return { path: file.path.split('/').slice(-2).join('/'), text: own?.text ?? file.text };
  });
  const own = texts.filter(({ path }) => path !== '../facts.yaml').map(({ path, text }) => ({ path: `${id}/${path}`, text }));
  const files = [...shared, ...own];
  const reading = await understand(files, id);
  if (reading.regime === null) return { files, reading };
  return { files, reading: { ...reading, findings: [...reading.findings, ...impossibleDays(reading.regime, `${id}/regime.yaml`)] } };
}

/** Ids of the regimes in a folder, sorted. @throws LawNotFound */
export function regimeIds(folder: string): string[] {
  if (!existsSync(join(folder, 'facts.yaml'))) throw new LawNotFound(folder, 'facts.yaml is missing');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'regime.yaml')))
    .map((entry) => entry.name)
    .sort();
}

/** The name of this version of a regime: SHA-256 over its canonical JSON. */
export function hashOf(regime: Regime): string {
  return createHash('sha256')
    .update(canonicalJson(regime as unknown as Json))
    .digest('hex');
}

/** YAML and the schema checker load only here: a decision from an understood regime never waits for them. */
async function understand(files: readonly LawFile[], id: string): Promise<LawReading> {
  const { readRegime, readVocabulary } = await import('../../law/reading/regime.ts');
  const schemas = files.filter((file) => file.path.endsWith('.json')).map((file) => JSON.parse(file.text) as object);
  const facts = files.find((file) => file.path.endsWith('facts.yaml'));
  if (facts === undefined) throw new LawNotFound(id, 'facts.yaml is missing');
  const { vocabulary, findings } = readVocabulary(facts, schemas);
  if (vocabulary === null) return { vocabulary, regime: null, cases: [], findings };
  const own = files.filter((file) => file.path.split('/').includes(id) && file.path.endsWith('.yaml'));
  return { vocabulary, ...readRegime(own, vocabulary, schemas) };
}

/** The texts of a regime with those all regimes share: facts.yaml, the schemas, its own YAML. @param id `null` for what is shared alone */
export function lawFiles(folder: string, id: string | null): LawFile[] {
  const open = (path: string): LawFile => ({ path: shownPath(path), text: readFileSync(path, 'utf8') });
  const schemaFolder = existsSync(join(folder, 'schema')) ? join(folder, 'schema') : join(SHIPPED_LAW, 'schema');
  const schemas = readdirSync(schemaFolder).filter((name) => name.endsWith('.json'));
  const home = id === null ? null : join(folder, id);
  const own = home === null ? [] : readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return [
    join(folder, 'facts.yaml'),
    ...schemas.sort().map((name) => join(schemaFolder, name)),
    ...own.sort().map((name) => join(home ?? folder, name)),
  ].map(open);
}

/** Paths are shown as a person in this folder would type them, with `/` everywhere. */
function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return (near.startsWith('..') ? path : near).split(sep).join('/');
}
