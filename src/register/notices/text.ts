import { GRANTING } from '../../access/scope.ts';
import type { CaseInput } from '../../decide/case.ts';
import { citeWords, hostName } from '../../decide/words/decision.ts';
import { fill } from '../../decide/words/en.ts';
import type { LawInForce } from '../../office/law.ts';
import { type IsoDate, spokenDate } from '../../values/dates.ts';
import type { Decision } from '../decisions/decision.ts';

/** Every sentence that a paper says of its own; the law's own sentences stand in the regimes. */
const EN = {
  about: 'Work authorisation of a worker, {host}. Application {application}; authorisation {permit}.',
  taken: {
    grant: 'The application is granted.',
    exempt: 'The application is granted on an approval of the Committee.',
    refuse: 'The application is refused.',
    'decline-renewal': 'The renewal is declined. The standing authorisation runs until {lastDay}; that day is still lawful.',
    revoke: 'The authorisation is revoked. It stands until {lastDay}; that day is still lawful.',
  } satisfies Record<Decision['taken'], string>,
  decidedOn: 'Decided on the facts and under the law of {asOf}.',
  leave: 'You have to leave {host} by {by}; that day is still lawful.',
  because: 'This follows from: {words} ({cite})',
  ownAccord: 'You told us that you will leave {host} by {by}. Nobody obliges you.',
  // Said to everybody alike, so that it tells nothing of anybody.
  fear: 'If you fear what may happen to you on return, tell any office of the ministry before that day: nobody is made to leave while that is looked at.',
} as const;

export interface AboutDecision {
  readonly decision: Pick<Decision, 'act' | 'asOf' | 'outcome' | 'taken'>;
  /** The case as it was decided. */
  readonly case: CaseInput;
  /** The law under which it was. */
  readonly law: LawInForce;
  /** Numbers as the office writes them. */
  readonly application: string | null;
  readonly permit: string | null;
  readonly lastDay: IsoDate | null;
}

/**
 * What a paper says of a decision. It is the same for every addressee, and by its making it hangs on nothing of protection: a letter is
 * opened by many, and one that goes through the employer most of all. Whoever is to leave learns it from a notice to leave alone.
 */
export function decisionText({ decision, case: input, law, application, permit, lastDay }: AboutDecision): readonly string[] {
  const { programme } = law.compiled;
  return [
    fill(EN.about, { host: hostName(input.host, programme), application: application ?? 'none', permit: permit ?? 'none' }),
    fill(EN.taken[decision.taken], { lastDay: lastDay === null ? 'its last day' : spokenDate(lastDay) }),
    fill(EN.decidedOn, { asOf: spokenDate(decision.asOf) }),
    ...openWords(decision, input, law),
  ];
}

/**
 * The decision's own words, as the law would speak if nothing were known of protection. For an act on which protection bears (that work
 * or a stay goes on) there are none: even whether a paragraph bites would tell.
 */
function openWords({ act, outcome }: AboutDecision['decision'], input: CaseInput, { compiled }: LawInForce): readonly string[] {
  if (!GRANTING.includes(act)) return [];
  const worker = { ...input.worker, returnProhibited: null, protectionAssessment: null };
  const answer = compiled.decide(compiled.admit({ ...input, worker }));
  return answer.outcome === outcome ? answer.words : [];
}

export interface AboutDeparture {
  readonly host: string;
  /** A provision, or `own-accord`. */
  readonly basis: string;
  readonly by: IsoDate;
}

/** What a notice to leave says. It goes to the worker and to nobody else. */
export function departureText({ host, basis, by }: AboutDeparture, { compiled }: LawInForce): readonly string[] {
  const { programme } = compiled;
  const values = { host: hostName(host, programme), by: spokenDate(by) };
  if (basis === 'own-accord') return [fill(EN.ownAccord, values)];
  const rule = programme.forHost(host).all.find((provision) => provision.rule.id === basis)?.rule;
  const because = rule === undefined ? [] : [fill(EN.because, { words: rule.words.en, cite: citeWords(rule.cite) })];
  return [fill(EN.leave, values), ...because, EN.fear];
}
