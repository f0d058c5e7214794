import type { Outcome } from '../../decide/settle.ts';
import type { Act } from '../../law/vocabulary.ts';
import type { Decision } from './decision.ts';

export type Taken = Decision['taken'];

/** Whether an officer may decide so where the law says this, and what it takes. */
export interface Opening {
  readonly open: boolean;
  /** The law's answer would have it otherwise: a reason is required, and stands in the record. */
  readonly deviates: boolean;
  readonly why: string;
}

const asTheLaw = (why: string): Opening => ({ open: true, deviates: false, why });
const deviating = (why: string): Opening => ({ open: true, deviates: true, why });
const closed = (why: string): Opening => ({ open: false, deviates: true, why });

/**
 * What an officer may decide under each answer of the law. The engine proposes and an officer decides: more strictly than the law may be
 * decided with a reason, more mildly only on what a Committee recorded; and nobody grants what is not known to be lawful.
 */
export const OPENINGS: Readonly<Record<Outcome, Readonly<Record<Taken, Opening>>>> = {
  clear: {
    grant: asTheLaw('Nothing in force bars it.'),
    exempt: closed('Nothing bars it, so there is nothing to exempt from. Grant it.'),
    refuse: deviating('No rule that Resolute knows bars it; the office may know of another.'),
    'decline-renewal': deviating('No rule that Resolute knows bars the renewal; the office may know of another.'),
    revoke: deviating('No rule that Resolute knows ends it; the office may know of another ground.'),
  },
  undecided: {
    grant: closed('Facts are missing on which the law turns. Find them out, or record a Committee approval and exempt.'),
    exempt: deviating('A recorded approval is judged to cover this case, whatever the missing facts turn out to be.'),
    refuse: deviating('Facts are missing; undecided is no bar, so the refusal needs a reason of its own.'),
    'decline-renewal': deviating('Facts are missing; undecided is no bar, so declining needs a reason of its own.'),
    revoke: deviating('Facts are missing; undecided is no bar, so the revocation needs a reason of its own.'),
  },
  'needs-approval': {
    grant: closed('Only a Committee can approve it in advance. Record its approval, or refuse.'),
    exempt: deviating('A recorded approval is judged to cover this case, which the law does not see by itself.'),
    refuse: asTheLaw('It is barred unless a Committee approves it in advance, and none did.'),
    'decline-renewal': asTheLaw('The renewal is barred unless a Committee approves it in advance, and none did.'),
    revoke: asTheLaw('It goes on only with the approval of a Committee, and there is none.'),
  },
  barred: {
    grant: closed('The law bars it. Refuse, or change the law by publishing a version of it.'),
    exempt: closed('What bars it is not for a Committee to lift. A measure of the state is changed by publishing a version of it.'),
    refuse: asTheLaw('The law bars it.'),
    'decline-renewal': asTheLaw('The law bars the renewal.'),
    revoke: asTheLaw('The law bars that it goes on.'),
  },
};

/** Which decisions an act can have at all. A new contract and a stay are asked about; what follows from them is decided elsewhere. */
export const DECISIONS_OF: Readonly<Record<Act, readonly Taken[]>> = {
  authorise: ['grant', 'exempt', 'refuse'],
  // A renewal is declined, not refused: the standing permit runs to its last day.
  renew: ['grant', 'exempt', 'decline-renewal'],
  employ: ['revoke'],
  contract: [],
  remain: [],
};

/** Who approves: everything that takes something away, and whatever lifts a bar; a clear grant is the officer's own. */
export const needsSecondPerson = (taken: Taken): boolean => taken !== 'grant';

/** Every decision that the act knows, with whether it is open under this answer: what an officer is shown. */
export function openingsOf(act: Act, outcome: Outcome): readonly (Opening & { readonly taken: Taken; readonly secondPerson: boolean })[] {
  return DECISIONS_OF[act].map((taken) => ({ taken, ...OPENINGS[outcome][taken], secondPerson: needsSecondPerson(taken) }));
}
