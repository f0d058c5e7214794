import type { Derived } from './derived.ts';

/**
 * The commands that are one use case or one query each: what they take as arguments, and lines that run on the example register. Flags
 * and help come from the schema of the use case. Records are named by their id or by a number: a decision or a proposal by that of its
 * application, a notice by that too, a hold, an assessment, a departure or a contract by that of its worker.
 */
export const DERIVED: readonly Derived[] = [
  ...people(),
  ...applications(),
  ...permits(),
  ...papers(),
  ...leaving(),
  ...protection(),
  ...work(),
];

function people(): Derived[] {
  return [
    {
      name: 'worker register',
      summary: 'register a worker',
      does: 'worker.register',
      examples: [
        `resolute worker register --number W-1 --nationalities PRK --names '{"text": "Pak Chol Chun", "script": "Latn"}' --as officer --dry-run`,
      ],
    },
    {
      name: 'worker show',
      summary: 'show what the law reads of a worker',
      does: 'worker.read',
      takes: ['worker'],
      examples: ['resolute worker show INV-W-00001 --as officer'],
    },
    {
      name: 'worker list',
      summary: 'list workers, without names',
      does: 'worker.list',
      examples: ['resolute worker list --nationality PRK --limit 5 --as officer'],
    },
    {
      name: 'worker correct',
      summary: 'correct what is recorded of a worker; the old values stay',
      does: 'worker.correct',
      takes: ['worker'],
      examples: ['resolute worker correct INV-W-00001 --earns-income true --as officer --dry-run'],
    },
  ];
}

function applications(): Derived[] {
  return [
    {
      name: 'apply',
      summary: 'receive an application',
      does: 'application.receive',
      takes: ['kind'],
      examples: ['resolute apply new --worker INV-W-00001 --employer "Khar Yast Barilga" --as officer --dry-run'],
    },
    {
      name: 'application list',
      summary: 'list applications',
      does: 'application.list',
      examples: ['resolute application list --status received --as officer'],
    },
    {
      name: 'application show',
      summary: 'show an application',
      does: 'application.read',
      takes: ['application'],
      examples: ['resolute application show R-INV-17-0059 --as officer'],
    },
    {
      name: 'application correct',
      summary: 'correct an application that is not settled',
      does: 'application.correct',
      takes: ['application'],
      examples: ['resolute application correct R-INV-17-0059 --category construction --as officer --dry-run'],
    },
    {
      name: 'application withdraw',
      summary: 'record that an application was withdrawn',
      does: 'application.withdraw',
      takes: ['application'],
      examples: ['resolute application withdraw R-INV-17-0059 --reason "The worker goes home" --as officer --dry-run'],
    },
    {
      name: 'application reopen',
      summary: 'reopen an application that was refused or withdrawn',
      does: 'application.reopen',
      takes: ['application'],
      examples: ['resolute application reopen R-INV-17-0044 --reason "A paper was overlooked" --as officer --dry-run'],
    },
    {
      name: 'case',
      summary: 'ask what the law says of an application, and which decisions are open',
      does: 'case.decide',
      takes: ['application'],
      print: 'case',
      examples: ['resolute case R-INV-17-0059 --as officer', 'resolute case R-INV-17-0059 --as officer --json'],
    },
    {
      name: 'decision propose',
      summary: 'decide an application; all but a clear grant waits for a second person',
      does: 'decision.propose',
      takes: ['application'],
      examples: ['resolute decision propose R-INV-17-0059 --taken decline-renewal --as officer --dry-run'],
    },
    {
      name: 'decision amend',
      summary: 'change a decision that nobody was told of yet; its approval no longer counts',
      does: 'decision.amend',
      takes: ['decision'],
      examples: ['resolute decision amend R-INV-17-0047 --reason "Said more plainly" --as officer --dry-run'],
    },
    {
      name: 'decision show',
      summary: 'show a decision',
      does: 'decision.read',
      takes: ['decision'],
      examples: ['resolute decision show R-INV-17-0047 --as officer'],
    },
    {
      name: 'decision list',
      summary: 'list decisions',
      does: 'decision.list',
      examples: ['resolute decision list --status waiting --as officer'],
    },
    {
      name: 'decision replay',
      summary: 'decide the case of a decision again and compare to the byte',
      does: 'decision.replay',
      takes: ['decision'],
      examples: ['resolute decision replay R-INV-17-0047 --as auditor'],
    },
    {
      name: 'decision why',
      summary: 'show the case, the answer of the law and the reason of a decision',
      does: 'decision.working',
      takes: ['decision'],
      print: 'working',
      examples: ['resolute decision why R-INV-17-0047 --as supervisor'],
    },
    {
      name: 'approve list',
      summary: 'list what waits for a second person',
      does: 'proposal.list',
      examples: ['resolute approve list --as supervisor'],
    },
    {
      name: 'approve show',
      summary: 'show a proposal, its hash, and what changed since',
      does: 'proposal.read',
      takes: ['proposal'],
      examples: ['resolute approve show R-INV-17-0047 --as supervisor'],
    },
    {
      name: 'approve return',
      summary: 'send a proposal back to its author with a reason',
      does: 'proposal.return',
      takes: ['proposal'],
      examples: ['resolute approve return R-INV-17-0047 --why "Name the paragraph" --as supervisor --dry-run'],
    },
    {
      name: 'approve withdraw',
      summary: "take back one's own proposal before anybody approved it",
      does: 'proposal.withdraw',
      takes: ['proposal'],
      examples: ['resolute approve withdraw R-INV-17-0047 --as officer --dry-run'],
    },
  ];
}

