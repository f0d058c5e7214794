import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { createAccount } from '../../office/accounts/keep.ts';
import type { Office } from '../../office/office.ts';
import { perform } from '../../office/perform.ts';
import type { UseCase } from '../../office/use-case.ts';
import { openAssessment } from '../../protection/assess.ts';
import { proposeLift } from '../../protection/lift.ts';
import { placeHold } from '../../protection/place.ts';
import { receiveApplication } from '../../register/applications/receive.ts';
import { recordRequest } from '../../register/committee-approvals/write.ts';
import { recordContract } from '../../register/contracts/record.ts';
import { planDeparture } from '../../register/departures/plan.ts';
import { registerEmployer } from '../../register/employers/register.ts';
import { writeNote } from '../../register/notes/write.ts';
import { draftNotice } from '../../register/notices/draft.ts';
import { serveNotice } from '../../register/notices/serve.ts';
import { approveProposal } from '../../register/proposals/settle.ts';
import { registerWorker } from '../../register/workers/register.ts';

/** Who is who in the matters below, by the numbers of the ministry's sheet. */
const DECLINED = 'R-INV-17-0044';
const DISCUSSED = 'R-INV-17-0059';
const HELD = 'INV-W-02889';
const TO_BE_LIFTED = 'INV-W-02890';
const ASSESSED = 'INV-W-02891';
const LEAVING = 'INV-W-02892';
/** Of an application whose contract has no day. */
const UNDATED = 'R-INV-17-0100';
const WANTED = ['INV-W-02894', 'INV-W-02897'];

type Act = <I extends z.ZodType, O extends z.ZodType>(
  who: string,
  what: UseCase<I, O>,
  input: z.input<I>,
  key: string,
) => Promise<z.output<O>>;

/** One of each matter that an office has open: a decision told, a hold, an assessment, a departure, a question to the Committee, notes. */
export async function loadMatters(office: Office, actorOf: (login: string) => Promise<Actor>): Promise<void> {
  const act: Act = async (who, what, input, key) =>
    (await perform(office, await actorOf(who), what, input, { key: `example ${key}` })).result;
  const find = finder(office);
  await declined(office, act, find);
  await protectedPeople(act, find);
  await act('officer', planDeparture, { worker: await find('worker', LEAVING), ownAccord: '2017-12-20' }, 'departure');
  await act(
    'desk',
    recordRequest,
    {
      committee: '1718',
      reference: 'MNG-2017-04',
      requestedOn: '2017-11-20',
      workers: await Promise.all(WANTED.map((one) => find('worker', one))),
    },
    'request',
  );
  // Somebody new, who has neither a role nor a password yet.
  await act('admin', createAccount, { login: 'trainee', name: 'Trainee' }, 'trainee');
  // One that gives no work (yet), which can be closed; of a venture that two companies share.
  await act(
    'officer',
    registerEmployer,
    {
      ...{ name: 'Tsagaan Nuur Oyodol', number: 'R-E-0001', sector: '14', private: true, kind: 'company' },
      sites: [{ name: 'Sewing hall', address: 'Invented Street 4', region: 'Darkhan' }],
      owners: [
        { link: 'owner', outside: { kind: 'company', name: 'Tsagaan Nuur Invented Holding', country: 'MNG' }, shareBasisPoints: 6000 },
        { link: 'joint-venture', outside: { kind: 'company', name: 'Invented Clothing Trade', country: 'PRK' }, shareBasisPoints: 4000 },
      ],
    },
    'employer',
  );
  await notes(act, await find('application', DISCUSSED));
  await undated(office, act);
}

type Find = (table: 'worker' | 'application', number: string) => Promise<string>;

