import { z } from 'zod';
import { newId } from '../../office/ids.ts';
import { useCase } from '../../office/use-case.ts';
import { application } from '../applications/application.ts';
import { requireFitting } from '../applications/fits.ts';
import { Decided, decideMatter, PermitWishes } from '../decisions/propose.ts';
import { Day, Id, Version, Words } from '../fields.ts';
import { numberOf } from '../numbers.ts';
import { permit } from './permit.ts';

/** At the counter: the application for a renewal and its clear grant in one act. Whatever is not clear is received as an application and decided there. */
export const renewPermit = useCase({
  name: 'permit.renew',
  action: 'permit.renew',
  summary: 'Receive the renewal of a permit and grant it at once, where the law is clear',
  input: z.strictObject({
    permit: Id,
    version: Version.optional(),
    contract: Id.nullable().optional().describe('The extension, where one was signed; the contract of the permit unless said'),
    receivedOn: Day.optional(),
    reason: Words.optional(),
    ...PermitWishes,
  }),
  output: Decided.extend({ application: Id }),
  run: async (desk, { permit: id, version, contract, receivedOn = desk.today, reason, ...wishes }) => {
    const { state } = await desk.held(permit, id, version);
    const asked = {
      kind: 'renewal' as const,
      worker: state.worker,
      employer: state.employer,
      contract: contract === undefined ? state.contract : contract,
      permit: id,
      category: state.category,
      receivedOn,
      wantedFrom: null,
      wantedTo: null,
    };
    await requireFitting(desk, asked);
    const of = newId();
    const set = { ...asked, number: numberOf('A', receivedOn, of), status: 'received', decision: null };
    await desk.create(application, { event: 'received', set }, of);
    const decided = await decideMatter(desk, { application: of, permit: null }, { taken: 'grant', reason, wishes });
    return { ...decided, application: of };
  },
});
