import type { Actor } from '../../../access/actor.ts';
import type { Office } from '../../../office/office.ts';
import { type Course, courseOf } from '../../../register/figures/course.ts';
import { type Model, view } from '../../answer.ts';
import type { WebOptions } from '../../options.ts';
import { openPage, type Page } from '../../page.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';
import { courseChart, lastDaysChart } from './charts.ts';

/** The labour agreement of 2008 is where the example begins. */
const FROM = '2008-08-01';
/** Whom the example is about. */
const NATIONALITY = 'PRK';

/** What to try in the example, as whom, and where it begins. */
const TO_TRY = [
  { key: 'decline', login: 'officer', next: '/renewals?nationality=PRK' },
  { key: 'second', login: 'supervisor', next: '/proposals' },
  { key: 'ask', login: null, next: '/check' },
  { key: 'draft', login: 'analyst', next: '/law/drafts' },
  { key: 'verify', login: 'auditor', next: '/audit' },
] as const;

/** The first page: the case of the example with its figures, or what Resolute is where the register is in earnest. */
export function frontPages({ demo = [] }: WebOptions): readonly Page[] {
  return [
    openPage('/', async (visit) => {
      const isExample = demo.length > 0;
      const accounts = demo.map(({ login, roles }) => ({ login, role: roles[0] ?? '' }));
      const example = isExample ? await exampleModel(visit) : null;
      return view('pages/front/landing', { host: visit.words.country(visit.office.host), accounts, example, toTry: TO_TRY });
    }),
  ];
}

/** The course of ten years takes a quarter of a second: it is counted once for each state of the log. */
const COUNTED = new WeakMap<Office, { readonly day: string; readonly at: number; readonly course: Promise<Course> }>();
const COUNTED_MS = 60_000;

function counted(office: Office, day: string): Promise<Course> {
  const known = COUNTED.get(office);
  if (known !== undefined && known.day === day && performance.now() - known.at < COUNTED_MS) return known.course;
  const course = courseOf(office.store.db, { nationality: NATIONALITY, from: FROM, on: day });
  COUNTED.set(office, { day, at: performance.now(), course });
  course.catch(() => COUNTED.delete(office));
  return course;
}

async function exampleModel({ office, today, words }: Visit<Actor | null>): Promise<Model> {
  const course = await counted(office, today);
  const { t, number, date } = words;
  const now = course.points.at(-1)?.employed ?? 0;
  const peak = course.points.reduce(
    (best, point) => ((point.employed ?? 0) > (best.employed ?? 0) ? point : best),
    course.points[0] ?? { on: today, employed: 0 },
  );
  const year = `${Number(today.slice(0, 4))}-12`;
  const within = course.lastDays.filter(({ to }) => to <= year).reduce((sum, { permits }) => sum + permits, 0);
  const first = course.lastDays[0];
  const last = course.lastDays.at(-1);
  const months = (from: string, to: string, isShort = false): string => monthsIn(words, from, to, isShort);
  const courseSays = t('front.course-says', { peak: number(peak.employed ?? 0), on: date(peak.on), now: number(now), today: date(today) });
  const lastSays = t('front.last-days-say', {
    within: number(within),
    year: date(`${year}-31`),
    from: first === undefined ? '' : monthsIn(words, first.from, first.from),
    to: last === undefined ? '' : monthsIn(words, last.to, last.to),
  });
  return {
    day: date(today),
    now: number(now),
    peak: number(peak.employed ?? 0),
    peakOn: date(peak.on),
    within: number(within),
    courseSays,
    lastSays,
    courseChart: courseChart(course, courseSays, number(peak.employed ?? 0), words),
    lastDaysChart: lastDaysChart(course, lastSays, months, words),
    courseTable: course.points
      .filter(({ on }) => on.endsWith('-12-31') || on === peak.on || on === today)
      .map(({ on, employed }) => [date(on), employed === null ? t('front.too-small') : number(employed)]),
    lastDaysTable: course.lastDays.map(({ from, to, permits }) => [months(from, to), number(permits)]),
  };
}

/** `March 2018`, `October – November 2018` */
function monthsIn({ locale }: Words, from: string, to: string, isShort = false): string {
  const tag = locale === 'en' ? 'en-GB' : locale;
  const format = new Intl.DateTimeFormat(tag, { month: isShort ? 'short' : 'long', year: 'numeric', timeZone: 'UTC' });
  const [first, last] = [from, to].map((month) => Temporal.PlainDate.from(`${month}-01`).toZonedDateTime('UTC').epochMilliseconds);
  return first === last ? format.format(first) : format.formatRange(first ?? 0, last ?? 0);
}