const finder =
  ({ store }: Office): Find =>
  async (table, number) => {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where number = ${number}`.execute(store.db);
    if (rows[0] === undefined) throw new TypeError(`The example has no ${table} ${number}.`);
    return rows[0].id;
  };

/** One of the proposed non-renewals is approved, told to the employer, and its paper to the worker is drafted. */
async function declined({ store }: Office, act: Act, find: Find): Promise<void> {
  const { rows } = await sql<{ id: string; contentHash: string; decision: string; employer: string }>`
    select p.id, p."contentHash", d.id as decision, e.name as employer from office_proposal p
    join decision d on d.id = p.subject join employer e on e.id = d.employer
    where d.application = ${await find('application', DECLINED)} order by p.id desc limit 1`.execute(store.db);
  const [proposed] = rows;
  if (proposed === undefined) throw new TypeError(`The example has no proposal on ${DECLINED}.`);
  const { id, contentHash, decision, employer } = proposed;
  await act('supervisor', approveProposal, { proposal: id, contentHash }, `approval ${DECLINED}`);
  await act('officer', draftNotice, { decision, addressee: 'worker' }, `notice to the worker of ${DECLINED}`);
  const toEmployer = await act('officer', draftNotice, { decision, addressee: 'employer' }, `notice to the employer of ${DECLINED}`);
  await act(
    'officer',
    serveNotice,
    { notice: toEmployer.id, means: 'by hand', to: `The office of ${employer}` },
    `service on the employer of ${DECLINED}`,
  );
}

/** Somebody new whose contract came without the day on which it was finalised: until that is found out the law cannot answer. */
async function undated({ store }: Office, act: Act): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from employer where private and status = 'active' order by name limit 1`.execute(
    store.db,
  );
  const employer = rows[0]?.id ?? '';
  const { id: worker } = await act(
    'officer',
    registerWorker,
    {
      number: 'R-W-17-0001',
      personal: {
        names: [
          { text: 'Han Song Ok', script: 'Latn' },
          { text: '한성옥', script: 'Hang' },
          { text: 'Хан Сон Ок', script: 'Cyrl', kind: 'other' },
        ],
        documents: [{ kind: 'passport', number: 'X0000117', issuedBy: 'PRK' }],
        birthYear: 1985,
      },
      facts: { nationalities: ['PRK'] },
      category: 'construction',
      formerPermits: [{ category: 'student', office: 'Immigration agency', validFrom: '2014-09-01', validTo: '2016-06-30' }],
    },
    'worker with an undated contract',
  );
  const { id: contract } = await act(
    'officer',
    recordContract,
    { worker, employer, written: true, endsOn: '2018-12-31' },
    'undated contract',
  );
  await act(
    'officer',
    receiveApplication,
    {
      kind: 'new',
      worker,
      employer,
      contract,
      number: UNDATED,
      receivedOn: '2017-12-06',
      wantedFrom: '2018-01-01',
      wantedTo: '2018-12-31',
    },
    'application with an undated contract',
  );
}

async function protectedPeople(act: Act, find: Find): Promise<void> {
  const ground = 'Told an interviewer of the ministry what they fear on return.';
  await act('protection', placeHold, { worker: await find('worker', HELD), ground, namedBy: 'the person' }, 'hold');
  const { id } = await act(
    'protection',
    placeHold,
    { worker: await find('worker', TO_BE_LIFTED), ground, namedBy: 'counsel' },
    'hold to be lifted',
  );
  await act('protection', proposeLift, { hold: id, reason: 'The person has since asked, with counsel, to travel home.' }, 'lifting');
  await act(
    'protection',
    openAssessment,
    { worker: await find('worker', ASSESSED), openedOn: '2017-12-01', ground, before: 'Immigration agency' },
    'assessment',
  );
}

async function notes(act: Act, about: string): Promise<void> {
  const on = { aboutKind: 'application', about } as const;
  const { id } = await act('officer', writeNote, { ...on, text: 'The employer brought the contract in person.' }, 'note');
  await act('supervisor', writeNote, { ...on, text: 'Is the day on which it was signed shown on it?', inReplyTo: id }, 'note 2');
  await act('officer', writeNote, { ...on, text: 'It is; page 3 has the stamp of the notary.', inReplyTo: id }, 'note 3');
}
