import { type CaseResult, runCases } from '../../decide/checking/cases.ts';
import { type Coverage, coverageOf } from '../../decide/checking/coverage.ts';
import type { TruthWord } from '../../values/kleene.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { chosenLaw, REGIMES_FLAG } from '../law-folder.ts';
import { Paper } from '../paper.ts';
import { counted } from '../print/findings.ts';

const WORDS: readonly TruthWord[] = ['true', 'false', 'unknown'];

export const lawTest: Command = {
  name: 'law test',
  summary: "run the law's own cases and show what they cover",
  args: '',
  about:
    'Decides every case that lies beside the law in cases/ and compares it with what the case expects. Prints each failure with its place and the reasons given, then how many cases show each provision and exception true, false and unknown. The exit code is 2 when a case fails.',
  flags: [JSON_FLAG, REGIMES_FLAG, LAW_FLAG, { flags: '--quiet', summary: 'leave the table of coverage out' }],
  examples: ['resolute law test', 'resolute law test --regime dprk-labour --quiet', 'resolute law test --json'],
  run: async (call) => {
    const law = await chosenLaw(call, 'all');
    const regimes = law.regimes.map((compiled) => {
      const alone = { vocabulary: law.vocabulary, regimes: [compiled] };
      const results = runCases(alone, compiled.cases);
      return { regime: compiled.regime.id, results, coverage: coverageOf(alone, results) };
    });
    const results = regimes.flatMap((regime) => regime.results);
    const failed = results.filter(({ misses }) => misses.length > 0);
    if (isSet(call, 'json'))
      call.io.out(
        `${JSON.stringify({
          cases: results.length,
          failed: failed.length,
          failures: failed.map(failureOf),
          coverage: regimes.flatMap(({ regime, coverage }) => coverage.map((entry) => ({ regime, id: entry.id, cases: entry.cases }))),
        })}\n`,
      );
    else {
      const paper = new Paper(call.io);
      for (const failure of failed) printFailure(failure, paper);
      if (!isSet(call, 'quiet')) for (const { regime, coverage } of regimes) printCoverage(regime, coverage, paper);
      paper.line(
        failed.length === 0
          ? `${counted(results.length, 'case')}: ${paper.style('green', 'all as expected')}.`
          : `${counted(results.length, 'case')}: ${paper.style('red', `${failed.length} not as expected`)}.`,
      );
    }
    return failed.length > 0 ? EXIT.usage : EXIT.done;
  },
};

function failureOf({ case: { name, file, line, because }, misses, decision }: CaseResult) {
  return { name, file, line, because, misses, words: decision?.words ?? null };
}

function printFailure({ case: { name, file, line, because }, misses, decision }: CaseResult, paper: Paper): void {
  paper.line(`${paper.style('bold', `${file}:${line}:`)} ${paper.style(['bold', 'red'], 'failed')} ${paper.style('bold', name)}`);
  for (const { key, expected, found, remedy } of misses) {
    if (remedy === null) paper.prose(`${key}: expected ${spoken(expected)}, found ${spoken(found)}`, { indent: 4 });
    else paper.prose(key.startsWith('given.') ? `${key}: ${String(expected)} ${remedy}` : remedy, { indent: 4 });
  }
  if (because !== null) paper.prose(because, { indent: 4, bullet: 'because: ' });
  for (const sentence of decision?.words ?? []) paper.prose(sentence, { indent: 4, bullet: '• ' });
  paper.line();
}

function spoken(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(String).join(', ');
  return value === null ? 'none' : String(value);
}

function printCoverage(regime: string, coverage: readonly Coverage[], paper: Paper): void {
  if (coverage.length === 0) return;
  const label = ({ id, depth }: Coverage): string => `${'  '.repeat(depth)}${id}`;
  const width = Math.max(regime.length, ...coverage.map((entry) => label(entry).length)) + 2;
  paper.line(paper.style('bold', regime.padEnd(width) + WORDS.map((word) => word.padStart(9)).join('')));
  for (const entry of coverage)
    paper.line(
      label(entry).padEnd(width) +
        WORDS.map((word) => {
          const count = entry.cases[word];
          const text = (count === 0 ? '–' : String(count)).padStart(9);
          return count === 0 ? paper.style('yellow', text) : text;
        }).join(''),
    );
  paper.line();
}
