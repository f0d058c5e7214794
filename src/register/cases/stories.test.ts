import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { type HARMLESS, permitsOfThePast, someone } from '../../../test/support/applicants.ts';
import { anOffice, ENGINES, type TestOffice } from '../../../test/support/register.ts';
import { recordAnswer, recordRequest } from '../committee-approvals/write.ts';
import { given } from '../given.ts';
import { decideCaseQuery } from './decide.ts';

/** A story as the register would hold it: facts of the records, the day, and what the law says of it. */
interface Story {
  readonly story: string;
  readonly act: 'authorise' | 'renew' | 'contract' | 'employ' | 'remain';
  readonly on: string;
  readonly host?: string;
  readonly facts?: Partial<typeof HARMLESS>;
  readonly finalisedOn?: string | null;
  readonly written?: boolean;
  readonly isPrivate?: boolean | null;
  readonly protection?: { readonly assessment: string; readonly returnProhibited: boolean | null };
  readonly approvedOn?: string;
  /** How many of those who stood on 5 August 2017 have left: the headroom; null: one more is there whose nationality nobody knows. */
  readonly headroom?: number | null;
  readonly expect: Readonly<Record<string, unknown>>;
}

const clear = { outcome: 'clear', un: { outcome: 'clear' }, national: { outcome: 'clear' }, gap: 'none', missing: [] };
const byUn = (outcome: string) => ({ outcome, un: { outcome }, national: { outcome: 'clear' }, gap: 'required-by-un' });
const undecided = (...missing: string[]) => ({
  outcome: 'undecided',
  un: { outcome: 'undecided' },
  national: { outcome: 'clear' },
  gap: null,
  missing,
});
const byState = (gap: string, un = 'clear') => ({ outcome: 'barred', un: { outcome: un }, national: { outcome: 'barred' }, gap });
const QAT = { host: 'QAT' } as const;
const OCTOBER = '2017-10-02';
const AFTER = '2019-12-23';

const STORIES: readonly Story[] = [
  { story: '1', act: 'authorise', on: '2016-05-02', expect: clear },
  { story: '2', act: 'authorise', on: '2017-08-20', headroom: 4, expect: clear },
  { story: '3', act: 'authorise', on: '2017-08-20', headroom: 0, expect: byUn('needs-approval') },
  { story: '4', act: 'authorise', on: '2017-08-20', headroom: null, expect: undecided('register.headroom') },
  { story: '5', act: 'authorise', on: OCTOBER, finalisedOn: '2017-09-12', headroom: 4, expect: byUn('needs-approval') },
  { story: '6', act: 'authorise', on: OCTOBER, finalisedOn: '2017-09-10', headroom: 4, expect: clear },
  { story: '7', act: 'authorise', on: OCTOBER, finalisedOn: '2017-09-10', headroom: 0, expect: byUn('needs-approval') },
  { story: '8', act: 'authorise', on: OCTOBER, finalisedOn: '2017-09-11', headroom: 4, expect: undecided('contract.finalisedOn') },
  { story: '9', act: 'authorise', on: OCTOBER, finalisedOn: null, headroom: 4, expect: undecided('contract.finalisedOn') },
  { story: '10', act: 'authorise', on: OCTOBER, finalisedOn: null, headroom: 4, approvedOn: '2017-09-30', expect: clear },
  {
    story: '11',
    act: 'authorise',
    on: OCTOBER,
    finalisedOn: null,
    headroom: 4,
    approvedOn: '2017-10-05',
    expect: undecided('contract.finalisedOn'),
  },
  {
    story: '12',
    act: 'renew',
    on: OCTOBER,
    ...QAT,
    finalisedOn: '2017-09-20',
    expect: undecided('interpretation.renewal-is-new-authorisation'),
  },
  { story: '13', act: 'renew', on: '2018-02-05', finalisedOn: '2017-09-01', expect: byState('refused-though-allowed') },
  { story: '14', act: 'renew', on: '2018-02-05', finalisedOn: '2017-09-20', expect: byState('national-only', 'needs-approval') },
  { story: '15', act: 'contract', on: '2018-02-05', expect: byState('national-only') },
  {
    story: '16',
    act: 'contract',
    on: '2018-02-05',
    isPrivate: null,
    expect: {
      outcome: 'undecided',
      un: { outcome: 'clear' },
      national: { outcome: 'undecided' },
      gap: null,
      missing: ['employer.private'],
    },
  },
  { story: '17', act: 'remain', on: '2018-06-01', ...QAT, expect: { ...clear, returnBy: '2019-12-22' } },
  { story: '18', act: 'remain', on: '2019-12-22', ...QAT, expect: { ...clear, returnBy: '2019-12-22' } },
  { story: '19', act: 'remain', on: AFTER, ...QAT, expect: byUn('barred') },
  {
    story: '20',
    act: 'remain',
    on: AFTER,
    ...QAT,
    protection: { assessment: 'upheld', returnProhibited: true },
    expect: { ...clear, protected: true, returnBy: null },
  },
  {
    story: '21',
    act: 'remain',
    on: AFTER,
    ...QAT,
    protection: { assessment: 'pending', returnProhibited: null },
    expect: { ...undecided('worker.returnProhibited'), protected: true, returnBy: null },
  },
  { story: '22', act: 'remain', on: AFTER, ...QAT, facts: { nationalities: ['PRK', 'QAT'] }, expect: clear },
  { story: '23', act: 'remain', on: AFTER, ...QAT, facts: { nationalities: ['PRK', 'RUS'] }, expect: byUn('barred') },
  {
    story: '24',
    act: 'remain',
    on: AFTER,
    ...QAT,
    facts: { earnsIncome: false, safetyOverseer: null },
    expect: undecided('worker.safetyOverseer'),
  },
  { story: '25', act: 'remain', on: AFTER, ...QAT, facts: { immunity: true }, expect: clear },
  { story: '26', act: 'remain', on: '2018-02-05', expect: { ...clear, returnBy: '2018-06-02' } },
  { story: '26a', act: 'remain', on: '2018-06-03', expect: { ...byState('national-only'), returnBy: '2018-06-02' } },
  { story: '26b', act: 'employ', on: '2018-06-02', expect: { ...byState('national-only'), returnBy: '2018-06-01' } },
  { story: '26c', act: 'authorise', on: '2018-02-05', finalisedOn: '2017-09-01', headroom: 4, expect: byState('refused-though-allowed') },
  { story: '27', act: 'employ', on: '2017-12-20', expect: { ...clear, returnBy: null, duties: [] } },
  {
    story: '27a',
    act: 'authorise',
    on: OCTOBER,
    ...QAT,
    facts: { residesOnOtherTitle: true },
    headroom: 4,
    finalisedOn: '2017-09-20',
    expect: undecided('interpretation.admission-nexus'),
  },
  {
    story: '27b',
    act: 'authorise',
    on: OCTOBER,
    ...QAT,
    finalisedOn: '2017-09-01',
    written: false,
    headroom: 4,
    expect: byUn('needs-approval'),
  },
  { story: '28', act: 'remain', on: AFTER, ...QAT, facts: { nationalities: null }, expect: undecided('worker.nationalities') },
  { story: '29', act: 'renew', on: '2018-02-05', facts: { nationalities: ['KOR'] }, expect: clear },
];

