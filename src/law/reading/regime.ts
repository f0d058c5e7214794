import { isIsoDate } from '../../values/dates.ts';
import { didYouMean } from '../../values/nearest.ts';
import type { Deadline, Draft, Instrument, LawCase, Layer, Provision, Question, Regime, Term } from '../regime.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { readCases } from './cases.ts';
import { paramType, RegimeScope } from './conditions.ts';
import { derivedDay } from './days.ts';
import type { Finding } from './findings.ts';
import { ProvisionReader } from './provisions.ts';
import {
  citation,
  type RawDeadline,
  type RawDraft,
  type RawFacts,
  type RawInstrument,
  type RawProvision,
  type RawQuestion,
  type RawRegime,
} from './raw.ts';
import { type FileKind, LawSchemas } from './schema.ts';
import { Source } from './source.ts';

/** A file of the law: its path as people know it, and its text. */
export interface LawFile {
  readonly path: string;
  readonly text: string;
}

export interface RegimeReading {
  /** `null` where an error stands in the way. */
  readonly regime: Regime | null;
  readonly cases: readonly LawCase[];
  readonly findings: readonly Finding[];
}

/** Which schema a file of a regime follows: by its name, or by the folder it lies in. */
export function kindOfFile(path: string): FileKind | null {
  const match = /(?:^|\/)(?:(regime|instruments|questions|deadlines|provisions|facts)|(provisions|drafts|cases)\/[^/]+)\.yaml$/.exec(path);
  if (match === null) return null;
  return match[1] !== undefined ? (match[1] as FileKind) : match[2] === 'drafts' ? 'draft' : (match[2] as FileKind);
}

export function readVocabulary(
  file: LawFile,
  schemas: readonly object[],
): { readonly vocabulary: Vocabulary | null; readonly findings: readonly Finding[] } {
  const source = new Source(file.path, file.text);
  const findings = source.findings.length > 0 ? source.findings : new LawSchemas(schemas).check('facts', source);
  if (findings.length > 0) return { vocabulary: null, findings };
  const raw = source.value as RawFacts;
  const facts = raw.facts.map(({ used_by, ...fact }) => ({ ...fact, ...(used_by === undefined ? {} : { usedBy: used_by }) }));
  return { vocabulary: { facts, labels: raw.labels ?? [] }, findings: [] };
}

/** Reads the files of one regime; `files` are in any order, results follow their paths. */
export function readRegime(files: readonly LawFile[], vocabulary: Vocabulary, schemas: readonly object[]): RegimeReading {
  return new RegimeReader(vocabulary, new LawSchemas(schemas)).read(files);
}

class RegimeReader {
  readonly #vocabulary: Vocabulary;
  readonly #schemas: LawSchemas;
  readonly #findings: Finding[] = [];
  readonly #sources = new Map<FileKind, Source[]>();

  constructor(vocabulary: Vocabulary, schemas: LawSchemas) {
    this.#vocabulary = vocabulary;
    this.#schemas = schemas;
  }

  read(files: readonly LawFile[]): RegimeReading {
    for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) this.#open(file);
    const cases = readCases(this.#of('cases'));
    // What stands in a broken file is missed wherever another file names it: one mistake, one finding.
    const isBroken = (): boolean => this.#findings.some((finding) => finding.severity === 'error');
    if (isBroken()) return { regime: null, cases, findings: this.#findings };
    const regimeSource = this.#of('regime')[0];
    if (regimeSource === undefined) {
      this.#findings.push({
        severity: 'error',
        code: 'schema',
        file: files[0]?.path ?? 'regimes',
        line: 1,
        column: 1,
        message: 'The regime has no regime.yaml.',
        remedy: 'Add regime.yaml with its id, title, about and layers.',
      });
      return { regime: null, cases, findings: this.#findings };
    }
    const raw = regimeSource.value as RawRegime;
    const instruments = this.#list<RawInstrument>('instruments').map(
      ({ item }): Instrument => ({
        id: item.id,
        title: item.title,
        kind: item.kind,
        issuedBy: item.issued_by,
        adoptedOn: item.adopted_on,
        confidence: item.confidence,
        words: item.words,
        sources: item.sources,
      }),
    );
    const rawQuestions = this.#list<RawQuestion>('questions');
    const scope = new RegimeScope(
      this.#vocabulary,
      raw,
      rawQuestions.map(({ item }) => item),
    );
    const terms = this.#terms(regimeSource, raw, scope);
    if (scope.findings.length > 0) return { regime: null, cases, findings: [...this.#findings, ...scope.findings] };
    const reader = new ProvisionReader(
      scope,
      new Map(instruments.map((instrument) => [instrument.id, instrument])),
      new Set(raw.layers.map((layer) => layer.id)),
      new Set(this.#vocabulary.facts.filter((fact) => fact.type === 'date').map((fact) => fact.name)),
    );
    const rawProvisions = this.#list<RawProvision>('provisions');
    const provisions = rawProvisions
      .map(({ item, source, path }) => reader.read(source, path, item))
      .filter((provision) => provision !== null)
      .sort((a, b) => layerOrder(raw, a) - layerOrder(raw, b));
    const deadlines = this.#list<RawDeadline>('deadlines')
      .map(({ item, source, path }) => this.#deadline(source, path, item, reader))
      .filter((deadline) => deadline !== null);
    // A draft repeats what it leaves as it is, mistakes included: it is read once the law in force can be.
    const drafts = (scope.findings.length > 0 ? [] : this.#of('draft'))
      .map((source) =>
        this.#draft(
          source,
          rawProvisions.map(({ item }) => item),
          reader,
        ),
      )
      .filter((draft) => draft !== null);
    this.#findings.push(...scope.findings);
    const regime: Regime = {
      id: raw.id,
      title: raw.title,
      about: raw.about,
      params: (raw.params ?? []).map((param) => ({ ...param, type: paramType(param.value) })),
      layers: raw.layers.map(
        (layer): Layer => ({
          id: layer.id,
          title: layer.title,
          hosts:
            layer.hosts === undefined ? null : layer.hosts.map((host) => (typeof host === 'string' ? { code: host, until: null } : host)),
        }),
      ),
      terms,
      instruments,
      provisions,
      questions: rawQuestions.map(
        ({ item }): Question => ({
          id: item.id,
          words: item.words,
          about: item.about,
          besides: item.besides ?? [],
          positions: (item.positions ?? []).map((position) => ({
            by: position.by,
            host: position.host ?? null,
            on: position.on ?? null,
            answers: position.answers ?? null,
            words: position.words,
            sources: position.sources ?? [],
            confidence: position.confidence,
          })),
        }),
      ),
      deadlines,
      drafts,
    };
    return { regime: isBroken() ? null : regime, cases, findings: this.#findings };
  }

  #open(file: LawFile): void {
    const kind = kindOfFile(file.path);
    if (kind === null) {
      this.#findings.push({
        severity: 'warning',
        code: 'file',
        file: file.path,
        line: 1,
        column: 1,
        message: 'This file belongs to no part of a regime and was not read.',
        remedy: 'Name it regime.yaml, instruments.yaml, questions.yaml or deadlines.yaml, or put it into provisions/, drafts/ or cases/.',
      });
      return;
    }
    const source = new Source(file.path, file.text);
    const findings = source.findings.length > 0 ? source.findings : this.#schemas.check(kind, source);
    this.#findings.push(...findings);
    if (findings.length === 0) this.#sources.set(kind, [...this.#of(kind), source]);
  }

  #of(kind: FileKind): readonly Source[] {
    return this.#sources.get(kind) ?? [];
  }

