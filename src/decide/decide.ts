import type { Act } from '../law/vocabulary.ts';
import { byCodePoint } from '../values/canonical.ts';
import { type Truth, truthWord } from '../values/kleene.ts';
import type { Case } from './case.ts';
import type { Frame } from './closures.ts';
import type { Announcement, DecidedDuty, DecidedException, DecidedProvision, Decision } from './decision.ts';
import { ENGINE } from './engine.ts';
import type { Programme, ReadyException, ReadyProvision } from './programme.ts';
import { proveProvision } from './proof.ts';
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
    const deciding = hostLaw.deciding.map((provision) => ({
      provision,
      value: provision.governs[act] === undefined ? (false as const) : provisionValue(provision, act, asOf, frame),
    }));
    const facts = {
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
      provisions: deciding.map(({ provision, value }) =>
        provision.governs[act] === undefined ? silentProvision(provision) : decidedProvision(provision, value, asOf, frame),
      ),
      duties: deciding.flatMap(({ provision, value }) => dutyOf(provision, value, act, settled.protected, frame)),
      announced: deciding.flatMap(({ provision, value }) => announcementOf(provision, value)),
      calls: hostLaw.calls.flatMap((call) => callOf(call, act, asOf, frame)),
      assumed: Object.entries(input.assumed)
        .map(([question, answer]) => ({ question, answer }))
        .sort((a, b) => byCodePoint(a.question, b.question)),
      proof: deciding.map(({ provision }) => proveProvision(provision, act, asOf, frame)),
    };
    return { ...facts, words: wordsOf(facts, programme, hostLaw), law, engine: ENGINE };
  };
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

/**
 * A duty of a statement is none: it stands under `announced`. Nobody who is protected has a duty to leave, even where the
 * writer of a national measure forgot the exception.
 */
function dutyOf(provision: ReadyProvision, value: Truth, act: Act, isProtected: boolean, frame: Frame): DecidedDuty[] {
  const { rule } = provision;
  if (rule.duty === null || rule.basis === 'statement' || value === false || (isProtected && value === true)) return [];
  let missing: readonly string[] = [];
  if (value === null) {
    const found = new Set<string>();
    blameProvision(provision, act, frame, found);
    missing = [...found].sort();
  }
  return [
    {
      provision: rule.id,
      action: 'return',
      ends: rule.duty.ends,
      from: rule.duty.from,
      by: rule.duty.by,
      value: truthWord(value),
      missing,
    },
  ];
}

function announcementOf({ rule }: ReadyProvision, value: Truth): Announcement[] {
  if (rule.duty === null || rule.basis !== 'statement' || value === false) return [];
  return [{ provision: rule.id, by: rule.duty.by, basis: 'statement', value: truthWord(value), against: rule.against?.en ?? null }];
}
