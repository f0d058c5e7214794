import { made, type Step } from './step.ts';

/** The winter of 2017: permits end, notices are served, people leave or are protected. */
export const LEAVING: readonly Step[] = [
  {
    does: 'permit.renew',
    on: '2017-05-20',
    by: 'permit-officer',
    input: { permit: made('permit'), version: 2 },
    makes: { renewed: 'permit' },
  },
  {
    does: 'committee-approval.request',
    on: '2017-12-07',
    by: 'foreign-desk',
    input: { committee: '1718', reference: 'S/AC.49/2017/NOTE.1', employer: made('employer'), countAllowed: 1 },
    makes: { committeeApproval: 'id' },
  },
  { does: 'committee-approval.read', by: 'foreign-desk', input: { committeeApproval: made('committeeApproval') } },
  { does: 'committee-approval.list', by: 'foreign-desk', input: { answer: 'pending' } },
  {
    does: 'committee-approval.answer',
    by: 'foreign-desk',
    input: { committeeApproval: made('committeeApproval'), version: 1, answer: 'refused' },
  },
  {
    does: 'committee-approval.correct',
    by: 'sanctions-analyst',
    input: { committeeApproval: made('committeeApproval'), version: 2, reference: 'S/AC.49/2017/NOTE.2' },
  },
  {
    does: 'permit.due',
    on: '2018-02-05',
    by: 'permit-officer',
    input: { from: '2018-05-01', to: '2018-06-30' },
  },
  {
    does: 'bulk-decline.preview',
    by: 'permit-officer',
    input: { endsFrom: '2018-05-01', endsTo: '2018-06-30', nationality: 'PRK' },
    makes: { listHash: 'listHash' },
  },
  {
    does: 'bulk-decline.propose',
    by: 'permit-officer',
    input: { endsFrom: '2018-05-01', endsTo: '2018-06-30', nationality: 'PRK', listHash: made('listHash') },
  },
  { does: 'employer.last-days', by: 'permit-officer', input: { employer: made('employer') } },
  {
    does: 'assessment.find-nothing',
    by: 'protection-officer',
    input: { worker: made('worker'), words: 'Asked in Korean, alone; nothing was named.' },
  },
  {
    does: 'departure.plan-many',
    by: 'supervisor',
    input: { employer: made('employer') },
  },
  { does: 'departure.plan', by: 'permit-officer', input: { worker: made('worker') }, makes: { departure: 'id' } },
  { does: 'departure.read', by: 'permit-officer', input: { departure: made('departure') } },
  { does: 'departure.list', by: 'permit-officer', input: { status: 'planned' } },
  {
    does: 'notice.draft',
    by: 'permit-officer',
    input: { departure: made('departure'), addressee: 'worker' },
    makes: { notice: 'id' },
  },
  { does: 'notice.read', by: 'permit-officer', input: { notice: made('notice') } },
  { does: 'notice.list', by: 'permit-officer', input: { status: 'drafted' } },
  {
    does: 'notice.read-text',
    by: 'permit-officer',
    input: { notice: made('notice'), purpose: 'handling-a-case', words: 'To hand it over.' },
  },
  { does: 'notice.serve', by: 'permit-officer', input: { notice: made('notice'), version: 1, means: 'by hand' } },
  { does: 'notice.return', by: 'permit-officer', input: { notice: made('notice'), version: 2, reason: 'Not at the address.' } },
  {
    does: 'notice.draft',
    by: 'permit-officer',
    input: { departure: made('departure'), addressee: 'worker' },
    makes: { notice: 'id' },
    prepares: true,
  },
  { does: 'notice.serve', by: 'permit-officer', input: { notice: made('notice'), means: 'by hand' }, prepares: true },
  { does: 'notice.receive', by: 'permit-officer', input: { notice: made('notice'), version: 2 } },
  {
    does: 'notice.draft',
    by: 'permit-officer',
    input: { worker: made('worker'), addressee: 'worker', words: 'The office is closed on Monday.' },
    makes: { draft: 'id' },
    prepares: true,
  },
  { does: 'notice.void', by: 'permit-officer', input: { notice: made('draft'), version: 1, reason: 'The office is open after all.' } },
  { does: 'departure.cancel', by: 'permit-officer', input: { departure: made('departure'), reason: 'The flight was called off.' } },
  { does: 'departure.plan', by: 'permit-officer', input: { worker: made('worker') }, makes: { departure: 'id' }, prepares: true },
  {
    does: 'departure.confirm',
    by: 'permit-officer',
    input: {
      departure: made('departure'),
      leftOn: '2018-02-05',
      destination: 'PRK',
      evidence: { kind: 'stamp', reference: 'ULN 2018-02-05 0312' },
    },
  },
  {
    does: 'departure.record',
    by: 'permit-officer',
    input: {
      worker: made('third'),
      leftOn: '2018-02-05',
      destination: 'CHN',
      evidence: { kind: 'stamp', reference: 'ULN 2018-02-05 0313' },
    },
  },
  { does: 'departure.count', by: 'statistician', input: { from: '2018-01-01', until: '2018-12-31' } },
  {
    does: 'departure.import',
    by: 'permit-officer',
    input: {
      rows: [{ worker: made('second'), leftOn: '2018-02-05', destination: 'PRK', evidence: { kind: 'stamp', reference: 'ULN 0314' } }],
    },
  },
];

/** The compartment of protection. */
export const PROTECTING: readonly Step[] = [
  {
    does: 'hold.place',
    by: 'protection-officer',
    input: { worker: made('second'), ground: 'Told counsel of a danger on return.', namedBy: 'counsel' },
    makes: { hold: 'id' },
  },
  { does: 'hold.read', by: 'protection-officer', input: { hold: made('hold') } },
  { does: 'hold.list', by: 'protection-officer', input: { status: 'placed' } },
  {
    does: 'hold.read-ground',
    by: 'protection-officer',
    input: { hold: made('hold'), purpose: 'protection', words: 'To assess it.' },
  },
  { does: 'hold.propose-lift', by: 'protection-officer', input: { hold: made('hold'), version: 1, reason: 'The danger is over.' } },
  { does: 'hold.keep', by: 'protection-officer', input: { hold: made('hold'), version: 2, reason: 'It is not over.' } },
  {
    does: 'hold.propose-lift',
    by: 'protection-officer',
    input: { hold: made('hold'), version: 3, reason: 'The person said so themselves.' },
    prepares: true,
  },
  { does: 'hold.lift', by: 'protection-officer', byAnother: true, input: { hold: made('hold'), version: 4 } },
  {
    does: 'assessment.open',
    by: 'protection-officer',
    input: { worker: made('second'), ground: 'Fears for the family.', before: 'The immigration agency' },
    makes: { assessment: 'id' },
  },
  { does: 'assessment.read', by: 'protection-officer', input: { assessment: made('assessment') } },
  { does: 'assessment.list', by: 'protection-officer', input: { outcome: 'pending' } },
  {
    does: 'assessment.read-ground',
    by: 'protection-officer',
    input: { assessment: made('assessment'), purpose: 'protection', words: 'To settle it.' },
  },
  {
    does: 'assessment.settle',
    by: 'protection-officer',
    input: {
      assessment: made('assessment'),
      version: 1,
      outcome: 'refused',
      reason: 'The agency found no ground.',
      paper: { kind: 'letter', reference: 'IA-2018-7' },
    },
  },
];
