import type { Derived } from '../derived.ts';

export const WORK: readonly Derived[] = [
  {
    name: 'standing list',
    summary: 'list what the law says today of permits that stand and of open applications',
    does: 'standing.list',
    columns: ['subject'],
    print: 'standing',
    examples: ['resolute standing list --act renew --outcome barred --limit 5 --as officer'],
  },
  {
    name: 'standing changes',
    summary: 'list what a job changed in the answers of the law, and why',
    does: 'standing.changes',
    takes: ['job'],
    about: 'A job is named by its id; `last` is the newest.',
    columns: ['subject', 'kind', 'act', 'outcomeBefore', 'outcomeAfter', 'why'],
    examples: ['resolute standing changes last --limit 5 --as officer'],
  },
  {
    name: 'job start',
    summary: 'start long work: decide the register again, or compare it under a draft',
    does: 'job.start',
    takes: ['work'],
    done: 'The job {work} is queued',
    next: 'resolute job show last --as LOGIN',
    examples: ['resolute job start law-impact --draft un-2397-12-months --as analyst --dry-run'],
  },
  {
    name: 'job show',
    summary: 'show how far a job is',
    does: 'job.read',
    takes: ['job'],
    about: 'A job is named by its id; `last` is the newest.',
    examples: ['resolute job show last --as admin'],
  },
  {
    name: 'job list',
    summary: 'list the jobs, the newest first',
    does: 'job.list',
    columns: ['name', 'state', 'done', 'total', 'id'],
    examples: ['resolute job list --as admin'],
  },
  {
    name: 'job cancel',
    summary: 'stop a job after the step that runs now',
    does: 'job.cancel',
    takes: ['job'],
    about: 'A job is named by its id; `last` is the newest. One that has ended stays as it is.',
    done: 'The job is cancelled; what it had done stays',
    examples: ['resolute job cancel last --as officer --dry-run'],
  },
];
