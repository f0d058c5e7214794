import { type CaseResult, runCases } from '../../decide/checking/cases.ts';
import { checkLaw } from '../../decide/checking/check.ts';
import { compile } from '../../decide/compile.ts';
import { hashOf, readLawTexts } from '../../files/law/load.ts';
import { writtenRegime } from '../../law/checking/written.ts';
import type { Finding } from '../../law/reading/findings.ts';
import type { LawFile } from '../../law/reading/regime.ts';
import type { CompiledRegime, Law } from '../../law/regime.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { LawRefused } from './errors.ts';

/** A version that its own reader and its own cases let pass. */
export interface Examined {
  readonly compiled: CompiledRegime;
  readonly vocabulary: Vocabulary;
  readonly warnings: readonly Finding[];
}

/**
 * Reads the files of a regime as `law check` and `law test` do.
 * @throws LawRefused with every finding: errors of form, names that lead nowhere, impossible days, and cases that come out otherwise
 */
export async function examine(id: string, texts: readonly LawFile[]): Promise<Examined> {
  const { files, reading } = await readLawTexts(texts, id);
  const { regime, vocabulary, cases } = reading;
  const compiled = regime === null ? null : { regime, cases, sha256: hashOf(regime) };
  const law: Law | null = compiled === null || vocabulary === null ? null : { vocabulary, regimes: [compiled] };
  const findings = checkLaw([{ id, files, reading, written: writtenRegime(id, files, reading.findings), law }], [id]);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (law === null || compiled === null || vocabulary === null || errors.length > 0) throw new LawRefused(id, errors);
  if (compiled.regime.id !== id) throw new LawRefused(id, [otherRegime(compiled.regime.id, id)]);
  const failed = runCases(law, cases).filter(({ misses }) => misses.length > 0);
  if (failed.length > 0) throw new LawRefused(id, failed.map(findingOf));
  compile(law); // a law that cannot be made ready must not wait for a second person
  // Whether another regime asks for a fact cannot be seen from the files of one.
  return { compiled, vocabulary, warnings: findings.filter(({ severity, code }) => severity === 'warning' && code !== 'unasked-fact') };
}

/** Cases of a regime that come out otherwise than they say, in words. */
export function casesThatDiffer(law: Law, cases: CompiledRegime['cases']): readonly string[] {
  return runCases(law, cases)
    .filter(({ misses }) => misses.length > 0)
    .map((result) => findingOf(result).message);
}

function findingOf({ case: one, misses }: CaseResult): Finding {
  const shown = misses.map(({ key, expected, found }) => `${key}: expected ${said(expected)}, found ${said(found)}`).join('; ');
  return {
    severity: 'error',
    code: 'case-failed',
    file: one.file,
    line: one.line,
    column: 1,
    message: `The case "${one.name}" does not come out as it says: ${shown}.`,
    remedy: 'Mend the law or the case.',
  };
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(String).join(', ');
  return value === null || value === undefined ? 'none' : String(value);
}

function otherRegime(is: string, asked: string): Finding {
  return {
    severity: 'error',
    code: 'regime.id',
    file: `${asked}/regime.yaml`,
    line: 1,
    column: 1,
    message: `The files are those of \`${is}\`, and \`${asked}\` was named.`,
    remedy: `Name the regime \`${is}\`, or send the files of \`${asked}\`.`,
  };
}
