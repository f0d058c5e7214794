import type { Derived } from '../derived.ts';

export const APPLICATIONS: readonly Derived[] = [
  {
    name: 'apply',
    summary: 'receive an application',
    does: 'application.receive',
    takes: ['kind'],
    done: 'Application {number} was received',
    next: 'resolute case {id} --as LOGIN',
    examples: ['resolute apply new --worker INV-W-00050 --employer "Nogoon Minj Barilga" --number A-1 --as officer --dry-run'],
  },
  {
    name: 'application show',
    summary: 'show an application',
    does: 'application.read',
    takes: ['application'],
    examples: ['resolute application show R-INV-17-0059 --as officer'],
  },
  {
    name: 'application list',
    summary: 'list applications',
    does: 'application.list',
    columns: ['number', 'status', 'kind', 'worker', 'receivedOn', 'wantedFrom', 'wantedTo'],
    examples: ['resolute application list --status received --as officer'],
  },
  {
    name: 'application same-person',
    summary: 'show which other records may be of the person who applies, and in what they agree',
    does: 'application.same-person',
    takes: ['application'],
    print: 'same-person',
    examples: ['resolute application same-person R-INV-17-0059 --as officer'],
  },
  {
    name: 'application correct',
    summary: 'correct an application that is not settled',
    does: 'application.correct',
    takes: ['application'],
    done: 'Application {application} was corrected; the old values stay',
    examples: ['resolute application correct R-INV-17-0059 --category construction --as officer --dry-run'],
  },
  {
    name: 'application withdraw',
    summary: 'record that an application was withdrawn',
    does: 'application.withdraw',
    takes: ['application'],
    done: 'Application {application} was withdrawn',
    examples: ['resolute application withdraw R-INV-17-0059 --reason "The worker goes home" --as officer --dry-run'],
  },
  {
    name: 'application reopen',
    summary: 'reopen an application that was refused or withdrawn',
    does: 'application.reopen',
    takes: ['application'],
    done: 'Application {application} is open again',
    next: 'resolute case {application} --as LOGIN',
    examples: ['resolute application reopen R-INV-17-0044 --reason "A paper was overlooked" --as officer --dry-run'],
  },
  {
    name: 'case',
    summary: 'ask what the law says of an application, and which decisions are open',
    does: 'case.decide',
    takes: ['application'],
    about:
      'Nothing is recorded. Without an application: of a permit (--permit), of a worker with an employer, or of a case written as JSON (--case).',
    print: 'case',
    examples: [
      'resolute case R-INV-17-0059 --as officer',
      'resolute case --permit INV-17-0006 --act renew --as officer',
      'resolute case R-INV-17-0059 --as officer --json',
    ],
  },
];
