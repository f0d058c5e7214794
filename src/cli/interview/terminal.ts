import { cancel, intro, isCancel, log, note, outro, select, text } from '@clack/prompts';
import type { FactValue } from '../../decide/case.ts';
import type { Compiled } from '../../decide/compile.ts';
import type { InterviewQuestion, PossibleAnswer } from '../../decide/interview/interview.ts';
import type { Answer } from '../../decide/interview/progress.ts';
import { progressWith, type RawCase, type Sitting, withAnswers } from '../../decide/interview/sitting.ts';
import { admitted, TYPED_AS, troubleWith, typedValue } from '../../decide/interview/typed.ts';
import { REQUIRED_FACTS } from '../../law/vocabulary.ts';
import { spokenDate } from '../../values/dates.ts';
import { FileTrouble } from '../errors.ts';
import type { Io } from '../io.ts';
import { Paper } from '../paper.ts';
import { printDecision } from '../print/decision.ts';
import { answerWords, leadWords, questionText } from './print.ts';

const BACK = '<';
const UNKNOWN = '?';
/** What a person may do beside answering. */
type Reply = { readonly answers: readonly Answer[] } | 'back' | 'stop';
type Turn = readonly Answer[];

/**
 * The interview on a terminal: one question after the other, each with what its answers would give; back and change at any
 * time. @returns null when the person stopped
 */
export async function talk(sitting: Sitting, law: Compiled, io: Io, save: Save): Promise<readonly Answer[] | null> {
  intro('The fewest questions that settle this case. Ctrl-C stops.');
  let turns: readonly Turn[] = [];
  for (;;) {
    const answers = turns.flat();
    const progress = progressWith(sitting.door, sitting.raw, answers);
    const question = sitting.interview.next(progress);
    if (question === null) {
      printDecision(law.decide(progress.case), new Paper(io));
      const choice = await afterwards(turns);
      if (choice === 'stop') return stopped();
      if (choice === 'finish') {
        outro('Done.');
        return answers;
      }
      if (choice === 'save') await saveAs(withAnswers(sitting.raw, answers), save);
      else turns = await changed(turns, choice, sitting, law);
      continue;
    }
    const reply = await put(question, turns.length, sitting, law, answers);
    if (reply === 'stop') return stopped();
    turns = reply === 'back' ? turns.slice(0, -1) : [...turns, reply.answers];
  }
}

/** Writes the case to a file. @throws FileTrouble */
type Save = (file: string, raw: RawCase) => Promise<void>;

function stopped(): null {
  cancel('Stopped before the end.');
  return null;
}

/** A file that cannot be written is named, and another may be given. */
async function saveAs(raw: RawCase, save: Save): Promise<void> {
  const name = await text({ message: 'Into which file?', initialValue: 'case.json' });
  if (isCancel(name) || name.trim() === '') return;
  try {
    await save(name.trim(), raw);
    log.success(`The case is written to ${name.trim()}.`);
  } catch (error) {
    if (!(error instanceof FileTrouble)) throw error;
    log.error(`${error.message} ${error.remedy}`);
  }
}

/** Asks anew for one turn; the later answers stay, and what they leave open is asked afterwards. */
async function changed(turns: readonly Turn[], at: number, sitting: Sitting, law: Compiled): Promise<readonly Turn[]> {
  const [old] = turns[at] ?? [];
  if (old === undefined) return turns;
  const rest = turns.filter((_, i) => i !== at).flat();
  const question = sitting.interview.about(
    progressWith(sitting.door, sitting.raw, isRequired(old.name) ? turns.slice(0, at).flat() : rest),
    old.name,
  );
  const reply = await put(question, 1, sitting, law, rest);
  return reply === 'stop' || reply === 'back' ? turns : turns.with(at, reply.answers);
}

function isRequired(name: string): boolean {
  return (REQUIRED_FACTS as readonly string[]).includes(name);
}

async function afterwards(turns: readonly Turn[]): Promise<'finish' | 'save' | 'stop' | number> {
  const choice = await select<string>({
    message: 'And now?',
    options: [
      { value: 'finish', label: 'Finish' },
      { value: 'save', label: 'Save the case as JSON' },
      ...turns.flatMap(([answer], i) =>
        answer === undefined ? [] : [{ value: String(i), label: `Change ${answer.name}`, hint: answerWords(answer.value) }],
      ),
    ],
  });
  if (isCancel(choice)) return 'stop';
  return choice === 'finish' || choice === 'save' ? choice : Number(choice);
}