/** Facts of the law's own pages, in the register: each story on people of its own, in one register for each host. */
describe.each(ENGINES)('the stories of the law, from the records of the register, %s', (engine) => {
  test.for(['MNG', 'QAT'])('in the register of %s', async (host, context) => {
    const stories = STORIES.filter((story) => (story.host ?? 'MNG') === host);
    expect(stories.length).toBeGreaterThan(8);
    const register = await anOffice(context, engine, { today: '2016-01-01', host });
    for (const story of stories) {
      const { decision } = await answerTo(register, story);
      expect(decision, `story ${story.story}`).toMatchObject(story.expect);
    }
  });
});

async function answerTo(register: TestOffice, story: Story) {
  const { act, on, headroom, approvedOn, protection, facts, finalisedOn, written, isPrivate } = story;
  const { db } = register.office.store;
  await sql`delete from permit`.execute(db);
  register.goTo(approvedOn ?? on);
  const clerk = register.somebody('permit-officer');
  const person = await someone(register, clerk, given({ facts, finalisedOn, written, isPrivate }));
  if (headroom !== undefined) await permitsOfThePast(register, person.employer, headroom ?? 0, { from: '2017-01-01', to: '2017-08-06' });
  // Of one who came after the day of the cap nobody knows the nationality, and one place is free: it hangs on that one.
  if (headroom === null) {
    await permitsOfThePast(register, person.employer, 1, { from: '2017-01-01', to: '2017-08-06' });
    await permitsOfThePast(register, person.employer, 1, { from: '2017-08-07', to: '2018-08-06', nationalities: null });
  }
  const { assessment, returnProhibited } = protection ?? { assessment: 'none', returnProhibited: false };
  await sql`update protection_standing set assessment = ${assessment}::text, "returnProhibited" = ${returnProhibited}::boolean
    where worker = ${person.worker}`.execute(db);
  if (approvedOn !== undefined) {
    const desk = register.somebody('foreign-desk');
    const { id } = await register.act(desk, recordRequest, { committee: '1718', workers: [person.worker], requestedOn: '2017-09-20' });
    await register.act(desk, recordAnswer, { committeeApproval: id, answer: 'approved', answeredOn: approvedOn });
  }
  register.goTo(on);
  return register.ask(clerk, decideCaseQuery, { ...person, act });
}
