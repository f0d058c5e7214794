import { z } from 'zod';
import { InputRefused } from '../../office/errors.ts';
import { useCase } from '../../office/use-case.ts';
import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { employer } from '../employers/employer.ts';
import { EmployerClosed } from '../employers/errors.ts';
import { Day, Evidence, Id, Short, Written } from '../fields.ts';
import { requireReach } from '../reading/reach.ts';
import { worker } from '../workers/worker.ts';
import { contract } from './contract.ts';

export const recordContract = useCase({
  name: 'contract.record',
  action: 'contract.record',
  summary: 'Record a contract and what shows the day on which it was finalised',
  input: z.strictObject({
    worker: Id,
    employer: Id,
    number: Short.nullable().default(null),
    finalisedOn: Day.nullable().default(null).describe('null while nobody knows; the law then says that it is missing'),
    endsOn: Day.nullable().default(null),
    written: z.boolean().nullable().default(null),
    evidence: Evidence.nullable().default(null).describe('The paper that shows the day; a paper, not a person'),
    trueOn: Day.optional().describe('From which day it is so; today unless said'),
  }),
  output: Written,
  run: async (desk, { trueOn, ...fields }) => {
    await requireReach(desk.tx, desk.actor, worker, fields.worker);
    await requireReach(desk.tx, desk.actor, employer, fields.employer);
    // Both are locked only as far as the foreign key does it; a contract does not change them.
    if ((await desk.seen(employer, fields.employer)).state.status === 'closed') throw new EmployerClosed(fields.employer);
    requireShown(desk.today, fields.finalisedOn, fields.evidence);
    const { id, version } = await desk.create(contract, {
      event: 'recorded',
      trueOn: trueOn ?? desk.today,
      set: { ...fields, evidence: fields.evidence as Json, status: 'recorded' },
    });
    return { id, version };
  },
});

/** S/RES/2375 (2017) ¶17 turns on this one day: it is written down with the paper that shows it, and not before it has come. @throws InputRefused */
export function requireShown(today: IsoDate, finalisedOn: IsoDate | null, evidence: z.output<typeof Evidence> | null): void {
  if (finalisedOn === null) return;
  if (evidence === null)
    throw new InputRefused([
      {
        field: 'evidence',
        reason: 'The day on which a contract was finalised needs the paper that shows it.',
        remedy: 'Name the paper, or leave the day unknown (null).',
      },
    ]);
  if (finalisedOn > today)
    throw new InputRefused([
      { field: 'finalisedOn', reason: 'This day has yet to come.', remedy: 'Give the day on which the contract was finalised, or null.' },
    ]);
}
