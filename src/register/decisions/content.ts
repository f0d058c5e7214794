import type { Json } from '../../values/canonical.ts';
import type { IsoDate } from '../../values/dates.ts';
import { decisionHash, factsHash, reasonHash, type SealedDecision } from './case-decision.ts';
import type { Matter } from './matter.ts';
import type { Taken } from './open.ts';

/** What the officer writes of the act itself: the days and number of a permit, the last day of one that is revoked. */
export interface Wishes {
  readonly validFrom?: IsoDate | undefined;
  readonly validTo?: IsoDate | undefined;
  readonly number?: string | undefined;
  readonly lastDay?: IsoDate | undefined;
  /** Of a revocation: the departure is ordered with it. */
  readonly departure?: boolean | undefined;
}

export interface ContentParts {
  readonly taken: Taken;
  readonly approval: string | null;
  readonly wishes: Wishes;
  readonly sealed: Pick<SealedDecision, 'salt' | 'decision' | 'reason'>;
}

/**
 * What a second person approves: what would be done, on what answer of which law, and hashes of the case, of the decision and of the
 * reason. They read these under their own right; here stands nothing personal and nothing of protection, yet a change of either changes it.
 */
export function contentOf(id: string, matter: Matter, { taken, approval, wishes, sealed }: ContentParts): Readonly<Record<string, Json>> {
  const { application, standing, subject, made } = matter;
  const { answer } = made;
  return {
    decision: id,
    taken,
    application: application?.id ?? null,
    permit: standing?.id ?? null,
    worker: subject.worker,
    employer: subject.employer,
    act: answer.act,
    asOf: answer.asOf,
    outcome: answer.outcome,
    un: answer.un.outcome,
    national: answer.national.outcome,
    laws: made.law.versions as unknown as Json,
    standing: standing === null ? null : { status: standing.state.status, lastDay: standing.state.lastDay },
    approval,
    validFrom: wishes.validFrom ?? null,
    validTo: wishes.validTo ?? null,
    number: wishes.number ?? null,
    lastDay: wishes.lastDay ?? null,
    departure: wishes.departure ?? false,
    decisionHash: decisionHash(sealed),
    reasonHash: reasonHash(sealed),
    factsHash: factsHash(sealed.salt, made),
  };
}

/** The officer's wishes as a proposal holds them. */
export function wishesIn(content: Json): Wishes {
  const { validFrom, validTo, number, lastDay } = content as Readonly<Record<string, string | null | undefined>>;
  const { departure } = content as Readonly<Record<string, unknown>>;
  return {
    validFrom: validFrom ?? undefined,
    validTo: validTo ?? undefined,
    number: number ?? undefined,
    lastDay: lastDay ?? undefined,
    departure: departure === true,
  };
}
