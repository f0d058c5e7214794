import { type Actor, may } from '../../access/actor.ts';
import type { By } from '../page.ts';

interface Place {
  /** Names the message `nav.KEY`. */
  readonly key: string;
  readonly path: string;
  readonly by: Exclude<By, 'everybody'>;
}

interface Section {
  readonly key: string;
  readonly places: readonly [Place, ...Place[]];
}

/**
 * The rooms of the office in the order of a day's work. Figures, evidence, engagement and reports each get a section here once
 * they have pages.
 */
const SECTIONS: readonly Section[] = [
  { key: 'today', places: [{ key: 'today', path: '/today', by: 'signed-in' }] },
  {
    key: 'work',
    places: [
      { key: 'queues', path: '/queues', by: ['decision.propose', 'audit.read'] },
      { key: 'applications', path: '/applications', by: 'application.read' },
      { key: 'receive', path: '/applications/new', by: 'application.receive' },
      { key: 'renewals', path: '/renewals', by: 'bulk.decline' },
      { key: 'proposals', path: '/proposals', by: 'proposal.read' },
      { key: 'notices', path: '/notices', by: 'notice.read' },
      { key: 'import', path: '/import', by: 'import.run' },
    ],
  },
  {
    key: 'register',
    places: [
      { key: 'permits', path: '/permits', by: 'permit.read' },
      { key: 'workers', path: '/workers', by: 'worker.read' },
      { key: 'employers', path: '/employers', by: 'employer.read' },
      { key: 'contracts', path: '/contracts', by: 'contract.read' },
      { key: 'decisions', path: '/decisions', by: 'decision.read' },
      { key: 'quotas', path: '/quotas', by: 'quota.read' },
      { key: 'search', path: '/search', by: ['permit.read', 'employer.read'] },
    ],
  },
  { key: 'departures', places: [{ key: 'departures', path: '/departures', by: 'departure.read' }] },
  { key: 'exemptions', places: [{ key: 'exemptions', path: '/exemptions', by: 'committee-approval.read' }] },
  { key: 'protection', places: [{ key: 'protection', path: '/protection', by: ['hold.read', 'assessment.read'] }] },
  {
    key: 'law',
    places: [
      { key: 'law', path: '/law', by: 'law.read' },
      { key: 'deadlines', path: '/law/deadlines', by: 'law.read' },
      { key: 'drafts', path: '/law/drafts', by: ['law.propose', 'law.publish', 'law.read'] },
    ],
  },
  {
    key: 'audit',
    places: [
      { key: 'audit', path: '/audit', by: 'audit.verify' },
      { key: 'log', path: '/audit/log', by: 'audit.read' },
      { key: 'readings', path: '/audit/readings', by: 'access.read-log' },
    ],
  },
  {
    key: 'administration',
    places: [
      { key: 'accounts', path: '/administration/accounts', by: 'account.read' },
      { key: 'service', path: '/administration/service', by: 'register.configure' },
      { key: 'jobs', path: '/administration/jobs', by: 'job.read' },
      { key: 'retention', path: '/administration/retention', by: 'retention.read' },
    ],
  },
];

export interface NavLink {
  readonly key: string;
  readonly path: string;
  readonly isHere: boolean;
}

/** The sections somebody may enter, and the places of the section that they are in. */
export interface Nav {
  readonly sections: readonly NavLink[];
  readonly places: readonly NavLink[];
}

export function navFor(actor: Actor | null, here: string): Nav {
  if (actor === null) return { sections: [], places: [] };
  const mine = SECTIONS.map(({ key, places }) => ({ key, places: places.filter(({ by }) => isFor(actor, by)) }));
  const nearest = mine.flatMap(({ places }) => places.map(({ path }) => path)).filter((path) => isWithin(here, path));
  const longest = nearest.reduce((best, path) => (path.length > best.length ? path : best), '');
  const sections = mine.flatMap(({ key, places: [first, ...rest] }) =>
    first === undefined ? [] : [{ key, path: first.path, isHere: [first, ...rest].some(({ path }) => path === longest) }],
  );
  const within = mine.find(({ places }) => places.some(({ path }) => path === longest))?.places ?? [];
  const places = within.length < 2 ? [] : within.map(({ key, path }) => ({ key, path, isHere: path === longest }));
  return { sections, places };
}

const isWithin = (here: string, path: string): boolean => here === path || here.startsWith(`${path}/`);

export function isFor(actor: Actor, by: By): boolean {
  if (by === 'everybody' || by === 'signed-in') return true;
  return (typeof by === 'string' ? [by] : by).some((action) => may(actor, action));
}
