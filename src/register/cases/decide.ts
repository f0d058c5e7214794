import { z } from 'zod';
import { requireMay } from '../../access/actor.ts';
import type { Decision as Answer } from '../../decide/decision.ts';
import { InputRefused } from '../../office/errors.ts';
import type { Reader } from '../../office/reader.ts';
import { query } from '../../office/use-case.ts';
import type { IsoDate } from '../../values/dates.ts';
import { decideCase } from '../decisions/case-decision.ts';
import { openingsOf } from '../decisions/open.ts';
import { Day, Id } from '../fields.ts';
import { permit } from '../permits/permit.ts';
import { caseOf } from './case-of.ts';
import { type CaseSubject, gather } from './gather.ts';
import { applicationSubject, recordAt, subjectOfPermit } from './subject.ts';

const Act = z.enum(['authorise', 'renew', 'contract', 'employ', 'remain']);

/** What the law says of a case; nothing is recorded. The case is an application's, a permit's, a pair of worker and employer, or one that the asker writes. */
export const decideCaseQuery = query({
  name: 'case.decide',
  action: 'case.decide',
  summary:
    'Ask what the law says of an application, of a permit, of a worker and an employer, or of a case that one writes; nothing is recorded',
  input: z.strictObject({
    application: Id.optional(),
    permit: Id.optional(),
    worker: Id.optional(),
    employer: Id.optional(),
    contract: Id.optional(),
    act: Act.optional().describe('Of a permit or a worker: what is asked. An application says it itself'),
    on: Day.optional().describe('The day of the act, at which the law is read; the day asked about (asOf) unless said'),
    to: Day.optional().describe('With worker and employer: the last day of what would be authorised'),
    case: z.record(z.string(), z.unknown()).optional().describe('A case in the words of the law, written by the asker: no record is read'),
  }),
  output: z.object({
    case: z.record(z.string(), z.unknown()).describe('The facts that the law read'),
    decision: z.record(z.string(), z.unknown()).describe('The whole answer, as `resolute check` gives it'),
    open: z
      .array(z.object({ taken: z.string(), open: z.boolean(), deviates: z.boolean(), secondPerson: z.boolean(), why: z.string() }))
      .describe('What an officer may decide under this answer'),
  }),
  run: async (reader, input) => {
    const { db, office, moment } = reader;
    const law = await office.law(db);
    if (input.case !== undefined)
      return written(law.compiled.decide(law.compiled.admit({ ...DEFAULTS(reader), ...input.case })), input.case);
    requireMay(reader.actor, 'worker.read');
    const subject = await subjectAsked(reader, input, input.on ?? reader.day);
    const facts = await gather(db, office.host, law, subject, moment);
    return written(decideCase(law, facts).answer, caseOf(facts) as unknown as Readonly<Record<string, unknown>>);
  },
});

const DEFAULTS = ({ office, day }: Reader): Readonly<Record<string, unknown>> => ({ host: office.host, asOf: day });

function written(answer: Answer, facts: Readonly<Record<string, unknown>>) {
  return {
    case: { ...facts },
    decision: { ...answer } as Record<string, unknown>,
    open: openingsOf(answer.act, answer.outcome).map((opening) => ({ ...opening })),
  };
}

interface Asked {
  readonly application?: string | undefined;
  readonly permit?: string | undefined;
  readonly worker?: string | undefined;
  readonly employer?: string | undefined;
  readonly contract?: string | undefined;
  readonly act?: CaseSubject['act'] | undefined;
  readonly to?: IsoDate | undefined;
}

/** @throws InputRefused where it is not clear whose case is meant; NoSuchRecord */
async function subjectAsked({ db, office, moment }: Reader, asked: Asked, day: IsoDate): Promise<CaseSubject> {
  if (asked.application !== undefined) return applicationSubject(db, office.host, asked.application, day, moment);
  if (asked.act === undefined) throw refused('act', 'Of a permit or a worker it must be said what is asked.');
  if (asked.permit !== undefined) {
    const { id, state } = await recordAt(db, permit, asked.permit, moment);
    return subjectOfPermit(id, state, asked.act, day);
  }
  if (asked.worker === undefined || asked.employer === undefined)
    throw refused(asked.worker === undefined ? 'worker' : 'employer', 'It is not said whose case is meant.');
  const { worker, employer, contract = null, act, to = day } = asked;
  return {
    id: worker,
    act,
    asOf: day,
    worker,
    employer,
    contract,
    permit: null,
    replaces: null,
    receivedOn: null,
    span: { from: day, to },
  };
}

const refused = (field: string, reason: string): InputRefused =>
  new InputRefused([
    { field, reason, remedy: 'Name an application; a permit and an act; a worker, an employer and an act; or write a case.' },
  ]);
