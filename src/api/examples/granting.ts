import { made, type Step } from './step.ts';

const FACTS = {
  nationalities: ['PRK'],
  earnsIncome: true,
  safetyOverseer: false,
  immunity: false,
  residesOnOtherTitle: false,
  listed: false,
};
const PASSPORT = { kind: 'passport', number: 'P-0001', issuedBy: 'PRK' };

const aWorker = (name: string, number: string) => ({
  number,
  personal: { names: [{ text: name, script: 'Latn' }], documents: [{ ...PASSPORT, number: `P-${number}` }], birthYear: 1984 },
  facts: FACTS,
});

/** From the employer at the counter to a permit. */
export const GRANTING: readonly Step[] = [
  {
    does: 'employer.register',
    on: '2016-06-01',
    by: 'permit-officer',
    input: { name: 'Altan Cashmere LLC', private: true, kind: 'company', sector: 'C', number: 'E-1' },
    makes: { employer: 'id' },
  },
  { does: 'employer.register', by: 'permit-officer', input: { name: 'Khar Zuram LLC' }, makes: { stranger: 'id' }, prepares: true },
  { does: 'employer.read', by: 'permit-officer', input: { employer: made('employer') } },
  { does: 'employer.list', by: 'permit-officer', input: { limit: 10 } },
  { does: 'employer.correct', by: 'permit-officer', input: { employer: made('employer'), version: 1, sector: '14' } },
  { does: 'worker.register', by: 'permit-officer', input: aWorker('Kim Yong Su', 'W-1'), makes: { worker: 'id' } },
  { does: 'worker.register', by: 'permit-officer', input: aWorker('Pak Chol Chun', 'W-2'), makes: { second: 'id' }, prepares: true },
  { does: 'worker.register', by: 'permit-officer', input: aWorker('Ri Myong Hui', 'W-3'), makes: { third: 'id' }, prepares: true },
  { does: 'worker.correct', by: 'permit-officer', input: { worker: made('worker'), version: 1, category: 'sewing' } },
  {
    does: 'contract.record',
    by: 'permit-officer',
    input: {
      worker: made('worker'),
      employer: made('employer'),
      finalisedOn: '2016-05-20',
      written: true,
      evidence: { kind: 'contract', reference: 'K-1' },
    },
    makes: { contract: 'id' },
  },
  ...(['second', 'third'] as const).map(
    (name): Step => ({
      does: 'contract.record',
      by: 'permit-officer',
      input: {
        worker: made(name),
        employer: made('employer'),
        finalisedOn: '2016-05-20',
        written: true,
        evidence: { kind: 'contract', reference: 'K-2' },
      },
      makes: { [`${name}Contract`]: 'id' },
      prepares: true,
    }),
  ),
  { does: 'contract.read', by: 'permit-officer', input: { contract: made('contract') } },
  { does: 'contract.list', by: 'permit-officer', input: { worker: made('worker') } },
  { does: 'contract.correct', by: 'permit-officer', input: { contract: made('contract'), version: 1, endsOn: '2019-05-31' } },
  {
    does: 'application.receive',
    by: 'permit-officer',
    input: {
      kind: 'new',
      worker: made('worker'),
      employer: made('employer'),
      contract: made('contract'),
      wantedFrom: '2016-06-01',
      wantedTo: '2017-05-31',
      form: { text: 'I ask to work at the sewing hall.' },
    },
    makes: { application: 'id' },
  },
  { does: 'worker.read', by: 'permit-officer', input: { worker: made('worker'), fields: ['number', 'category'] } },
  { does: 'worker.list', by: 'permit-officer', input: { nationality: 'PRK', limit: 2 } },
  { does: 'application.read', by: 'permit-officer', input: { application: made('application') } },
  { does: 'application.list', by: 'permit-officer', input: { status: 'received' } },
  { does: 'application.correct', by: 'permit-officer', input: { application: made('application'), version: 1, category: 'sewing' } },
  { does: 'application.same-person', by: 'permit-officer', input: { application: made('application') } },
  { does: 'case.decide', by: 'permit-officer', input: { application: made('application') } },
  {
    does: 'decision.propose',
    by: 'permit-officer',
    input: { application: made('application'), taken: 'grant' },
    makes: { decision: 'decision', permit: 'permit' },
  },
  { does: 'decision.read', by: 'permit-officer', input: { decision: made('decision') } },
  { does: 'decision.list', by: 'permit-officer', input: { worker: made('worker') } },
  { does: 'decision.working', by: 'permit-officer', input: { decision: made('decision') } },
  { does: 'decision.replay', by: 'auditor', input: { decision: made('decision') } },
  { does: 'permit.read', by: 'permit-officer', input: { permit: made('permit') } },
  { does: 'permit.list', by: 'permit-officer', input: { employer: made('employer'), standingOn: '2016-07-01' } },
  { does: 'permit.correct', by: 'permit-officer', input: { permit: made('permit'), version: 1, number: 'P-2016-1' } },
  ...(['second', 'third'] as const).flatMap((name): Step[] => [
    {
      does: 'application.receive',
      by: 'permit-officer',
      input: { kind: 'new', worker: made(name), employer: made('employer'), contract: made(`${name}Contract`), wantedFrom: '2016-06-01' },
      makes: { [`${name}Application`]: 'id' },
      prepares: true,
    },
  ]),
];

/** What a second person must look at. */
export const REFUSING: readonly Step[] = [
  {
    does: 'decision.propose',
    by: 'permit-officer',
    input: { application: made('secondApplication'), taken: 'refuse', reason: 'The papers contradict each other.' },
    makes: { refusal: 'decision', proposal: 'proposal' },
    prepares: true,
  },
  { does: 'proposal.list', by: 'supervisor', input: { status: 'waiting' } },
  { does: 'proposal.read', by: 'supervisor', input: { proposal: made('proposal') }, makes: { hash: 'contentHash' } },
  { does: 'proposal.return', by: 'supervisor', input: { proposal: made('proposal'), why: 'Say which papers.' } },
  {
    does: 'decision.amend',
    by: 'permit-officer',
    input: { decision: made('refusal'), reason: 'The two contracts name different works.' },
    makes: { proposal: 'proposal', hash: 'contentHash' },
  },
  { does: 'proposal.withdraw', by: 'permit-officer', input: { proposal: made('proposal') } },
  {
    does: 'decision.amend',
    by: 'permit-officer',
    input: { decision: made('refusal'), reason: 'The two contracts name different works and different days.' },
    makes: { proposal: 'proposal', hash: 'contentHash' },
    prepares: true,
  },
  { does: 'proposal.approve', by: 'supervisor', input: { proposal: made('proposal'), contentHash: made('hash') } },
  { does: 'application.reopen', by: 'permit-officer', input: { application: made('secondApplication'), reason: 'New papers came.' } },
  { does: 'application.withdraw', by: 'permit-officer', input: { application: made('secondApplication') } },
];
