import type { Duty, Provision } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import { byCodePoint } from '../values/canonical.ts';
import { type Truth, truthWord } from '../values/kleene.ts';
import type { Case } from './case.ts';
import type { Frame } from './closures.ts';
import type { Announcement, DecidedDuty, DecidedException, DecidedProvision, Decision } from './decision.ts';
import { ENGINE } from './engine.ts';
import type { Programme, ReadyException, ReadyProvision } from './programme.ts';
import { type ProvisionProof, proveProvision } from './proof.ts';
import { blameProvision, contribution, enter, exceptionValue, newFrame, provisionValue, type Settled, settleIn } from './settle.ts';
import { wordsOf } from './words/decision.ts';

const STRENGTHS = ['clear', 'needs-approval', 'barred'] as const;

/** Decides cases with their full proof. Same case, same law, same engine: same bytes of JSON. */
export function decideBy(programme: Programme): (input: Case) => Decision {
  const frame = newFrame(programme);
  const law = programme.law.regimes.map(({ regime, sha256 }) => ({ regime: regime.id, sha256 }));
  return (input) => {
    enter(frame, input);
    const host = input.values[programme.at.host] as string;
    const act = input.values[programme.at.act] as Act;
    const asOf = input.values[programme.at.asOf] as string;
    const hostLaw = programme.forHost(host);
    const settled: Settled = settleIn(programme, hostLaw, frame);
    const provisions: DecidedProvision[] = [];
    const duties: DecidedDuty[] = [];
    const announced: Announcement[] = [];
    const proof: ProvisionProof[] = [];
    for (const provision of hostLaw.deciding) {
      proof.push(proveProvision(provision, act, asOf, frame));
      if (provision.governs[act] === undefined) {
        provisions.push(silentProvision(provision));
        continue;
      }
      const value = provisionValue(provision, act, asOf, frame);
      provisions.push(decidedProvision(provision, value, asOf, frame));
      if (provision.rule.duty === null || value === false) continue;
      if (provision.rule.basis === 'statement') announced.push(announcementOf(provision.rule, provision.rule.duty, value));
      // Nobody who is protected has a duty to leave, even where the writer of a national measure forgot the exception.
      else if (value === null || !settled.protected) duties.push(dutyOf(provision, provision.rule.duty, value, act, frame));
    }
    const decision = {
      id: input.id,
      host,
      act,
      asOf,
      outcome: settled.outcome,
      un: { outcome: settled.un },
      national: { outcome: settled.national },
      gap: settled.gap,
      missing: settled.missing,
      returnBy: settled.returnBy,
      protected: settled.protected,
      provisions,
      duties,
      announced,
      calls: hostLaw.calls.flatMap((call) => callOf(call, act, asOf, frame)),
      assumed: assumedIn(input),
      proof,
      words: NO_WORDS,
      law,
      engine: ENGINE,
    };
    decision.words = wordsOf(decision, programme, hostLaw);
    return decision;
  };
}

const NO_WORDS: readonly string[] = Object.freeze([]);
const NOTHING_ASSUMED: Decision['assumed'] = Object.freeze([]);

/** In one order, however the caller wrote them. */
function assumedIn({ assumed }: Case): Decision['assumed'] {
  const questions = Object.keys(assumed);
  if (questions.length === 0) return NOTHING_ASSUMED;
  return questions.sort(byCodePoint).map((question) => ({ question, answer: assumed[question] === true }));
}

function decidedProvision({ rule, layer, unless }: ReadyProvision, value: Truth, asOf: string, frame: Frame): DecidedProvision {
  return {
    id: rule.id,
    layer,
    effect: rule.effect,
    strength: STRENGTHS[contribution(rule, asOf)],
    basis: rule.basis,
    value: truthWord(value),
    cite: rule.cite,
    exceptions: unless.map((exception) => decidedException(exception, frame)),
  };
}

function decidedException(exception: ReadyException, frame: Frame): DecidedException {
  const { rule, unless } = exception;
  return {
    id: rule.id,
    value: truthWord(exceptionValue(exception, frame)),
    cite: rule.cite,
    exceptions: unless.map((inner) => decidedException(inner, frame)),
  };
}

/** A provision that does not govern the act says the same in every case; its exceptions lift nothing there. */
const SILENT = new WeakMap<ReadyProvision, DecidedProvision>();
function silentProvision(provision: ReadyProvision): DecidedProvision {
  let silent = SILENT.get(provision);
  if (silent === undefined) {
    const { rule, layer, unless } = provision;
    silent = {
      id: rule.id,
      layer,
      effect: rule.effect,
      strength: 'clear',
      basis: rule.basis,
      value: 'false',
      cite: rule.cite,
      exceptions: unless.map(silentException),
    };
    SILENT.set(provision, silent);
  }
  return silent;
}

function silentException({ rule, unless }: ReadyException): DecidedException {
  return { id: rule.id, value: 'false', cite: rule.cite, exceptions: unless.map(silentException) };
}

function callOf(call: ReadyProvision, act: Act, asOf: string, frame: Frame): Decision['calls'] {
  const value = provisionValue(call, act, asOf, frame);
  return value === false ? [] : [{ provision: call.rule.id, value: truthWord(value), cite: call.rule.cite }];
}

function dutyOf(provision: ReadyProvision, duty: Duty, value: Truth, act: Act, frame: Frame): DecidedDuty {
  const found = new Set<string>();
  if (value === null) blameProvision(provision, act, frame, found);
  const { ends, from, by } = duty;
  return { provision: provision.rule.id, action: 'return', ends, from, by, value: truthWord(value), missing: [...found].sort() };
}

/** A duty of a statement is none. */
function announcementOf(rule: Provision, { by }: Duty, value: Truth): Announcement {
  return { provision: rule.id, by, basis: 'statement', value: truthWord(value), against: rule.against?.en ?? null };
}