async function put(
  question: InterviewQuestion,
  turns: number,
  sitting: Sitting,
  law: Compiled,
  answers: readonly Answer[],
): Promise<Reply> {
  const positions = question.positions.map(({ by, on, words }) => `${by}${on === null ? '' : `, ${spokenDate(on)}`}: ${words.en}`);
  if (positions.length > 0) note(positions.join('\n'), 'What is held on it');
  return question.type === 'bool' || question.values !== null ? choose(question, turns) : write(question, turns, sitting, law, answers);
}

/** A closed question: one of its answers, "not known", or back. */
async function choose(question: InterviewQuestion, turns: number): Promise<Reply> {
  const values: readonly FactValue[] = question.type === 'bool' ? [true, false] : (question.values ?? []);
  const isLaw = question.about === 'law';
  const options = values.map((value, i) => {
    const answer =
      question.answers.find((one) => one.example === value) ?? question.answers.find((one) => one.label.includes(answerWords(value)));
    const label = question.name === 'act' ? (answer?.label ?? answerWords(value)) : answerWords(value);
    return { value: String(i), label: led(isLaw ? `assume ${label}` : label, answer) };
  });
  const unknown = question.answers.find((one) => one.example === null);
  const choice = await select<string>({
    message: messageOf(question),
    options: [
      ...options,
      ...(question.name === 'worker.returnProhibited'
        ? [{ value: 'pending', label: 'a procedure on it is pending: no departure may be ordered' }]
        : []),
      ...(unknown === undefined ? [] : [{ value: UNKNOWN, label: led(isLaw ? 'leave it open' : unknown.label, unknown) }]),
      ...(turns > 0 ? [{ value: BACK, label: 'back' }] : []),
    ],
  });
  if (isCancel(choice)) return 'stop';
  if (choice === BACK) return 'back';
  const { name } = question;
  if (choice === 'pending')
    return {
      answers: [
        { name, value: null },
        { name: 'worker.protectionAssessment', value: 'pending' },
      ],
    };
  return { answers: [{ name, value: choice === UNKNOWN ? null : (values[Number(choice)] ?? null) }] };
}

/** An open question: the very value is asked for, since a class of answers is no fact of the case. */
async function write(
  question: InterviewQuestion,
  turns: number,
  sitting: Sitting,
  law: Compiled,
  answers: readonly Answer[],
): Promise<Reply> {
  note(question.answers.map(classLine).join('\n'), 'What the answers give');
  const raw = withAnswers(sitting.raw, answers);
  const canBeUnknown = question.answers.some((answer) => answer.example === null);
  const signs = [...(canBeUnknown ? [`${UNKNOWN} not known`] : []), ...(turns > 0 ? [`${BACK} back`] : [])];
  const typed = await text({
    message: `${messageOf(question)} (${[TYPED_AS[question.type], ...signs].join('; ')})`,
    validate: (input) => {
      const clean = (input ?? '').trim();
      if ((clean === UNKNOWN && canBeUnknown) || (clean === BACK && turns > 0)) return undefined;
      return clean === '' ? 'Type an answer.' : troubleWith(sitting.door, raw, question.name, typedValue(question, clean));
    },
  });
  if (isCancel(typed)) return 'stop';
  const clean = typed.trim();
  if (clean === BACK) return 'back';
  const { name } = question;
  if (clean === UNKNOWN) return { answers: [{ name, value: null }] };
  return { answers: [{ name, value: admitted(sitting.door, raw, name, typedValue(question, clean), law.programme.names.fact(name)) }] };
}

function messageOf(question: InterviewQuestion): string {
  const left = question.most === null ? '' : question.most === 1 ? ' [the last question]' : ` [at most ${question.most} questions left]`;
  return `${questionText(question)}${left}`;
}

/** What an answer gives stands beside it, not behind a key. */
function led(label: string, answer: PossibleAnswer | undefined): string {
  return answer === undefined ? label : `${label}: ${leadWords(answer)}`;
}

function classLine(answer: PossibleAnswer): string {
  return `${answer.label}: ${leadWords(answer)}`;
}
