import { citeWords } from '../../../decide/words/decision.ts';
import { calendarOf } from '../../../law/calendar.ts';
import { icalendar } from '../../../reports/icalendar.ts';
import { daysBetween } from '../../../values/dates.ts';
import { file, view } from '../../answer.ts';
import { type Page, page } from '../../page.ts';
import type { Visit } from '../../visit.ts';

export interface Deadline {
  readonly on: string;
  readonly title: string;
  /** Days from today; negative where it has passed. */
  readonly left: number;
  readonly kind: 'deadline' | 'duty' | 'announced';
  readonly cite: string;
  readonly addressee: string;
  readonly working: string;
}

/** The days that the law in force here sets, the earliest first. */
export async function deadlinesOf({ office, today }: Visit): Promise<readonly Deadline[]> {
  const { law } = await office.law(office.store.db);
  return calendarOf(law).map(({ on, kind, cite, addressee, words, working }) => ({
    on,
    title: words,
    left: daysBetween(today, on),
    kind,
    cite: citeWords(cite),
    addressee,
    working,
  }));
}

export const deadlinePages: readonly Page[] = [
  page('/law/deadlines', 'law.read', async (visit) => {
    const { words } = visit;
    const all = await deadlinesOf(visit);
    const shown = all.map((one) => ({
      ...one,
      day: words.date(one.on),
      kindWords: words.t(`law.day-${one.kind}`),
      leftWords: one.left < 0 ? words.t('law.days-ago', { n: -one.left }) : words.t('today.days-left', { n: one.left }),
    }));
    return view('pages/law/deadlines', { ahead: shown.filter(({ left }) => left >= 0), past: shown.filter(({ left }) => left < 0) });
  }),
  page('/law/deadlines.ics', 'law.read', async ({ office }) => {
    const { law } = await office.law(office.store.db);
    return file('law-deadlines.ics', 'text/calendar; charset=utf-8', icalendar(calendarOf(law)));
  }),
];
