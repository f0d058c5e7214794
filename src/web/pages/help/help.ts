import { view } from '../../answer.ts';
import { openPage, type Page } from '../../page.ts';

/** How things are done, in the order in which people ask. Each has `help.NAME` and `help.NAME-how`. */
const HOWS = [
  'decline',
  'missing',
  'second',
  'why',
  'hold',
  'departure',
  'letter',
  'past',
  'search',
  'import',
  'verify',
  'ended',
  'keyboard',
] as const;
const COOKIES = ['session', 'form', 'language'] as const;
const KEPT = ['records', 'sealed', 'readings', 'log', 'drafts', 'check'] as const;
const RIGHTS = ['export', 'erase', 'correct'] as const;
const TESTED = ['axe', 'keyboard', 'script', 'zoom', 'colours', 'print'] as const;
const LIMITS = ['english', 'tables', 'pdf', 'readers'] as const;

/** Help, and the two statements that a public service owes: they are for everybody. */
export const helpPages: readonly Page[] = [
  openPage('/help', async () => view('pages/help/help', { hows: HOWS })),
  openPage('/accessibility', async () => view('pages/help/accessibility', { tested: TESTED, limits: LIMITS })),
  openPage('/privacy', async () => view('pages/help/privacy', { cookies: COOKIES, kept: KEPT, rights: RIGHTS })),
];
