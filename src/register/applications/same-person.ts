import { z } from 'zod';
import { query } from '../../office/use-case.ts';
import { Id } from '../fields.ts';
import { readOne } from '../reading/read.ts';
import { Candidate, candidatesFor } from '../workers/candidates.ts';
import { application } from './application.ts';

/**
 * Who the applicant may be under another number: the worker barred in December who asks in February as a student. Shown to an officer with its
 * reasons; nothing is merged by it, and nothing is refused.
 */
export const samePersonHint = query({
  name: 'application.same-person',
  action: 'worker.recognise',
  summary: 'See which other records may be of the person who applies, in what they agree, and what was decided there',
  input: z.strictObject({ application: Id }),
  output: z.object({ worker: Id, candidates: z.array(Candidate) }),
  run: async (reader, { application: id }) => {
    const { worker } = await readOne(reader, application, id, ['worker']);
    const person = worker ?? '';
    return { worker: person, candidates: await candidatesFor(reader.db, person) };
  },
});