  #list<T>(kind: FileKind): { readonly item: T; readonly source: Source; readonly path: readonly number[] }[] {
    return this.#of(kind).flatMap((source) => (source.value as readonly T[]).map((item, i) => ({ item, source, path: [i] })));
  }

  #terms(source: Source, raw: RawRegime, scope: RegimeScope): Term[] {
    const terms: Term[] = [];
    for (const [i, term] of (raw.terms ?? []).entries()) {
      const means = scope.read(source, ['terms', i, 'means'], term.means);
      if (means === null) continue;
      scope.terms.set(term.id, means.node);
      terms.push({
        id: term.id,
        means,
        words: { is: term.words.is, isNot: term.words.isNot ?? { en: `it is not the case that ${term.words.is.en}` } },
      });
    }
    return terms;
  }

  #deadline(source: Source, path: readonly number[], raw: RawDeadline, reader: ProvisionReader): Deadline | null {
    const adoptedOn = reader.citedOn(source, [...path, 'cite'], raw.cite);
    if (adoptedOn === null) return null;
    const { day, working } = derivedDay(raw.on, adoptedOn);
    return {
      id: raw.id,
      cite: citation(raw.cite),
      addressee: raw.addressee,
      on: day,
      working,
      words: raw.words,
      confidence: raw.confidence,
    };
  }

  #draft(source: Source, inForce: readonly RawProvision[], reader: ProvisionReader): Draft | null {
    const raw = source.value as RawDraft;
    const provisions: (Provision | null)[] = [];
    for (const [i, change] of (raw.changes ?? []).entries()) {
      const base = inForce.find((provision) => provision.id === change.provision);
      if (base === undefined) {
        this.#findings.push(
          source.finding(
            ['changes', i, 'provision'],
            'unknown-name',
            `There is no provision \`${change.provision}\` to change.${didYouMean(
              change.provision,
              inForce.map((provision) => provision.id),
            )}`,
            'Name a provision of this regime, or put a new one under `adds`.',
          ),
        );
        continue;
      }
      const { provision: _, duty, ...rest } = change;
      const changed: RawProvision = {
        ...base,
        ...rest,
        ...(duty === undefined || base.duty === undefined ? {} : { duty: { ...base.duty, ...duty } }),
      };
      provisions.push(reader.read(source, ['changes', i], changed));
    }
    for (const [i, added] of (raw.adds ?? []).entries()) provisions.push(reader.read(source, ['adds', i], added));
    if (!isIsoDate(raw.circulated_on))
      this.#findings.push(
        source.finding(
          ['circulated_on'],
          'dates.impossible',
          `\`${raw.circulated_on}\` is not a day that exists.`,
          'Write a day as YYYY-MM-DD.',
        ),
      );
    if (provisions.includes(null)) return null;
    return {
      id: raw.id,
      status: 'draft',
      title: raw.title,
      circulatedOn: raw.circulated_on,
      words: raw.words,
      sources: raw.sources,
      provisions: provisions as Provision[],
    };
  }
}

/** The Council first, then each state's own, as the layers stand in regime.yaml; within a layer as written. */
function layerOrder(raw: RawRegime, provision: Provision): number {
  return raw.layers.findIndex((layer) => layer.id === provision.layer);
}
