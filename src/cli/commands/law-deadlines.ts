import { writeFile } from 'node:fs/promises';
import { citeWords } from '../../decide/words/decision.ts';
import { calendarOf, type LawDay, type Standing, standingOn } from '../../law/calendar.ts';
import { isIsoDate, spokenDate } from '../../values/dates.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { fileTrouble } from '../input.ts';
import { chosenLaw } from '../law-folder.ts';
import { Paper } from '../paper.ts';

export const lawDeadlines: Command = {
  name: 'law deadlines',
  summary: 'show every day that the law sets, with its working',
  args: '',
  about:
    'Every deadline and every last lawful day of a duty, derived from the text: the day itself is still in time, no weekend moves it. `--ics` writes them as iCalendar; days that officials only announced are shown here and left out there.',
  flags: [
    JSON_FLAG,
    { flags: '--as-of <date>', summary: 'say of each day whether it is past, today or ahead on this date' },
    { flags: '--ics <file>', summary: 'write the days as iCalendar into a file, or to standard output for `-`' },
    REGIME_FLAG,
    LAW_FLAG,
  ],
  examples: ['resolute law deadlines', 'resolute law deadlines --as-of 2019-06-01', 'resolute law deadlines --ics -'],
  run: async (call) => {
    const asOf = textFlag(call, 'asOf');
    if (asOf !== undefined && !isIsoDate(asOf))
      throw new UsageError(`\`${asOf}\` is not a day that exists.`, 'Write a day as YYYY-MM-DD, for example 2019-12-22.');
    const days = calendarOf(await chosenLaw(call, 'default'));
    const ics = textFlag(call, 'ics');
    if (ics !== undefined) {
      const { icalendar } = await import('../../reports/icalendar.ts');
      const text = icalendar(days);
      if (ics === '-') {
        call.io.out(text);
        return EXIT.done;
      }
      await writeFile(ics, text).catch((error: unknown) => {
        throw fileTrouble(ics, error);
      });
    }
    if (isSet(call, 'json'))
      call.io.out(
        `${JSON.stringify(asOf === undefined ? { days } : { asOf, days: days.map((day) => ({ ...day, ...standingOn(day.on, asOf) })) })}\n`,
      );
    else {
      const paper = new Paper(call.io);
      for (const day of days) printDay(day, asOf, paper);
      if (ics !== undefined) paper.line(`Written as iCalendar to ${ics}.`);
    }
    return EXIT.done;
  },
};

const COLOURS: Readonly<Record<Standing, 'dim' | 'red' | 'green'>> = { past: 'dim', today: 'red', ahead: 'green' };

function printDay(day: LawDay, asOf: string | undefined, paper: Paper): void {
  const what = { deadline: 'deadline', duty: 'last lawful day of a duty', announced: 'announced, required by nobody' }[day.kind];
  const seen = asOf === undefined ? '' : ` · ${standingWords(day.on, asOf, paper)}`;
  paper.prose(`${paper.style('bold', day.on)} ${day.weekday}, ${spokenDate(day.on)} · ${what}${seen}`);
  paper.prose(`${day.addressee}: ${day.words}`, { indent: 4 });
  paper.prose(`working: ${day.working}`, { indent: 4 });
  paper.prose(paper.style('dim', `${citeWords(day.cite)} · confidence: ${day.confidence} · ${day.id}`), { indent: 4 });
  paper.line();
}

function standingWords(on: string, asOf: string, paper: Paper): string {
  const { standing, days } = standingOn(on, asOf);
  const span = `${days} day${days === 1 ? '' : 's'}`;
  return paper.style(COLOURS[standing], standing === 'today' ? 'today' : standing === 'past' ? `past for ${span}` : `${span} ahead`);
}
