import { z } from 'zod';
import { NotInThisState } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import { correct } from '../correction.ts';
import { Day, Id, Short, Version, Written } from '../fields.ts';
import { given } from '../given.ts';
import { application } from './application.ts';
import { requireFitting } from './fits.ts';
import { Form } from './receive.ts';

/** Whose application it is cannot be corrected: that would be another application. Settled ones stay as they were settled. */
export const correctApplication = useCase({
  name: 'application.correct',
  action: 'application.correct',
  summary: 'Correct an application that is not settled',
  input: z.strictObject({
    application: Id,
    version: Version.optional(),
    contract: Id.nullable().optional(),
    category: Short.nullable().optional(),
    receivedOn: Day.optional(),
    wantedFrom: Day.nullable().optional(),
    wantedTo: Day.nullable().optional(),
    number: Short.optional(),
    form: Form.optional(),
    trueOn: Day.optional().describe('From which day it is true; left out, from the day of what it replaces'),
  }),
  output: Written,
  run: async (desk, { application: id, version: seen, form, trueOn, ...fields }) => {
    const held = await desk.held(application, id, seen);
    if (held.state.status !== 'received')
      throw new NotInThisState(
        `Application ${id} is ${held.state.status}.`,
        'A decision that waits is withdrawn or returned first; a settled application is reopened.',
      );
    await requireFitting(desk, { ...held.state, ...given(fields) });
    const { version } = await correct(desk, held, { set: fields, sealed: form === undefined ? undefined : { form }, trueOn });
    return { id, version };
  },
});
