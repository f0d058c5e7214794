/** The hand-written mark is only worth beating if it is right: it gives the answers of the acceptance stories. */
import { describe, expect, test } from 'vitest';
import type { Permit } from '../workload/cases.ts';
import { decideByHand } from './hand-js.ts';

type Story = [
  name: string,
  changes: Changes,
  outcome: string,
  un: string,
  national: string,
  gap: string | null,
  more?: { missing?: string; returnBy?: string | null; protected?: boolean; provisions?: string },
];
type Changes = Partial<Pick<Permit, 'host' | 'act' | 'asOf' | 'approvals'>> & {
  worker?: Partial<Permit['worker']>;
  contract?: Partial<Permit['contract']>;
  employer?: Partial<Permit['employer']>;
  headroom?: number | null;
};

/** Where a story does not name a fact it is known and harmless. */
function permit(changes: Changes): Permit {
  return {
    id: 'story',
    host: changes.host ?? 'MNG',
    act: changes.act ?? 'authorise',
    asOf: changes.asOf ?? '2017-10-02',
    worker: {
      nationalities: ['PRK'],
      earnsIncome: true,
      safetyOverseer: false,
      returnProhibited: false,
      protectionAssessment: 'none',
      immunity: false,
      residesOnOtherTitle: false,
      listed: false,
      ...changes.worker,
    },
    employer: { private: true, listed: false, ...changes.employer },
    contract: { finalisedOn: '2016-06-01', endsOn: null, written: true, ...changes.contract },
    permit: { validFrom: null, validTo: null },
    application: { receivedOn: null },
    approvals: changes.approvals === undefined ? [] : changes.approvals,
    register: { headroom: changes.headroom === undefined ? 4 : changes.headroom },
  };
}

const signed = (finalisedOn: string | null) => ({ contract: { finalisedOn } });
const approvedOn = (day: string) => ({ approvals: [{ committee: '1718', approvedOn: day }] });
const overdue: Changes = { act: 'remain', host: 'QAT', asOf: '2019-12-23' };
const FEBRUARY = '2018-02-05';

