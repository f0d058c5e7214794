import type { Paper } from '../paper.ts';
import { number } from '../print/numbers.ts';
import { isRecord, printAnswer, printFields, printTable, said, words } from './print.ts';

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (answer: unknown): Fields => (isRecord(answer) ? answer : {});
const rowsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Hashes and ids tell a person nothing that the rest does not. */
const isForMachines = ([name, value]: [string, unknown]): boolean =>
  /[hH]ash$/.test(name) || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));

/** What would be done, whether it still is what was proposed, and by which hash it is approved. */
export function printProposal(answer: unknown, paper: Paper): void {
  const { act, subjectKind, subject, status, why, content, contentHash, holds, changed, earlier } = fieldsOf(answer);
  paper.line();
  paper.prose(
    `${paper.style(
      'bold',
      said(act).replace(/^./, (letter) => letter.toUpperCase()),
    )} on ${said(subjectKind)} ${said(subject)}: ${said(status)}.`,
    { indent: 2 },
  );
  if (typeof why === 'string') paper.prose(why, { indent: 2 });
  paper.line();
  printContent(content, paper);
  paper.line();
  if (status === 'waiting')
    paper.prose(
      holds === true
        ? 'The records still are what was proposed.'
        : 'The records have changed since: an approval would find it void. What differs:',
      { indent: 2 },
    );
  printDifferences(rowsOf(changed), paper);
  const before = fieldsOf(earlier);
  if (before.status !== undefined) {
    paper.prose(
      `An earlier proposal was ${said(before.status)}${typeof before.why === 'string' ? `: ${before.why}` : '.'} This one differs in:`,
      {
        indent: 2,
      },
    );
    printDifferences(rowsOf(before.differs), paper);
  }
  paper.line();
  paper.line('  content hash, which an approval names');
  paper.line(`  ${said(contentHash)}`);
  paper.line();
}

/** The facts of what would be done; of a list how many there are and the first ones. */
function printContent(content: unknown, paper: Paper): void {
  const shown = Object.entries(fieldsOf(content)).filter((entry) => !isForMachines(entry) && entry[1] !== null);
  const isList = ([, value]: [string, unknown]): boolean => rowsOf(value).length > 0;
  const forPeople = (row: Fields): Fields => Object.fromEntries(Object.entries(row).filter((entry) => !isForMachines(entry)));
  const listed = shown.filter(isList).map(([name, value]) => [name, rowsOf(value).map(forPeople)] as const);
  const isOneWord = (rows: readonly Fields[]): boolean => rows.every((row) => Object.keys(row).length === 1);
  const inOneLine = listed.filter(([, rows]) => isOneWord(rows)).map(([name, rows]) => [name, rows.flatMap((row) => Object.values(row))]);
  printFields(Object.fromEntries([...shown.filter((entry) => !isList(entry)), ...inOneLine]), paper, 4);
  for (const [name, rows] of listed) {
    if (isOneWord(rows)) continue;
    paper.line(`    ${words(name)}: ${rows.length}`);
    printTable(rows.slice(0, LINES_SHOWN), paper);
    if (rows.length > LINES_SHOWN) paper.line(`    … and ${rows.length - LINES_SHOWN} more: --json has all.`);
  }
}

const LINES_SHOWN = 12;

function printDifferences(rows: readonly Fields[], paper: Paper): void {
  for (const { field, before, after } of rows)
    paper.prose(`${words(said(field))}: ${short(before)} → ${short(after)}`, { indent: 4, bullet: '• ' });
}

