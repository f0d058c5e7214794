import { z } from 'zod';
import { newId } from '../../office/ids.ts';
import { useCase } from '../../office/use-case.ts';
import { Day, Id, Short, Words, Written } from '../fields.ts';
import { numberOf } from '../numbers.ts';
import { application } from './application.ts';
import { requireFitting } from './fits.ts';

export const Kind = z.enum(['new', 'renewal', 'change-of-employer', 'change-of-category']);
/** What stands on the form as it was handed in: sealed, since forms say anything. */
export const Form = z
  .strictObject({ text: Words.optional(), reference: Short.optional() })
  .describe('What the form said, kept under the person’s key');

export const receiveApplication = useCase({
  name: 'application.receive',
  action: 'application.receive',
  summary: 'Receive an application',
  input: z.strictObject({
    kind: Kind,
    worker: Id,
    employer: Id,
    contract: Id.nullable()
      .default(null)
      .describe('The contract on which the authorisation would rest; on a renewal the extension, where one was signed'),
    permit: Id.nullable().default(null).describe('The standing permit that is renewed or changed'),
    category: Short.nullable().default(null),
    receivedOn: Day.optional().describe('Today unless said'),
    wantedFrom: Day.nullable().default(null),
    wantedTo: Day.nullable().default(null),
    number: Short.optional().describe('The office’s own; one is made where none is given'),
    form: Form.optional(),
  }),
  output: Written.extend({ number: z.string() }),
  run: async (desk, { form, number: given, receivedOn = desk.today, ...asked }) => {
    await requireFitting(desk, { ...asked, receivedOn });
    const id = newId();
    const number = given ?? numberOf('A', receivedOn, id);
    const { version } = await desk.create(
      application,
      {
        event: 'received',
        set: { ...asked, receivedOn, number, status: 'received', decision: null },
        ...(form === undefined ? {} : { sealed: { form } }),
      },
      id,
    );
    return { id, version, number };
  },
});
