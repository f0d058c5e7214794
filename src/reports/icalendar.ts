import ical, { ICalEventTransparency } from 'ical-generator';
import { citeWords } from '../decide/words/decision.ts';
import type { LawDay } from '../law/calendar.ts';

/**
 * The days of the law as iCalendar, all-day entries that any calendar reads. No clock and no zone is in it: the stamp of an
 * entry is the day its instrument was adopted, its UID is made of its id, so that importing it again changes nothing.
 * Announced days are left out: a calendar would show them as duties.
 */
export function icalendar(days: readonly LawDay[]): string {
  const calendar = ical({ name: 'Resolute: days set by law', prodId: { company: 'resolute', product: 'law deadlines', language: 'EN' } });
  for (const day of days.filter(({ kind }) => kind !== 'announced'))
    calendar.createEvent({
      id: `${day.regime}.${day.id}@resolute`,
      start: `${day.on}T00:00:00Z`,
      allDay: true,
      stamp: `${day.adoptedOn}T00:00:00Z`,
      summary: `${day.kind === 'duty' ? 'Last lawful day' : 'Deadline'} for ${day.addressee}: ${citeWords(day.cite)}`,
      description: `${day.words}\n${day.working}; ${day.weekday}.\nConfidence: ${day.confidence}. Id: ${day.id}.`,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  return `${calendar.toString()}\r\n`;
}