const short = (value: unknown): string => {
  const text = said(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
};

const RESULTS: Readonly<Record<string, string>> = {
  same: 'Decided again under the law of its day, the case comes out to the same bytes.',
  different: 'Decided again under the law of its day, the case comes out otherwise. Verify the log.',
  erased: 'The person was erased: what the decision rests on cannot be read, and so not be decided again.',
};

export function printReplay(answer: unknown, paper: Paper): void {
  const fields = fieldsOf(answer);
  paper.line();
  paper.prose(RESULTS[said(fields.result)] ?? said(fields.result), { indent: 2 });
  paper.line();
  printFields(fields, paper, 2);
  paper.line();
}

/** Exceptions first, with why; then how many would be declined, and the list. */
export function printDecline(answer: unknown, paper: Paper): void {
  const { exceptions, number: count, list, listHash } = fieldsOf(answer);
  const [except, declined] = [rowsOf(exceptions), rowsOf(list)];
  paper.line();
  paper.prose(
    except.length === 0 ? 'Nobody of them is an exception.' : `${number(except.length)} are pulled out first, and are decided one by one:`,
    { indent: 2 },
  );
  if (except.length > 0) printTable(except, paper, ['permit', 'kind', 'why']);
  paper.line();
  paper.prose(`${said(count)} renewals would be declined:`, { indent: 2 });
  if (declined.length > 0) printTable(declined, paper, ['permit', 'worker', 'employer', 'lastDay', 'un', 'national']);
  paper.line();
  paper.prose(`Next: resolute decline propose, with the same days and --list-hash ${said(listHash).slice(0, 64)}`, { indent: 2 });
  paper.line();
}

/** Who else it may be: in what they agree, and what is recorded there. The officer judges; nothing is merged by itself. */
export function printSamePerson(answer: unknown, paper: Paper): void {
  const { worker, candidates } = fieldsOf(answer);
  const rows = rowsOf(candidates).map(({ permits, decisions, ...rest }) => {
    const days = rowsOf(permits).map(({ lastDay }) => said(lastDay));
    return { ...rest, permits: rowsOf(permits).length, lastDay: days.sort().at(-1) ?? null, decisions: rowsOf(decisions).length };
  });
  paper.line();
  paper.prose(
    rows.length === 0
      ? `Nobody else in the register is like ${said(worker)}.`
      : `${rows.length} other records are like that of ${said(worker)}. Whether one is the same person is for you to say.`,
    { indent: 2 },
  );
  if (rows.length > 0) {
    paper.line();
    printTable(rows, paper, ['worker', 'agree', 'recognised', 'category', 'permits', 'lastDay', 'decisions']);
  }
  paper.line();
}

/** A thread under the note that begins it. */
export function printNotes(answer: unknown, paper: Paper): void {
  const notes = rowsOf(fieldsOf(answer).items);
  paper.line();
  if (notes.length === 0) paper.line('  No note.');
  for (const { writtenOn, text, inReplyTo, id, aboutKind } of notes) {
    const indent = inReplyTo === null ? 2 : 6;
    paper.prose(text === null ? 'The person was erased; the words cannot be read.' : said(text), {
      indent,
      bullet: `${said(writtenOn)}  `,
    });
    paper.line(paper.style('dim', `${' '.repeat(indent + 12)}note ${said(id)} on ${said(aboutKind)}`));
  }
  paper.line();
}

/** The text of a paper, a sentence a line. */
export function printText(answer: unknown, paper: Paper): void {
  const { text } = fieldsOf(answer);
  paper.line();
  if (Array.isArray(text)) for (const sentence of text) paper.prose(said(sentence), { indent: 2 });
  else paper.line('  The person was erased; the words cannot be read.');
  paper.line();
}

export function printCount(answer: unknown, paper: Paper): void {
  const { from, until, departed } = fieldsOf(answer);
  paper.line();
  paper.prose(
    `From ${said(from)} to ${said(until)} ${typeof departed === 'number' ? `${number(departed)} persons left` : 'one to four persons left; so few are not counted out'}.`,
    { indent: 2 },
  );
  paper.line();
}

/** What the law says of each, one act a line. */
export function printStanding(answer: unknown, paper: Paper): void {
  const { items, next } = fieldsOf(answer);
  const rows = rowsOf(items).flatMap(({ subject, kind, answers }) => rowsOf(answers).map((one) => ({ subject, kind, ...one })));
  printAnswer({ items: rows, next }, paper, ['subject', 'kind', 'act', 'outcome', 'returnBy', 'missing', 'protected']);
}
