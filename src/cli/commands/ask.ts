import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Compiled } from '../../decide/compile.ts';
import type { Decision } from '../../decide/decision.ts';
import { type InterviewQuestion, interviewOf } from '../../decide/interview/interview.ts';
import type { Answer } from '../../decide/interview/progress.ts';
import { doorFor, progressWith, type RawCase, type Sitting, withAnswers } from '../../decide/interview/sitting.ts';
import { type Call, type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG, textFlag } from '../command.ts';
import { FileTrouble, JsonUnreadable } from '../errors.ts';
import { EXIT, EXIT_OF_OUTCOME } from '../exit-codes.ts';
import { fileTrouble, parseJson, readText } from '../input.ts';
import { WrittenAnswers } from '../interview/answers.ts';
import { answerWords, printQuestion } from '../interview/print.ts';
import { compiledLaw } from '../law.ts';
import { Paper } from '../paper.ts';
import { printDecision } from '../print/decision.ts';

export const ask: Command = {
  name: 'ask',
  summary: 'ask the fewest questions that settle a case',
  args: '[file]',
  exit: 'outcome',
  about:
    'Starts from a case in a file, which may be half empty, or from nothing. On a terminal it asks; with --answers it reads the answers from a JSON object of dotted names, or from a case, and stops with exit code 12 at the first question that is not in it; without either it shows the next question, so that another program can ask it. Questions of law come last, and their answers are assumptions.',
  flags: [
    {
      flags: '--answers <file>',
      summary: 'answers to use when they are asked: {"worker.earnsIncome": true}, or a case; null is "not known"',
    },
    { flags: '--departure', summary: 'go on until it is settled, too, who must leave by which day' },
    { flags: '--save <file>', summary: 'write the completed case as JSON' },
    JSON_FLAG,
    REGIME_FLAG,
    LAW_FLAG,
  ],
  examples: [
    'resolute ask --answers examples/cases/renewal.json',
    'resolute ask examples/cases/new-worker.json',
    'resolute ask examples/cases/new-worker.json --json',
    'resolute ask examples/cases/open-renewal.json --answers examples/answers/renewal.json --save out/answered.json',
  ],
  run: async (call) => {
    const { law, sitting } = await sit(call);
    const answersFile = textFlag(call, 'answers');
    const isTalk =
      answersFile === undefined && !isSet(call, 'json') && call.io.inIsTerminal && call.io.outIsTerminal && call.args[0] !== '-';
    let answers: readonly Answer[];
    if (isTalk) {
      const { talk } = await import('../interview/terminal.ts');
      const talked = await talk(sitting, law, call.io, save);
      if (talked === null) return EXIT.undecided;
      answers = talked;
    } else answers = answersFile === undefined ? [] : await answerFrom(answersFile, sitting, law, call);
    const result = resultOf(sitting, law, answers);
    const file = textFlag(call, 'save');
    if (file !== undefined) await save(file, result.case);
    if (!isTalk) report(result, answersFile, call);
    return result.next === null && result.decision !== null ? EXIT_OF_OUTCOME[result.decision.outcome] : EXIT.undecided;
  },
};

/** The interview as a program reads it: one shape at every point. */
interface Result {
  readonly asked: readonly Answer[];
  readonly next: InterviewQuestion | null;
  readonly case: RawCase;
  readonly decision: Decision | null;
  /** For the transcript: each question as it stood when it was asked. */
  readonly questions: readonly InterviewQuestion[];
}

async function sit(call: Call): Promise<{ readonly law: Compiled; readonly sitting: Sitting }> {
  const [file] = call.args;
  const read = file === undefined ? null : await readText(file, call.io);
  const raw = read === null ? {} : parseJson(read.name, read.text);
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new JsonUnreadable(read?.name ?? 'the case', `${read?.name ?? 'The case'} is no case: one JSON object is needed.`, 1, 1);
  const law = await compiledLaw(call);
  const door = doorFor(law);
  return {
    law,
    sitting: { raw: raw as RawCase, door, interview: interviewOf(law.programme, isSet(call, 'departure') ? 'departure' : 'outcome') },
  };
}

async function answerFrom(file: string, { raw, door, interview }: Sitting, law: Compiled, call: Call): Promise<readonly Answer[]> {
  const { name, text } = await readText(file, call.io);
  const written = new WrittenAnswers(law, door, name, parseJson(name, text));
  let answers: readonly Answer[] = [];
  for (;;) {
    const question = interview.next(progressWith(door, raw, answers));
    const given = question === null ? undefined : written.to(question.name);
    if (given === undefined) return answers;
    answers = [...answers, ...given];
  }
}

function resultOf({ raw, door, interview }: Sitting, law: Compiled, answers: readonly Answer[]): Result {
  const progress = progressWith(door, raw, answers);
  const next = interview.next(progress);
  const isWhole = next === null || !['host', 'act', 'asOf'].includes(next.name);
  const questions = answers.flatMap(({ name }, i) => {
    const asked = interview.next(progressWith(door, raw, answers.slice(0, i)));
    return asked?.name === name ? [asked] : [];
  });
  return { asked: answers, next, case: withAnswers(raw, answers), decision: isWhole ? law.decide(progress.case) : null, questions };
}

function report({ asked, next, case: raw, decision, questions }: Result, answersFile: string | undefined, call: Call): void {
  if (isSet(call, 'json')) {
    call.io.out(`${JSON.stringify({ asked, next, case: raw, decision })}\n`);
    return;
  }
  const paper = new Paper(call.io);
  questions.forEach((question, i) => {
    printQuestion(question, i + 1, paper);
    const answer = asked.find(({ name }) => name === question.name);
    const beside = asked.find(({ name }) => name === 'worker.protectionAssessment');
    const note = question.name === 'worker.returnProhibited' && beside !== undefined ? `; the procedure: ${answerWords(beside.value)}` : '';
    paper.prose(`Answer: ${answerWords(answer?.value ?? null)}${note}`, { indent: 3 });
    paper.line();
  });
  if (next === null) {
    if (decision !== null) printDecision(decision, paper);
    return;
  }
  printQuestion(next, questions.length + 1, paper);
  paper.line();
  paper.prose(
    answersFile === undefined
      ? `Undecided until this is answered. Put "${next.name}" into the case or into a file for --answers.`
      : `Undecided: \`${next.name}\` was asked and is not in ${answersFile}. Add "${next.name}" there, or null when it is not known.`,
  );
}

/** A folder that is not there yet is made, one level of it. @throws FileTrouble */
async function save(file: string, raw: RawCase): Promise<void> {
  const folder = dirname(file);
  try {
    if (!existsSync(folder)) await mkdir(folder);
    await writeFile(file, `${JSON.stringify(raw, null, 2)}\n`);
  } catch (error) {
    if (!existsSync(folder)) throw new FileTrouble(file, `There is no folder ${folder}.`, 'Make it, or name a file elsewhere.');
    throw fileTrouble(file, error);
  }
}
