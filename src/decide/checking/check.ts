import { inOrder, textFindings } from '../../law/checking/text.ts';
import { type WrittenRegime, writtenFacts } from '../../law/checking/written.ts';
import type { Finding } from '../../law/reading/findings.ts';
import type { LawFile } from '../../law/reading/regime.ts';
import type { Law, LawCase, Regime } from '../../law/regime.ts';
import type { Vocabulary } from '../../law/vocabulary.ts';
import { runCases } from './cases.ts';
import { coverageFindings, coverageOf } from './coverage.ts';
import { reachFindings } from './reachable.ts';

/** One regime with its files, as it was written and as it was read. */
export interface OpenRegime {
  readonly id: string;
  readonly files: readonly LawFile[];
  readonly reading: {
    readonly vocabulary: Vocabulary | null;
    readonly regime: Regime | null;
    readonly cases: readonly LawCase[];
    readonly findings: readonly Finding[];
  };
  readonly written: WrittenRegime;
  /** The regime alone as law; null where an error stands in the way. */
  readonly law: Law | null;
}

/**
 * Everything that can be found wrong in the files of the law, in the order of the files.
 * @param regimes all regimes of the folder: a fact may be asked for, and an id may be taken, by another than the chosen
 * @param chosen  ids of the regimes whose findings are wanted; those of the shared files always are
 */
export function checkLaw(regimes: readonly OpenRegime[], chosen: readonly string[]): readonly Finding[] {
  const vocabulary = regimes[0]?.reading.vocabulary ?? null;
  const read = regimes.flatMap(({ reading }) => reading.findings);
  const facts = writtenFacts(regimes[0]?.files ?? [], read);
  const text =
    vocabulary === null
      ? []
      : textFindings(
          regimes.map(({ written, reading }) => ({ written, regime: reading.regime })),
          facts,
          vocabulary,
        );
  const searched = regimes.filter((regime) => chosen.includes(regime.id) && isSound(regime, text)).flatMap(searchFindings);
  const others = new Set(regimes.filter(({ id }) => !chosen.includes(id)).flatMap(ownFiles));
  return inOrder([...read, ...text, ...searched].filter(({ file }) => !others.has(file)));
}

/** Whether cases can tell anything: with an id that means two things, or a day that is none, they would only repeat it. */
function isSound(regime: OpenRegime, text: readonly Finding[]): boolean {
  const own = ownFiles(regime);
  return !text.some(({ file, code }) => own.includes(file) && (code.startsWith('dates.') || code === 'duplicate-id'));
}

function ownFiles({ id, files }: OpenRegime): readonly string[] {
  return files.map(({ path }) => path).filter((path) => path.split('/').includes(id));
}

/** What only cases can show; they need a law that was understood. */
function searchFindings({ law, written, reading }: OpenRegime): readonly Finding[] {
  if (law === null) return [];
  const results = runCases(law, reading.cases);
  const refused = results.flatMap(({ case: one, misses }) =>
    misses
      .filter(({ key }) => key.startsWith('given.'))
      .map(
        ({ key, expected, remedy }): Finding => ({
          severity: 'error',
          code: 'case-refused',
          file: one.file,
          line: one.line,
          column: 1,
          message: `The case "${one.name}" is refused at the door: ${key.slice('given.'.length)}: ${String(expected)}`,
          remedy: remedy ?? 'Mend the case.',
        }),
      ),
  );
  return [...refused, ...reachFindings(law, written), ...coverageFindings(law, written, coverageOf(law, results))];
}
