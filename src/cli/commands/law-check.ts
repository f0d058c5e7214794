import { checkLaw, type OpenRegime } from '../../decide/checking/check.ts';
import { UnknownRegime } from '../../files/law/errors.ts';
import { regimeIds } from '../../files/law/load.ts';
import type { Finding } from '../../law/reading/findings.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG, listFlag } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { lawFolder, openRegime, REGIMES_FLAG } from '../law-folder.ts';
import { Paper } from '../paper.ts';
import { counted, printFindings } from '../print/findings.ts';

export const lawCheck: Command = {
  name: 'law check',
  summary: 'find what is wrong in the files of the law',
  args: '',
  about:
    'Looks for errors of form and type, names that lead nowhere, days out of order, conditions that can never be true, exceptions that always or never hold, facts that nobody asks for, and provisions that no case shows. Each finding has its place, a remedy and, where one can, a case that shows it. The exit code is 2 when there is an error; warnings and notes stop nothing.',
  flags: [JSON_FLAG, REGIMES_FLAG, LAW_FLAG],
  examples: ['resolute law check', 'resolute law check --regime dprk-labour --json'],
  run: async (call) => {
    const folder = lawFolder(call);
    const known = regimeIds(folder);
    const chosen = listFlag(call, 'regime') ?? known;
    for (const id of chosen) if (!known.includes(id)) throw new UnknownRegime(id, known);
    const regimes: OpenRegime[] = [];
    for (const id of known) regimes.push(await openRegime(folder, id));
    const findings = checkLaw(regimes, chosen);
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ findings, regimes: summaryOf(regimes, chosen) })}\n`);
    else {
      const paper = new Paper(call.io);
      const texts = new Map(regimes.flatMap(({ files }) => files.map(({ path, text }) => [path, text])));
      printFindings(findings, texts, paper);
      paper.line(summaryLine(findings, regimes, chosen));
    }
    return findings.some(({ severity }) => severity === 'error') ? EXIT.usage : EXIT.done;
  },
};

function summaryOf(regimes: readonly OpenRegime[], chosen: readonly string[]) {
  return regimes
    .filter(({ id }) => chosen.includes(id))
    .map(({ id, written, reading }) => ({ regime: id, provisions: written.provisions.length, cases: reading.cases.length }));
}

function summaryLine(findings: readonly Finding[], regimes: readonly OpenRegime[], chosen: readonly string[]): string {
  const summary = summaryOf(regimes, chosen);
  const looked = `${counted(summary.length, 'regime')}, ${counted(sum(summary.map((one) => one.provisions)), 'provision')}, ${counted(sum(summary.map((one) => one.cases)), 'case')}`;
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  return `${looked}: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${counted(count('note'), 'note')}.`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
