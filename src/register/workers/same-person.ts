import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { Id } from '../fields.ts';
import { readOne } from '../reading/read.ts';
import { Candidate, candidatesFor } from './candidates.ts';
import { oneWith } from './one-person.ts';
import { worker } from './worker.ts';

export const samePersonAsWorker = query({
  name: 'worker.same-person',
  action: 'worker.recognise',
  summary: 'See which other records may be of a worker, in what they agree, and what was decided there',
  input: z.strictObject({ worker: Id }),
  output: z.object({
    worker: Id,
    recognised: z.array(Id).describe('The records that officers have recognised as of this person, whether or not anything agrees'),
    candidates: z.array(Candidate),
  }),
  run: async (reader, { worker: id }) => {
    await readOne(reader, worker, id, ['status']);
    return { worker: id, recognised: [...(await oneWith(reader.db, id))], candidates: await candidatesFor(reader.db, id) };
  },
});
