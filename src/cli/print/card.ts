import { citeWords } from '../../decide/words/decision.ts';
import type { Position } from '../../law/regime.ts';
import { spokenDate, weekday } from '../../values/dates.ts';
import type { Card, CaseOnIt } from '../law-card.ts';
import type { Paper } from '../paper.ts';
import { governsWords, printCondition, printException } from './words.ts';

const CONFIDENCE: Readonly<Record<string, string>> = {
  text: 'seen in an official text, its official translation or transposition',
  secondary: 'read in a secondary source',
  background: 'background, not checked against a text',
  inference: 'our inference',
};
const CASES_SHOWN_MAX = 12;

/** Everything known of one part of the law, for a person. */
export function printCard(card: Card, paper: Paper): void {
  const row = (name: string, text: string): void => paper.prose(text, { indent: 2, bullet: paper.style('dim', name.padEnd(14)) });
  paper.line();
  paper.prose(
    `${paper.style('bold', card.id)} · ${card.kind === 'draft' ? 'a draft: not law, for comparison only' : `${card.kind} of ${card.regime}${card.kind === 'provision' ? `, layer ${card.layer}` : ''}`}`,
    {
      indent: 2,
    },
  );
  paper.line();
  switch (card.kind) {
    case 'provision':
      if (card.draft !== null) row('draft', `only in the draft ${card.draft}: not law`);
      row('stands in', citeWords(card.cite));
      row('says', card.words.en);
      row('effect', effectWords(card));
      row('governs', governsWords(card).replace(/^It governs /, ''));
      if (card.testedOn !== 'asOf') row('read at', card.testedOn);
      if (card.duty !== null)
        row(
          'duty',
          `${card.duty.ends === 'stay' ? 'the stay' : 'the work'} ends: from ${spokenDate(card.duty.from)}, last lawful day ${spokenDate(card.duty.by)}, ${weekday(card.duty.by)} (${card.duty.working})`,
        );
      if (card.cap !== null)
        row('number', `that of ${spokenDate(card.cap.baselineOn)}, counting everyone of whom it is true: ${card.cap.counts}`);
      if (card.notes !== null) row('note', card.notes.en);
      if (card.against !== null) row('against it', card.against.en);
      row('written', card.when.source);
      printCondition('It applies when', card.when, 2, paper);
      if (card.unless.length > 0) paper.line('  It does not apply when one of these exceptions holds:');
      for (const exception of card.unless) {
        printException(exception, 4, paper);
        paper.prose(paper.style('dim', `${citeWords(exception.cite)}: ${exception.words}`), { indent: 6 });
      }
      break;
    case 'exception':
      row('stands in', citeWords(card.cite));
      row('lifts', card.of.join(', in it '));
      row('says', card.words.en);
      row('written', card.when.source);
      printCondition('It holds when', card.when, 2, paper);
      if (card.unless.length > 0) paper.line('  It does not hold when:');
      for (const exception of card.unless) printException(exception, 4, paper);
      break;
    case 'instrument':
      row('title', card.title.en);
      row('form', `${card.form}, by ${card.issuedBy}`);
      row(card.form === 'resolution' ? 'adopted' : 'of', `${spokenDate(card.adoptedOn)}, ${weekday(card.adoptedOn)}`);
      row('does', card.words.en);
      row('sources', card.sources.join('; '));
      row('cited by', card.citing.length === 0 ? 'nothing here' : card.citing.map(({ id }) => id).join(', '));
      break;
    case 'question':
      row('asks', card.words.en);
      row('about', card.about.en);
      row('beside', card.besides.length === 0 ? 'no provision' : card.besides.join(', '));
      row('asked by', card.askedBy.length === 0 ? 'no condition: it is recorded and shown' : card.askedBy.join(', '));
      if (card.positions.length === 0) row('positions', 'none known: it stays unknown everywhere');
      for (const position of card.positions) printPosition(position, paper);
      break;
    case 'term':
      row('reads', `"${card.is}", or else "${card.isNot}"`);
      row('written', card.means.source);
      printCondition('It means that', card.means, 2, paper);
      row('used by', card.usedBy.length === 0 ? 'no provision' : card.usedBy.join(', '));
      break;
    case 'deadline':
      row('stands in', citeWords(card.cite));
      row('day', `${spokenDate(card.on)}, ${weekday(card.on)}: ${card.working}`);
      row('for', card.addressee);
      row('says', card.words.en);
      break;
    case 'draft':
      row('title', card.title.en);
      row('circulated', spokenDate(card.circulatedOn));
      row('says', card.words.en);
      row('sources', card.sources.join('; '));
      row('provisions', card.provisions.join(', '));
      row('compare', `resolute law diff now ${card.id}`);
      break;
  }
  if ('confidence' in card) row('confidence', `${card.confidence}: ${CONFIDENCE[card.confidence] ?? ''}`);
  if ('questions' in card) for (const question of card.questions) row('question', `${question.words} (${question.id})`);
  if (card.place !== null) row('file', `${card.place.file}:${card.place.line}`);
  printCases(card.cases, paper);
  paper.line();
}

function effectWords(card: Extract<Card, { kind: 'provision' }>): string {
  const effect = {
    prohibit: 'bars',
    require: 'requires an end by a day',
    cap: 'keeps to a number',
    call: 'asks for attention and bars nothing',
  }[card.effect];
  const strength =
    card.strength === null ? '' : card.strength === 'barred' ? ', without exception by approval' : ', open with an approval in advance';
  const basis =
    card.basis === null
      ? ''
      : `; known from ${{ act: 'a published act', report: "the state's own report", statement: "an official's statement" }[card.basis]}`;
  return `${effect}${strength}${basis}`;
}

function printPosition({ by, host, on, answers, words, sources, confidence }: Position, paper: Paper): void {
  const said =
    answers === null
      ? ''
      : host === null || on === null
        ? `, says ${answers ? 'yes' : 'no'}`
        : `, answers ${answers ? 'yes' : 'no'} for ${host} from that day`;
  paper.prose(`${by}${on === null ? '' : `, ${spokenDate(on)}`}${said}: ${words.en}`, { indent: 2, bullet: '• ' });
  const from = sources.length === 0 ? '' : `${sources.join('; ')} · `;
  paper.prose(paper.style('dim', `${from}confidence: ${confidence}`), { indent: 4 });
}

function printCases(cases: readonly CaseOnIt[], paper: Paper): void {
  if (cases.length === 0) return;
  paper.line();
  paper.line(`  ${cases.length === 1 ? 'One case rests' : `${cases.length} cases rest`} on it:`);
  for (const { name, file, line, value } of cases.slice(0, CASES_SHOWN_MAX))
    paper.prose(`${value === null ? '' : `${value}: `}${name} ${paper.style('dim', `(${file.split('/').slice(-2).join('/')}:${line})`)}`, {
      indent: 4,
      bullet: '• ',
    });
  if (cases.length > CASES_SHOWN_MAX) paper.line(`    … and ${cases.length - CASES_SHOWN_MAX} more: --json lists them all.`);
}
