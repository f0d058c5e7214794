import { z } from 'zod';
import { NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { Id, Version, Words, Written } from '../fields.ts';
import { departure } from './departure.ts';

export const cancelDeparture = useCase({
  name: 'departure.cancel',
  action: 'departure.plan',
  summary: 'Cancel a planned departure',
  input: z.strictObject({ departure: Id, version: Version.optional(), reason: Words }),
  output: Written,
  run: async (desk, { departure: id, version, reason }) => {
    const held = await desk.held(departure, id, version);
    const { status } = held.state;
    if (status !== 'planned' && status !== 'suspended')
      throw new NotInThisState(`Departure ${id} is ${status}.`, 'Only a departure that has not happened can be cancelled.');
    // Free words may say why somebody stays, so they are sealed.
    const cancelled = await desk.change(held, { event: 'cancelled', set: { status: 'cancelled' }, sealed: { cancelledBecause: reason } });
    return { id, version: cancelled.version };
  },
});