function permits(): Derived[] {
  return [
    {
      name: 'permit show',
      summary: 'show a permit',
      does: 'permit.read',
      takes: ['permit'],
      examples: [
        'resolute permit show INV-08-0001 --as officer',
        'resolute permit show INV-08-0001 --as-of 2009-01-01 --as officer --json',
      ],
    },
    {
      name: 'permit list',
      summary: 'list permits',
      does: 'permit.list',
      examples: ['resolute permit list --nationality PRK --standing-on 2017-12-07 --limit 5 --as officer'],
    },
    {
      name: 'permit due',
      summary: 'list permits that come up for renewal, with nobody having asked for it',
      does: 'permit.due',
      examples: ['resolute permit due --from 2018-03-01 --to 2018-03-31 --nationality PRK --limit 5 --as officer'],
    },
    {
      name: 'permit renew',
      summary: 'receive the renewal of a permit and grant it at once, where the law is clear',
      does: 'permit.renew',
      takes: ['permit'],
      examples: ['resolute permit renew INV-17-1000 --as officer --dry-run'],
    },
    {
      name: 'permit revoke',
      summary: 'propose to revoke a permit; a second person approves it',
      does: 'permit.revoke',
      takes: ['permit'],
      examples: ['resolute permit revoke INV-17-1000 --reason "The employer closed" --as officer --dry-run'],
    },
    {
      name: 'permit correct',
      summary: 'correct what is recorded of a permit; the old values stay',
      does: 'permit.correct',
      takes: ['permit'],
      examples: ['resolute permit correct INV-08-0001 --category construction --as supervisor --dry-run'],
    },
    {
      name: 'decline preview',
      summary: 'show which renewals would be declined in one act, exceptions first',
      does: 'bulk-decline.preview',
      takes: ['endsFrom', 'endsTo'],
      examples: ['resolute decline preview 2018-03-01 2018-03-03 --as officer'],
    },
    {
      name: 'decline propose',
      summary: 'propose to decline the renewals of a list in one act; a second person approves exactly that list',
      does: 'bulk-decline.propose',
      takes: ['endsFrom', 'endsTo'],
      examples: ['resolute decline propose 2018-03-01 2018-03-03 --as officer --dry-run'],
    },
    {
      name: 'committee request',
      summary: 'record what a Committee is asked: for whom, or for how many',
      does: 'committee-approval.request',
      takes: ['committee'],
      examples: ['resolute committee request 1718 --count-allowed 3 --employer "Khar Yast Barilga" --as desk --dry-run'],
    },
    {
      name: 'committee answer',
      summary: 'record what a Committee answered, for whom and until when',
      does: 'committee-approval.answer',
      takes: ['committeeApproval'],
      examples: [],
    },
    {
      name: 'committee list',
      summary: 'list what Committees were asked and answered',
      does: 'committee-approval.list',
      examples: ['resolute committee list --as desk'],
    },
  ];
}

function papers(): Derived[] {
  return [
    {
      name: 'notice draft',
      summary: 'draft a notice about a decision or a departure',
      does: 'notice.draft',
      takes: ['decision'],
      examples: [],
    },
    { name: 'notice serve', summary: 'record that a notice was served, and how', does: 'notice.serve', takes: ['notice'], examples: [] },
    {
      name: 'notice received',
      summary: 'record that a notice has reached its addressee',
      does: 'notice.receive',
      takes: ['notice'],
      examples: [],
    },
    {
      name: 'notice undelivered',
      summary: 'record that a notice could not be delivered',
      does: 'notice.return',
      takes: ['notice'],
      examples: [],
    },
    { name: 'notice void', summary: 'void a notice that was not served', does: 'notice.void', takes: ['notice'], examples: [] },
    {
      name: 'notice show',
      summary: 'show to whom a notice goes and what became of it',
      does: 'notice.read',
      takes: ['notice'],
      examples: [],
    },
    {
      name: 'notice text',
      summary: 'show what a notice says, for a purpose that is recorded',
      does: 'notice.read-text',
      takes: ['notice'],
      examples: [],
    },
    { name: 'notice list', summary: 'list notices', does: 'notice.list', examples: ['resolute notice list --as officer'] },
  ];
}

