import type { Basis, Citation, Effect } from '../law/regime.ts';
import type { Act } from '../law/vocabulary.ts';
import { byCodePoint } from '../values/canonical.ts';
import type { IsoDate } from '../values/dates.ts';
import { type Truth, type TruthWord, truthWord } from '../values/kleene.ts';
import type { Case } from './case.ts';
import type { Frame } from './closures.ts';
import { ENGINE } from './engine.ts';
import type { Programme, ReadyException, ReadyProvision } from './programme.ts';
import { type ProvisionProof, proveProvision } from './proof.ts';
import {
  blameProvision,
  contribution,
  enter,
  exceptionValue,
  type Gap,
  newFrame,
  type Outcome,
  type Settled,
  settleIn,
  valueOf,
} from './settle.ts';
import { wordsOf } from './words/decision.ts';

export interface DecidedException {
  readonly id: string;
  readonly value: TruthWord;
  readonly cite: Citation;
  /** Exceptions to this exception. */
  readonly exceptions: readonly DecidedException[];
}

export interface DecidedProvision {
  readonly id: string;
  readonly layer: 'un' | 'national';
  readonly effect: Effect;
  /** What the provision adds to the outcome of this case when it bites: a duty bars only after its last day. */
  readonly strength: 'clear' | 'needs-approval' | 'barred';
  readonly basis: Basis | null;
  readonly value: TruthWord;
  readonly cite: Citation;
  readonly exceptions: readonly DecidedException[];
}

export interface DecidedDuty {
  readonly provision: string;
  readonly action: 'return';
  /** Whether the stay ends by that day or only the work. */
  readonly ends: 'stay' | 'work';
  /** The first day of the duty: the text says "immediately". */
  readonly from: IsoDate;
  /** The last lawful day. */
  readonly by: IsoDate;
  readonly value: TruthWord;
  readonly missing: readonly string[];
}

/** A departure that officials announced and nothing requires. */
export interface Announcement {
  readonly provision: string;
  readonly by: IsoDate;
  readonly basis: 'statement';
  readonly value: TruthWord;
  readonly against: string | null;
}

/** The answer to one case; fields in the order of DECISION, which is the order of the bytes. */
export interface Decision {
  readonly id: string | null;
  readonly host: string;
  readonly act: Act;
  readonly asOf: IsoDate;
  readonly outcome: Outcome;
  readonly un: { readonly outcome: Outcome };
  readonly national: { readonly outcome: Outcome };
  readonly gap: Gap | null;
  readonly missing: readonly string[];
  readonly returnBy: IsoDate | null;
  readonly protected: boolean;
  readonly provisions: readonly DecidedProvision[];
  readonly duties: readonly DecidedDuty[];
  readonly announced: readonly Announcement[];
  /** Calls for attention that bar nothing. */
  readonly calls: readonly { readonly provision: string; readonly value: TruthWord; readonly cite: Citation }[];
  /** Open questions that the caller answered by assumption. */
  readonly assumed: readonly { readonly question: string; readonly answer: boolean }[];
  readonly proof: readonly ProvisionProof[];
  /** The verdict and its reasons, a sentence each. */
  readonly words: readonly string[];
  readonly law: readonly { readonly regime: string; readonly sha256: string }[];
  readonly engine: string;
}

const STRENGTHS = ['clear', 'needs-approval', 'barred'] as const;

/** Decides cases with their full proof. Same case, same law, same engine: same bytes of JSON. */
export function decideBy(programme: Programme): (input: Case) => Decision {
  const frame = newFrame(programme);
  const law = programme.law.regimes.map(({ regime, sha256 }) => ({ regime: regime.id, sha256 }));
  return (input) => {
    enter(programme, frame, input);
    const host = input.values[programme.at.host] as string;
    const act = input.values[programme.at.act] as Act;
    const asOf = input.values[programme.at.asOf] as string;
    const hostLaw = programme.forHost(host);
    const settled: Settled = settleIn(programme, hostLaw, frame);
    const deciding = hostLaw.deciding.map((provision) => ({ provision, value: valueOf(provision, act, asOf, frame) }));
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
      duties: deciding.flatMap(({ provision, value }) => dutyOf(provision, value, act, frame)),
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
  const value = valueOf(call, act, asOf, frame);
  return value === false ? [] : [{ provision: call.rule.id, value: truthWord(value), cite: call.rule.cite }];
}

/** A duty of a statement is none: it stands under `announced`. */
function dutyOf(provision: ReadyProvision, value: Truth, act: Act, frame: Frame): DecidedDuty[] {
  const { rule } = provision;
  if (rule.duty === null || rule.basis === 'statement' || value === false) return [];
  const missing = new Set<string>();
  if (value === null) blameProvision(provision, act, frame, missing);
  return [
    {
      provision: rule.id,
      action: 'return',
      ends: rule.duty.ends,
      from: rule.duty.from,
      by: rule.duty.by,
      value: truthWord(value),
      missing: [...missing].sort(),
    },
  ];
}

function announcementOf({ rule }: ReadyProvision, value: Truth): Announcement[] {
  if (rule.duty === null || rule.basis !== 'statement' || value === false) return [];
  return [{ provision: rule.id, by: rule.duty.by, basis: 'statement', value: truthWord(value), against: rule.against?.en ?? null }];
}
