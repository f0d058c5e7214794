import { may } from '../../access/actor.ts';
import type { CaseInput } from '../../decide/case.ts';
import type { Decision } from '../../decide/decision.ts';
import type { LawInForce } from '../../office/law.ts';
import { decideCaseQuery } from '../../register/cases/decide.ts';
import { outsider } from '../../register/reading/masks.ts';
import type { Visit } from '../visit.ts';

export interface Answered {
  readonly answer: Decision;
  readonly input: CaseInput;
  readonly law: LawInForce;
  readonly open: readonly {
    readonly taken: string;
    readonly open: boolean;
    readonly deviates: boolean;
    readonly secondPerson: boolean;
    readonly why: string;
  }[];
}

/** Whether somebody is told what the law says of records: it reads facts of protection, so it is for those who handle cases. */
export const mayAskOfRecords = ({ actor }: Pick<Visit, 'actor'>): boolean =>
  may(actor, 'case.decide') && may(actor, 'worker.read') && outsider(actor, 'permit') === null;

/** What the law says of an application, or of an act on a permit, today. */
export async function askLaw(
  visit: Visit,
  about: { readonly application: string } | { readonly permit: string; readonly act: 'renew' | 'employ' | 'remain' },
): Promise<Answered> {
  const { ask, office } = visit;
  const [{ case: input, decision, open }, law] = await Promise.all([ask(decideCaseQuery, about), office.law(office.store.db)]);
  return { answer: decision as unknown as Decision, input: input as unknown as CaseInput, law, open };
}
