import type { Actor } from '../../src/access/actor.ts';
import type { Happening } from '../../src/office/desk.ts';
import { transact } from '../../src/office/office.ts';
import type { RecordKind } from '../../src/office/record.ts';
import { findNothing } from '../../src/protection/assess.ts';
import { employer } from '../../src/register/employers/employer.ts';
import { permit } from '../../src/register/permits/permit.ts';
import { registerWorker } from '../../src/register/workers/register.ts';
import type { TestOffice } from './register.ts';

/** Writes a record as it would be found, where a test is not about how it came to be. */
export async function found<S extends object>(
  { office, somebody }: TestOffice,
  of: RecordKind<S>,
  set: Happening['set'],
  sealed?: Happening['sealed'],
): Promise<string> {
  const { result } = await transact(office, somebody('permit-officer'), { key: null, name: 'found', input: null }, async (desk) => {
    const { id } = await desk.create(of, { event: 'recorded', set, ...(sealed === undefined ? {} : { sealed }) });
    return id;
  });
  return result;
}

export const anEmployer = (office: TestOffice, name = 'Altan Cashmere LLC'): Promise<string> =>
  found(office, employer, { name, private: true, kind: 'company', status: 'active' });

/** Somebody who acts for an employer. */
export const forEmployer = (office: TestOffice, id: string): Actor => ({ ...office.somebody('employer'), employer: id });

export interface Employed {
  readonly worker: string;
  readonly permit: string;
}

/** A worker of the DPRK on a permit of the year, who was asked and named nothing against return. */
export async function anEmployed(office: TestOffice, employed: string, { asked = true, name = 'Kim Yong Su' } = {}): Promise<Employed> {
  const { act, somebody } = office;
  const { id: worker } = await act(somebody('permit-officer'), registerWorker, {
    personal: { names: [{ text: name, script: 'Latn' }] },
    facts: {
      ...{ nationalities: ['PRK'], earnsIncome: true, safetyOverseer: false },
      ...{ immunity: false, residesOnOtherTitle: false, listed: false },
    },
  });
  const held = await found(office, permit, {
    ...{ number: `P-${worker.slice(-6)}`, worker, employer: employed, status: 'granted' },
    ...{ grantedOn: '2017-06-01', validFrom: '2017-06-01', validTo: '2018-05-31', lastDay: '2018-05-31' },
  });
  if (asked) await act(somebody('protection-officer'), findNothing, { worker, words: 'Asked in Korean, alone.' });
  return { worker, permit: held };
}
