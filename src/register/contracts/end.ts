import { z } from 'zod';
import { InputRefused, NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import { notBefore } from '../correction.ts';
import { Day, Evidence, Id, Version, Written } from '../fields.ts';
import { contract } from './contract.ts';

export const endContract = useCase({
  name: 'contract.end',
  action: 'contract.correct',
  summary: 'Record that a contract ended',
  input: z.strictObject({
    contract: Id,
    version: Version.optional(),
    endedOn: Day.describe('Its last day'),
    evidence: Evidence.optional(),
  }),
  output: Written,
  run: async (desk, { contract: id, version: seen, endedOn, evidence }) => {
    const held = await desk.held(contract, id, seen);
    if (held.state.status === 'ended')
      throw new NotInThisState(
        `The contract ${id} has ended already.`,
        'Correct its last day (`contract.correct`, endsOn) if that is wrong.',
      );
    const { finalisedOn } = held.state;
    if (finalisedOn !== null && endedOn < finalisedOn)
      throw new InputRefused([
        { field: 'endedOn', reason: `The contract was finalised later, on ${finalisedOn}.`, remedy: 'Correct one of the two days.' },
      ]);
    const { version } = await desk.change(held, {
      event: 'ended',
      trueOn: notBefore(held, endedOn),
      set: { status: 'ended', endsOn: endedOn },
      ...(evidence === undefined ? {} : { more: { evidence: evidence as Json } }),
    });
    return { id, version };
  },
});
