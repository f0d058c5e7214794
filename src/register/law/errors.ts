import type { Finding } from '../../law/reading/findings.ts';
import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';

/** A version of the law with errors of its own, or whose own cases come out otherwise than they say. It was not even proposed. */
export class LawRefused extends ResoluteError {
  readonly code = 'law.refused';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  override readonly place: Place;
  readonly findings: readonly Finding[];
  constructor(regime: string, findings: readonly Finding[]) {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    super(`${regime} cannot be proposed: ${first === undefined ? 'it cannot be read.' : first.message}${more}`);
    this.remedy = `${first?.remedy ?? 'Mend the files.'} \`resolute law check\` and \`resolute law test\` show everything.`;
    this.place = first === undefined ? {} : { file: first.file, line: first.line, column: first.column };
    this.findings = findings;
  }
}

/** What was proposed is word for word what is in force. */
export class LawUnchanged extends ResoluteError {
  readonly code = 'law.unchanged';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Look at the version in force; there is nothing to propose.';
  constructor(regime: string) {
    super(`This is the version of ${regime} that is in force already.`);
  }
}

/** A version, regime, question or draft that this register does not know. */
export class NoSuchLaw extends ResoluteError {
  readonly code = 'law.no-such-law';
  readonly kind: ErrorKind = 'not-found';
  readonly remedy: string;
  constructor(what: string, known: readonly string[]) {
    super(`This register has no ${what}.`);
    this.remedy = known.length === 0 ? 'List the versions of the law to see what there is.' : `There is: ${known.join(', ')}.`;
  }
}