function leaving(): Derived[] {
  return [
    {
      name: 'depart plan',
      summary: 'plan a departure, by the last lawful day or the day that the person chose',
      does: 'departure.plan',
      takes: ['worker'],
      examples: [],
    },
    {
      name: 'depart confirm',
      summary: 'confirm a planned departure with its evidence',
      does: 'departure.confirm',
      takes: ['departure'],
      examples: [],
    },
    {
      name: 'depart record',
      summary: 'record that somebody left of their own accord',
      does: 'departure.record',
      takes: ['worker'],
      examples: [],
    },
    { name: 'depart cancel', summary: 'cancel a planned departure', does: 'departure.cancel', takes: ['departure'], examples: [] },
    {
      name: 'depart many',
      summary: "propose the departures of an employer's workers; a second person approves exactly that list",
      does: 'departure.plan-many',
      takes: ['employer'],
      examples: [],
    },
    {
      name: 'depart list',
      summary: 'list departures; overdue ones are planned and past their last lawful day',
      does: 'departure.list',
      examples: ['resolute depart list --status planned --as officer'],
    },
  ];
}

function protection(): Derived[] {
  return [
    {
      name: 'hold place',
      summary: 'place a hold: nobody can order the person to leave',
      does: 'hold.place',
      takes: ['worker'],
      examples: ['resolute hold place INV-W-00001 --ground "Fears what awaits on return" --as protection --dry-run'],
    },
    {
      name: 'hold propose-lift',
      summary: 'propose to lift a hold; another protection officer lifts it',
      does: 'hold.propose-lift',
      takes: ['hold'],
      examples: [],
    },
    {
      name: 'hold lift',
      summary: 'lift a hold that another protection officer proposed to lift',
      does: 'hold.lift',
      takes: ['hold'],
      examples: [],
    },
    { name: 'hold keep', summary: 'let a hold go on that somebody proposed to lift', does: 'hold.keep', takes: ['hold'], examples: [] },
    { name: 'hold list', summary: 'list protection holds', does: 'hold.list', examples: ['resolute hold list --as protection'] },
    {
      name: 'assessment open',
      summary: 'open an assessment: while it is pending nobody can order the person to leave',
      does: 'assessment.open',
      takes: ['worker'],
      examples: ['resolute assessment open INV-W-00001 --ground "Asked for refuge" --as protection --dry-run'],
    },
    {
      name: 'assessment settle',
      summary: 'record what an assessment found',
      does: 'assessment.settle',
      takes: ['assessment'],
      examples: [],
    },
    {
      name: 'assessment list',
      summary: 'list protection assessments',
      does: 'assessment.list',
      examples: ['resolute assessment list --as protection'],
    },
  ];
}

function work(): Derived[] {
  return [
    {
      name: 'standing list',
      summary: 'list what the law says today of permits that stand and of open applications',
      does: 'standing.list',
      examples: ['resolute standing list --act renew --outcome barred --limit 5 --as officer'],
    },
    {
      name: 'standing changes',
      summary: 'list what a job changed in the answers of the law, and why',
      does: 'standing.changes',
      takes: ['job'],
      examples: [],
    },
    {
      name: 'job start',
      summary: 'start long work: decide the register again, or compare it under a draft',
      does: 'job.start',
      takes: ['work'],
      examples: [],
    },
    { name: 'job list', summary: 'list the jobs, the newest first', does: 'job.list', examples: ['resolute job list --as admin'] },
    { name: 'job show', summary: 'show how far a job is', does: 'job.read', takes: ['job'], examples: [] },
    { name: 'job cancel', summary: 'stop a job after the step that runs now', does: 'job.cancel', takes: ['job'], examples: [] },
    {
      name: 'law in-force',
      summary: 'show which version of each regime decides in the register',
      does: 'law.in-force',
      examples: ['resolute law in-force --as analyst'],
    },
    {
      name: 'law versions',
      summary: 'list the versions of the law that were proposed in the register',
      does: 'law.list',
      examples: ['resolute law versions --as analyst'],
    },
    {
      name: 'position record',
      summary: "record a state's position on an open question; a second person publishes it",
      does: 'position.record',
      takes: ['regime', 'question'],
      examples: [],
    },
  ];
}
