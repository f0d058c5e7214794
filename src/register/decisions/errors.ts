import type { Decision as Answer } from '../../decide/decision.ts';
import { type ErrorKind, type Place, ResoluteError } from '../../values/errors.ts';
import type { Taken } from './open.ts';

/** The law's answer leaves no room for this decision. The rules that bite are named, or the facts that are missing. */
export class DecisionNotOpen extends ResoluteError {
  readonly code = 'decision.not-open';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy: string;
  /** The paragraphs that bite, for a program. */
  readonly rules: readonly { readonly provision: string; readonly instrument: string; readonly paragraph: string }[];
  constructor(taken: Taken, { outcome, provisions, missing }: Pick<Answer, 'outcome' | 'provisions' | 'missing'>, why: string) {
    const rules = provisions
      .filter(({ value, strength }) => value === 'true' && strength !== 'clear')
      .map(({ cite, id }) => ({ provision: id, instrument: cite.instrument, paragraph: cite.paragraph }));
    const biting = rules.map(({ provision, instrument, paragraph }) => `${instrument} ¶${paragraph} (${provision})`);
    const said = outcome === 'undecided' ? `missing: ${missing.join(', ')}` : biting.join('; ');
    super(`The law's answer is ${outcome}${said === '' ? '' : ` (${said})`}: \`${taken}\` is not open.`);
    this.rules = rules;
    this.remedy = why;
  }
}

/** A decision of another kind than this application or permit can have. */
export class DecisionOfOtherAct extends ResoluteError {
  readonly code = 'decision.of-other-act';
  readonly kind: ErrorKind = 'usage';
  readonly remedy: string;
  override readonly place: Place = { field: 'taken' };
  constructor(act: string, taken: Taken, possible: readonly Taken[]) {
    super(`\`${taken}\` is no decision on the act \`${act}\`.`);
    this.remedy = `Decide ${possible.map((name) => `\`${name}\``).join(', ')}.`;
  }
}

/** An officer decides otherwise than the law's answer would have it, and does not say why. */
export class ReasonMissing extends ResoluteError {
  readonly code = 'decision.reason-missing';
  readonly kind: ErrorKind = 'input';
  readonly remedy = 'Give `reason`: it stands in the record under the person’s key, and the second person reads it.';
  override readonly place: Place = { field: 'reason' };
  constructor(taken: Taken, outcome: string) {
    super(`\`${taken}\` departs from the law's answer, which is ${outcome}; that needs a reason.`);
  }
}

/** An exemption rests on what a Committee recorded for this case, in advance. */
export class ApprovalDoesNotServe extends ResoluteError {
  readonly code = 'decision.approval-does-not-serve';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy =
    'Name in `approval` a recorded approval that covers this worker and employer, is dated no later than today, has not expired and is not used up.';
  override readonly place: Place = { field: 'approval' };
  constructor(why: string) {
    super(why);
  }
}

/** What was decided cannot be decided again, though the law it names and the sealed case are there. */
export class DecisionErased extends ResoluteError {
  readonly code = 'decision.erased';
  readonly kind: ErrorKind = 'conflict';
  readonly remedy = 'Nothing can bring the case back; its hash still proves what a copy says that somebody kept.';
  constructor(decision: string) {
    super(`The case of decision ${decision} can no longer be read: the person was erased.`);
  }
}
