import type { Finding } from '../reading/findings.ts';
import type {
  RawCase,
  RawDeadline,
  RawDraft,
  RawDuty,
  RawException,
  RawFacts,
  RawInstrument,
  RawProvision,
  RawQuestion,
  RawRegime,
} from '../reading/raw.ts';
import { kindOfFile, type LawFile } from '../reading/regime.ts';
import type { FileKind } from '../reading/schema.ts';
import { type Path, Source } from '../reading/source.ts';

/** A part of the law as it was written, with the way back to its line. */
export interface Written<T> {
  readonly regime: string;
  readonly item: T;
  readonly source: Source;
  readonly path: Path;
}

/** The files of one regime as they were written: for findings that speak of the text and for finding where something stands. */
export interface WrittenRegime {
  readonly id: string;
  /** No file was left out: only then is a name that leads nowhere wrong. */
  readonly whole: boolean;
  readonly regime: Written<RawRegime> | null;
  readonly instruments: readonly Written<RawInstrument>[];
  readonly provisions: readonly Written<RawProvision>[];
  readonly questions: readonly Written<RawQuestion>[];
  readonly deadlines: readonly Written<RawDeadline>[];
  readonly drafts: readonly Written<RawDraft>[];
  readonly cases: readonly Written<RawCase>[];
}

/**
 * Opens the files of a regime again, those that follow their schema; a file with a finding of its schema was reported
 * already and would only mislead.
 * @param findings what the reading of the regime found
 */
export function writtenRegime(id: string, files: readonly LawFile[], findings: readonly Finding[]): WrittenRegime {
  const broken = new Set(findings.filter(({ code }) => code === 'yaml' || code === 'schema').map(({ file }) => file));
  const sources = files
    .filter(({ path }) => path.split('/').includes(id) && path.endsWith('.yaml') && !broken.has(path))
    .map((file) => ({ kind: kindOfFile(file.path), source: new Source(file.path, file.text) }));
  const of = (kind: FileKind): readonly Source[] => sources.filter((entry) => entry.kind === kind).map(({ source }) => source);
  const entries = <T>(kind: FileKind): Written<T>[] =>
    of(kind).flatMap((source) => (source.value as readonly T[]).map((item, i) => ({ regime: id, item, source, path: [i] })));
  const whole = <T>(kind: FileKind): Written<T>[] => of(kind).map((source) => ({ regime: id, item: source.value as T, source, path: [] }));
  return {
    id,
    whole: broken.size === 0,
    regime: whole<RawRegime>('regime')[0] ?? null,
    instruments: entries('instruments'),
    provisions: entries('provisions'),
    questions: entries('questions'),
    deadlines: entries('deadlines'),
    drafts: whole('draft'),
    cases: of('cases').flatMap((source) => {
      const value = source.value as readonly RawCase[] | { readonly cases: readonly RawCase[] };
      const shared = 'cases' in value;
      return (shared ? value.cases : value).map((item, i) => ({ regime: id, item, source, path: shared ? ['cases', i] : [i] }));
    }),
  };
}

/** The vocabulary as it was written; null where its file does not follow its schema. */
export function writtenFacts(files: readonly LawFile[], findings: readonly Finding[]): Written<RawFacts> | null {
  const file = files.find(({ path }) => path.split('/').at(-1) === 'facts.yaml');
  if (file === undefined || findings.some((finding) => finding.file === file.path)) return null;
  const source = new Source(file.path, file.text);
  return { regime: '', item: source.value as RawFacts, source, path: [] };
}

/** A part below another, at a path from it. */
export function below<T>(written: Written<unknown>, path: Path, item: T): Written<T> {
  return { ...written, item, path: [...written.path, ...path] };
}

/** The exceptions of a provision, the outer ones first, each with its place. */
export function writtenExceptions(written: Written<{ readonly unless?: readonly RawException[] }>): readonly Written<RawException>[] {
  return (written.item.unless ?? []).flatMap((exception, i) => {
    const here = below(written, ['unless', i], exception);
    return [here, ...writtenExceptions(here)];
  });
}

/** A provision as a draft writes it: an addition whole, a change in part. */
export type DraftRule = Partial<Omit<RawProvision, 'duty'>> & { readonly id: string; readonly duty?: Partial<RawDuty> };

export function writtenDraftRules(draft: Written<RawDraft>): readonly Written<DraftRule>[] {
  return [
    ...(draft.item.changes ?? []).map(({ provision, ...rest }, i) => below(draft, ['changes', i], { ...rest, id: provision })),
    ...(draft.item.adds ?? []).map((added, i) => below(draft, ['adds', i], added)),
  ];
}

/** A finding at a place of the written law. */
export function findingAt(
  written: Written<unknown>,
  path: Path,
  code: string,
  message: string,
  remedy: string,
  severity: Finding['severity'] = 'error',
): Finding {
  return written.source.finding([...written.path, ...path], code, message, remedy, { severity });
}
