import { writeFile } from 'node:fs/promises';
import { ACTIONS, ALL_ACTIONS } from '../src/access/actions.ts';
import { PURPOSES } from '../src/access/read-log.ts';
import { ALL_ROLES, MAY, ROLES, type Role } from '../src/access/roles.ts';
import { IDLE_MINUTES, SESSION_HOURS } from '../src/access/sessions.ts';
import { DEFAULT_RETENTION } from '../src/privacy/retention.ts';
import { SMALLEST_SHOWN } from '../src/privacy/suppress.ts';

export const PAGE = 'docs/access.md';

const COLUMN: Readonly<Record<Role, string>> = {
  'permit-officer': 'officer',
  supervisor: 'supervisor',
  'sanctions-analyst': 'analyst',
  'foreign-desk': 'desk',
  'protection-officer': 'protection',
  statistician: 'statistician',
  auditor: 'auditor',
  employer: 'employer',
  administrator: 'administrator',
};

const actionRow = (action: (typeof ALL_ACTIONS)[number]): string =>
  `| \`${action}\` | ${ALL_ROLES.map((role) => (MAY[role].has(action) ? '●' : '')).join(' | ')} |`;

/** docs/access.md: the tables come from the code, so that a page for people cannot say what the service does not do. */
export function accessPage(): string {
  return [
    '# Who may do what, and how names are kept',
    '',
    '<!-- Made by `node scripts/access-docs.ts`. -->',
    '',
    'What is not allowed here is refused. A role says *what* somebody may do; *to which records* is said below the table.',
    '',
    '| role | who it is |',
    '|---|---|',
    ...ALL_ROLES.map((role) => `| \`${role}\` | ${ROLES[role]} |`),
    '',
    '## The actions',
    '',
    `| action | ${ALL_ROLES.map((role) => COLUMN[role]).join(' | ')} |`,
    `|---|${ALL_ROLES.map(() => ':-:').join('|')}|`,
    ...ALL_ACTIONS.map(actionRow),
    '',
    '<details><summary>What each action is</summary>',
    '',
    '| action | what it is |',
    '|---|---|',
    ...ALL_ACTIONS.map((action) => `| \`${action}\` | ${ACTIONS[action]} |`),
    '',
    '</details>',
    '',
    ...REACH,
    ...SIGNING_IN,
    ...personal(),
  ].join('\n');
}

const REACH = [
  '## To which records',
  '',
  '- **Employer**: records of its own employer alone. Of decisions those on granting (`authorise`, `renew`, `contract`) with their outcome, never the working; of notices those addressed to it.',
  '  Whoever has this role has no other: the service ignores a second one, and refuses to grant it.',
  '- **Foreign desk**: decisions on granting without the working, notices to missions, Committee approvals. No worker, note, job or planned departure: from each of them a hold could be inferred.',
  '- **Everybody else** who may read a kind of record may read all of it. Holds and assessments are a compartment: protection officers and auditors alone.',
  '- What somebody may not know of answers exactly as what does not exist, in lists, counts and single reads.',
  '',
  '## The second person',
  '',
  'A refusal, a revocation, an exemption, a bulk act, a version of the law and the grant of a role take effect when somebody else approves them. The author is an *account*: its tokens and its jobs',
  'are the author too, and administrators are no exception. Nobody approves a role for themselves. Taking a role away needs one person, since it must be quick.',
  'A register therefore begins with two accounts at least: one who makes accounts, and another who approves roles.',
  '',
];

const SIGNING_IN = [
  '## Signing in',
  '',
  '- **Local accounts** have a login, a name and a password (argon2id), and one-time codes if the person sets them up. Whoever makes an account hands out an invitation that is good for 72 hours and once;',
  '  the person sets the password. An administrator who keeps an invitation could use it: who made it and when it was taken up stand in the log.',
  '- **Lost passwords and codes**: one administrator alone invites anew only the person of an account that has no roles or no password. Any other is reset first, and a second person approves that:',
  '  else an administrator could take a supervisor’s account and approve their own proposals. A reset ends sessions and tokens and takes password and one-time codes off; an exclusion, for which one',
  '  administrator is enough, is the quick answer to a theft.',
  '- **OpenID Connect**: groups of the provider become roles by a table in the configuration. They need no second person here, and end at the next sign-in after the provider took them away.',
  `- **Sessions** end after ${SESSION_HOURS} hours, after ${IDLE_MINUTES} minutes without a request, when the account is disabled and when the password changes.`,
  '- **API tokens** begin with `rslt_`, name their actions, end within 366 days, and never reach further than their owner does at that moment.',
  '- Ten failed attempts on a login, or fifty from an address, stop further ones for a quarter of an hour, counted over all processes. Somebody can so lock another out of signing in for that long; sessions and tokens go on.',
  '- Of sessions, tokens, invitations and recovery codes only hashes are kept.',
  '',
];

const personal = (): string[] => [
  '## Names and other personal fields',
  '',
  'Each reading of a personal field needs a purpose from this list and a few words, and is recorded with person, fields and account.',
  '',
  '| purpose | when |',
  '|---|---|',
  ...Object.entries(PURPOSES).map(([purpose, when]) => `| \`${purpose}\` | ${when} |`),
  '',
  'Personal fields are encrypted under a key of the person (AES-256-GCM, a derived key for each event), which is wrapped by the master key. Erasing a person destroys that key: in the register, in exports made',
  'later, and in every backup that is restored beside the current keys. Hashes, counts and the log stay and still verify. Two limits: PostgreSQL keeps the old row until it vacuums the table, and its',
  'write-ahead log until it is recycled, so for that time somebody with both the disk and the master key could still read it; and an old backup *of the keys* holds the key, so keep few of them and destroy them in turn.',
  '',
  'The same person is found again by keyed hashes of names, document numbers and birth dates. A key made for the two romanisations of Korean lets `Jo Kwang Sok` meet `Cho Gwang-seok`; under',
  'it alone a name in Hangul or Cyrillic is carried over, so that `조광석` and `Чо Гван Сок` meet them too, as a likeness of sound and not as the same name. What is found is proposed with its reasons, and merged by nobody but a person.',
  '',
  `In tables for the public a count of 1 to ${SMALLEST_SHOWN - 1} is left out, together with whatever would let it be computed from the totals. Comparing two publications is not guarded against.`,
  '',
  '## How long personal data is kept',
  '',
  'Defaults of the product, not law; a ministry replaces them by its own. They say when something is due. Erasing is the act of a person.',
  '',
  '| record class | years | from the day it was | why |',
  '|---|--:|---|---|',
  ...DEFAULT_RETENTION.map(({ recordClass, years, runsFrom, reason }) => `| ${recordClass} | ${years} | ${runsFrom} | ${reason} |`),
  '',
];

if (import.meta.main) await writeFile(new URL(`../${PAGE}`, import.meta.url), accessPage());