const STORIES: Story[] = [
  ['1', { asOf: '2016-05-02' }, 'clear', 'clear', 'clear', 'none'],
  ['2', { asOf: '2017-08-20' }, 'clear', 'clear', 'clear', 'none'],
  ['3', { asOf: '2017-08-20', headroom: 0 }, 'needs-approval', 'needs-approval', 'clear', 'required-by-un', { provisions: 'un.2371.11' }],
  ['4', { asOf: '2017-08-20', headroom: null }, 'undecided', 'undecided', 'clear', null, { missing: 'register.headroom' }],
  ['5', signed('2017-09-12'), 'needs-approval', 'needs-approval', 'clear', 'required-by-un'],
  ['6', signed('2017-09-10'), 'clear', 'clear', 'clear', 'none'],
  ['7', { ...signed('2017-09-10'), headroom: 0 }, 'needs-approval', 'needs-approval', 'clear', 'required-by-un'],
  ['8', signed('2017-09-11'), 'undecided', 'undecided', 'clear', null, { missing: 'contract.finalisedOn' }],
  ['9', signed(null), 'undecided', 'undecided', 'clear', null, { missing: 'contract.finalisedOn', provisions: 'un.2375.17?' }],
  ['10', { ...signed(null), ...approvedOn('2017-09-30') }, 'clear', 'clear', 'clear', 'none'],
  ['11', { ...signed(null), ...approvedOn('2017-10-05') }, 'undecided', 'undecided', 'clear', null, { missing: 'contract.finalisedOn' }],
  [
    '12',
    { act: 'renew', host: 'QAT', ...signed('2017-09-20') },
    'undecided',
    'undecided',
    'clear',
    null,
    { missing: 'interpretation.renewal-is-new-authorisation' },
  ],
  ['13', { act: 'renew', asOf: FEBRUARY, ...signed('2017-09-01') }, 'barred', 'clear', 'barred', 'refused-though-allowed'],
  ['14', { act: 'renew', asOf: FEBRUARY, ...signed('2017-09-20') }, 'barred', 'needs-approval', 'barred', 'national-only'],
  ['15', { act: 'contract', asOf: FEBRUARY }, 'barred', 'clear', 'barred', 'national-only'],
  [
    '16',
    { act: 'contract', asOf: FEBRUARY, employer: { private: null } },
    'undecided',
    'clear',
    'undecided',
    null,
    { missing: 'employer.private' },
  ],
  ['17', { ...overdue, asOf: '2018-06-01' }, 'clear', 'clear', 'clear', 'none', { returnBy: '2019-12-22', missing: '' }],
  ['18', { ...overdue, asOf: '2019-12-22' }, 'clear', 'clear', 'clear', 'none', { returnBy: '2019-12-22' }],
  ['19', overdue, 'barred', 'barred', 'clear', 'required-by-un', { returnBy: '2019-12-22' }],
  ['20', { ...overdue, worker: { returnProhibited: true } }, 'clear', 'clear', 'clear', 'none', { protected: true, returnBy: null }],
  [
    '21',
    { ...overdue, worker: { returnProhibited: null, protectionAssessment: 'pending' } },
    'undecided',
    'undecided',
    'clear',
    null,
    { protected: true, missing: 'worker.returnProhibited', returnBy: null },
  ],
  ['22', { ...overdue, worker: { nationalities: ['PRK', 'QAT'] } }, 'clear', 'clear', 'clear', 'none'],
  ['23', { ...overdue, worker: { nationalities: ['PRK', 'RUS'] } }, 'barred', 'barred', 'clear', 'required-by-un'],
  [
    '24',
    { ...overdue, worker: { earnsIncome: false, safetyOverseer: null } },
    'undecided',
    'undecided',
    'clear',
    null,
    { missing: 'worker.safetyOverseer' },
  ],
  ['25', { ...overdue, worker: { immunity: true } }, 'clear', 'clear', 'clear', 'none'],
  ['26', { act: 'remain', asOf: FEBRUARY }, 'clear', 'clear', 'clear', 'none', { returnBy: '2018-06-02' }],
  ['26a', { act: 'remain', asOf: '2018-06-03' }, 'barred', 'clear', 'barred', 'national-only', { returnBy: '2018-06-02' }],
  ['26b', { act: 'employ', asOf: '2018-06-02' }, 'barred', 'clear', 'barred', 'national-only', { returnBy: '2018-06-01' }],
  ['26c', { asOf: FEBRUARY, ...signed('2017-09-01') }, 'barred', 'clear', 'barred', 'refused-though-allowed'],
  ['27', { act: 'employ', asOf: '2017-12-20' }, 'clear', 'clear', 'clear', 'none', { returnBy: null, provisions: 'mng.leave-by-year-end' }],
  [
    '27a',
    { host: 'QAT', worker: { residesOnOtherTitle: true }, ...signed('2017-09-20') },
    'undecided',
    'undecided',
    'clear',
    null,
    { missing: 'interpretation.admission-nexus' },
  ],
  [
    '27b',
    { host: 'QAT', contract: { finalisedOn: '2017-09-01', written: false } },
    'needs-approval',
    'needs-approval',
    'clear',
    'required-by-un',
  ],
  ['28', { ...overdue, worker: { nationalities: null } }, 'undecided', 'undecided', 'clear', null, { missing: 'worker.nationalities' }],
  ['29', { ...overdue, worker: { nationalities: ['KOR'] } }, 'clear', 'clear', 'clear', 'none', { provisions: '' }],
];

describe('the hand-written mark on the acceptance stories', () => {
  test.each(STORIES)('story %s', (_name, changes, outcome, un, national, gap, more) => {
    expect(decideByHand(permit(changes))).toMatchObject({ outcome, un, national, gap, ...more });
  });
});
