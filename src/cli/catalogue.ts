import type { Entry } from './command.ts';
import type { Part } from './parts.ts';
import { DERIVED } from './register/commands.ts';
import type { Derived } from './register/derived.ts';

/** Every command, in the order in which a newcomer meets them. A test holds names and summaries equal to the modules'. */
export const CATALOGUE: readonly Entry[] = [
  {
    name: 'start',
    part: 'begin',
    summary: 'run the example register of Mongolia, December 2017, as a service on this machine',
    load: async () => (await import('./commands/start.ts')).start,
  },
  {
    name: 'serve',
    part: 'service',
    summary: 'run the register as a service: its API, its jobs, its signatures',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'example',
    part: 'begin',
    summary: 'decide the Mongolian caseload of December 2017 and show the answer',
    load: async () => (await import('./commands/example.ts')).example,
  },
  { name: 'check', part: 'cases', summary: 'decide one case and say why', load: async () => (await import('./commands/check.ts')).check },
  {
    name: 'ask',
    part: 'cases',
    summary: 'ask the fewest questions that settle a case',
    load: async () => (await import('./commands/ask.ts')).ask,
  },
  {
    name: 'why',
    part: 'cases',
    summary: 'show the proof of a decision, from the verdict to the facts',
    load: async () => (await import('./commands/why.ts')).why,
  },
  {
    name: 'decide',
    part: 'cases',
    summary: 'decide a whole file: CSV, JSON Lines or Parquet',
    load: async () => (await import('./commands/decide.ts')).decide,
  },
  {
    name: 'impact',
    part: 'cases',
    summary: 'compare a file of cases under the law in force and under a draft',
    load: async () => (await import('./commands/impact.ts')).impact,
  },
  {
    name: 'law check',
    part: 'law',
    summary: 'find what is wrong in the files of the law',
    load: async () => (await import('./commands/law-check.ts')).lawCheck,
  },
  {
    name: 'law test',
    part: 'law',
    summary: "run the law's own cases and show what they cover",
    load: async () => (await import('./commands/law-test.ts')).lawTest,
  },
  {
    name: 'law words',
    part: 'law',
    summary: 'say conditions in plain words, one or all',
    load: async () => (await import('./commands/law-words.ts')).lawWords,
  },
  {
    name: 'law list',
    part: 'law',
    summary: 'show the regimes, their instruments, provisions, drafts and open questions',
    load: async () => (await import('./commands/law-list.ts')).lawList,
  },
  {
    name: 'law deadlines',
    part: 'law',
    summary: 'show every day that the law sets, with its working',
    load: async () => (await import('./commands/law-deadlines.ts')).lawDeadlines,
  },
  {
    name: 'law diff',
    part: 'law',
    summary: 'compare two states of the law',
    load: async () => (await import('./commands/law-diff.ts')).lawDiff,
  },
  {
    name: 'law show',
    part: 'law',
    summary: 'show everything known of one part of the law',
    load: async () => (await import('./commands/law-show.ts')).lawShow,
  },
  {
    name: 'law propose',
    part: 'law',
    summary: 'propose the files of a regime as the law of the register; a second person publishes them',
    load: async () => (await import('./commands/law-propose.ts')).lawPropose,
  },
  {
    name: 'import',
    part: 'service',
    summary: 'take a sheet of permits into the register: good rows as a whole, bad rows with their reasons',
    load: async () => (await import('./commands/import.ts')).importSheet,
  },
  {
    name: 'export',
    part: 'service',
    summary: 'write the records of a kind into a file: CSV, JSON Lines or Parquet by its ending',
    load: async () => (await import('./commands/export.ts')).exportRecords,
  },
  {
    name: 'audit verify',
    part: 'service',
    summary: 'check every entry of the log, its tree and all that was ever signed',
    load: async () => (await import('./commands/audit-verify.ts')).auditVerify,
  },
  {
    name: 'audit compare',
    part: 'service',
    summary: 'make every record anew from the log and compare it with the tables',
    load: async () => (await import('./commands/audit-compare.ts')).auditCompare,
  },
  {
    name: 'bundle',
    part: 'service',
    summary: 'write the proof of one decision into a file that anybody can check offline',
    load: async () => (await import('./commands/bundle.ts')).bundle,
  },
  {
    name: 'backup',
    part: 'service',
    summary: 'write the register as of one instant into one file',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'restore',
    part: 'service',
    summary: 'fill an empty register from a backup: all of it or nothing',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  {
    name: 'key rotate',
    part: 'service',
    summary: 'wrap the keys of all persons under a new master key',
    load: async () => (await import('./commands/key-rotate.ts')).keyRotate,
  },
  {
    name: 'user first',
    part: 'service',
    summary: 'begin a register with its first two persons: an administrator and a supervisor',
    load: async () => (await import('./commands/user-first.ts')).userFirst,
  },
  {
    name: 'user invite',
    part: 'service',
    summary: 'give an account an invitation, with which its person sets a password',
    load: async () => (await import('./commands/user-invite.ts')).userInvite,
  },
  {
    name: 'approve',
    part: 'register',
    summary: 'approve what somebody else proposed, exactly as you read it',
    load: async () => (await import('./commands/approve.ts')).approve,
  },
  ...DERIVED.map(
    (derived): Entry => ({
      name: derived.name,
      part: partOf(derived),
      summary: derived.summary,
      load: async () => (await import('./register/derived.ts')).derivedCommand(derived),
    }),
  ),
  {
    name: 'completion',
    part: 'service',
    summary: 'print the script by which a shell completes commands and flags',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];

/** The law of the register stands with the law, and accounts with the service. */
function partOf({ name, does }: Derived): Part {
  if (name.startsWith('law ') || does === 'position.record') return 'law';
  return /^(user|audit) /.test(name) ? 'service' : 'register';
}
