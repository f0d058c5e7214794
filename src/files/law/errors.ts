import type { Finding } from '../../law/reading/findings.ts';
import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';
import { didYouMean } from '../../values/nearest.ts';

/** The law's own files have errors: nothing is decided by a law that was not understood. */
export class LawBroken extends ResoluteError {
  readonly code = 'law.broken';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  override readonly place: Place;
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    const first = findings.find((finding) => finding.severity === 'error') ?? findings[0];
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    super(first === undefined ? 'The law cannot be read.' : `${first.file}:${first.line}:${first.column}: ${first.message}${more}`);
    this.remedy = first === undefined ? 'Run `resolute law check`.' : `${first.remedy} \`resolute law check\` lists everything.`;
    this.place = first === undefined ? {} : { file: first.file, line: first.line, column: first.column };
    this.findings = findings;
  }
}

/** A regime was named that is not there. */
export class UnknownRegime extends ResoluteError {
  readonly code = 'law.unknown-regime';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  constructor(id: string, known: readonly string[]) {
    super(`There is no regime \`${id}\`.${didYouMean(id, known)}`);
    this.remedy = `Use one of ${known.join(', ')}; each is a folder in regimes/.`;
  }
}

/** The folder that was named holds no law. */
export class LawNotFound extends ResoluteError {
  readonly code = 'law.not-found';
  readonly kind: ErrorKind = 'usage';
  readonly remedy = 'Name the folder that holds facts.yaml, schema/ and a folder for each regime.';
  override readonly place: Place;
  constructor(folder: string, what: string) {
    super(`No law was found in ${folder}: ${what}.`);
    this.place = { file: folder };
  }
}
