/**
 * The norms of the contract for work permits, written by hand: what a careful expert writes who has these ten norms, this one output
 * and a day's time. One straight path an act, Kleene's tables as arithmetic, text only looked up. It shares nothing with the engine and
 * was written from the contract alone, so that it is an independent oracle beside being the mark to beat.
 */
import type { Permit } from '../workload/cases.ts';
import type { Gap, Outcome, Row } from './row.ts';

/** Kleene's three values as numbers: *and* is the smaller, *or* the larger, *not* is 2 minus. */
type Truth = 0 | 1 | 2;
const F = 0;
const U = 1;
const T = 2;

type Strength = 0 | 1 | 2;
const CLEAR = 0;
const NEEDS_APPROVAL = 1;
const BARRED = 2;

const and = (a: Truth, b: Truth): Truth => (a < b ? a : b);
const or = (a: Truth, b: Truth): Truth => (a > b ? a : b);
const not = (a: Truth): Truth => (2 - a) as Truth;
const truth = (value: boolean | null | undefined): Truth => (value === true ? T : value === false ? F : U);

/** Facts and questions in the order in which `missing` names them. */
const FACTS = [
  'approvals',
  'contract.finalisedOn',
  'contract.written',
  'employer.private',
  'interpretation.admission-nexus',
  'interpretation.renewal-is-new-authorisation',
  'register.headroom',
  'worker.earnsIncome',
  'worker.immunity',
  'worker.nationalities',
  'worker.residesOnOtherTitle',
  'worker.returnProhibited',
  'worker.safetyOverseer',
];
const bit = (fact: string): number => 1 << FACTS.indexOf(fact);
const APPROVALS = bit('approvals');
const FINALISED_ON = bit('contract.finalisedOn');
const WRITTEN = bit('contract.written');
const PRIVATE = bit('employer.private');
const ADMISSION_NEXUS = bit('interpretation.admission-nexus');
const RENEWAL_IS_NEW = bit('interpretation.renewal-is-new-authorisation');
const HEADROOM = bit('register.headroom');
const EARNS_INCOME = bit('worker.earnsIncome');
const IMMUNITY = bit('worker.immunity');
const NATIONALITIES = bit('worker.nationalities');
const RESIDES = bit('worker.residesOnOtherTitle');
const RETURN_PROHIBITED = bit('worker.returnProhibited');
const OVERSEER = bit('worker.safetyOverseer');

const MISSING_TEXT = Array.from({ length: 1 << FACTS.length }, (_, mask) => FACTS.filter((_fact, at) => mask & (1 << at)).join('|'));

/** The provisions that can stand on one act, and the text of each combination of their values: `values` is read as digits to the base 3. */
function provisionTexts(...ids: string[]): string[] {
  return Array.from({ length: 3 ** ids.length }, (_, values) =>
    ids
      .map((id, at) => ['', `${id}?`, id][Math.trunc(values / 3 ** at) % 3])
      .filter((text) => text !== '')
      .join('|'),
  );
}
const ON_AUTHORISE = provisionTexts('un.2371.11', 'un.2375.17', 'mng.no-authorisation');
const ON_RENEW = provisionTexts('un.2375.17', 'mng.no-renewal');
const ON_CONTRACT = provisionTexts('mng.no-new-private-contracts');
const ON_EMPLOY = provisionTexts('un.2397.8.workers', 'un.2397.8.attaches', 'mng.leave-by-year-end', 'mng.work-until-june');
const ON_REMAIN = provisionTexts('un.2397.8.workers', 'un.2397.8.attaches', 'mng.leave-by-year-end', 'mng.leave-before-3-june');

export function decideByHand(permit: Permit): Row {
  switch (permit.act) {
    case 'authorise':
      return authorise(permit);
    case 'renew':
      return renew(permit);
    case 'contract':
      return newContract(permit);
    case 'employ':
      return stay(permit, '2018-06-01', ON_EMPLOY);
    case 'remain':
      return stay(permit, '2018-06-02', ON_REMAIN);
  }
}

function authorise(permit: Permit): Row {
  const prk = holds(permit.worker.nationalities, 'PRK');
  let missing = 0;
  let cap: Truth = F;
  let ban: Truth = F;
  let exempted = false;
  if (prk !== F && permit.asOf > '2017-08-05') {
    const approved = approvedInTime(permit);
    const headroom = permit.register.headroom;
    const full: Truth = headroom === null ? U : headroom < 1 ? T : F;
    const reached = and(prk, full);
    cap = and(reached, not(approved));
    if (cap === U) missing |= unknown(prk, NATIONALITIES) | unknown(full, HEADROOM) | unknown(approved, APPROVALS);
    exempted = reached === T && approved === T;
    if (permit.asOf >= '2017-09-11') {
      const resides = truth(permit.worker.residesOnOtherTitle);
      const admitted = or(not(resides), U); // nobody has answered `admission-nexus`
      const spared = signedBefore2375(permit);
      const caught = and(prk, admitted);
      ban = and(caught, and(not(approved), not(spared)));
      if (ban === U)
        missing |= unknown(prk, NATIONALITIES) | admissionUnknown(resides) | unknown(approved, APPROVALS) | contractUnknown(permit, spared);
      exempted ||= caught === T && (approved === T || spared === T);
    }
  }
  const refused: Truth = permit.host === 'MNG' && permit.asOf >= '2018-01-26' ? prk : F;
  if (refused === U) missing |= NATIONALITIES;
  const certain: Strength = cap === T || ban === T ? NEEDS_APPROVAL : CLEAR;
  const possible: Strength = cap !== F || ban !== F ? NEEDS_APPROVAL : CLEAR;
  return row(
    permit,
    certain,
    possible,
    refused === T ? BARRED : CLEAR,
    refused === F ? CLEAR : BARRED,
    exempted,
    null,
    missing,
    ON_AUTHORISE[cap + 3 * ban + 9 * refused],
  );
}

function renew(permit: Permit): Row {
  const prk = holds(permit.worker.nationalities, 'PRK');
  const mongolian = permit.host === 'MNG' && permit.asOf >= '2017-12-03';
  let missing = 0;
  let ban: Truth = F;
  let exempted = false;
  if (prk !== F && permit.asOf >= '2017-09-11') {
    const isNew: Truth = mongolian ? T : U; // only Mongolia has said that a renewal counts, and from that day on
    const resides = truth(permit.worker.residesOnOtherTitle);
    const approved = approvedInTime(permit);
    const spared = signedBefore2375(permit);
    const caught = and(isNew, and(prk, or(not(resides), U)));
    ban = and(caught, and(not(approved), not(spared)));
    if (ban === U) {
      missing =
        unknown(isNew, RENEWAL_IS_NEW) |
        unknown(prk, NATIONALITIES) |
        admissionUnknown(resides) |
        unknown(approved, APPROVALS) |
        contractUnknown(permit, spared);
    }
    exempted = caught === T && (approved === T || spared === T);
  }
  const refused: Truth = mongolian ? prk : F;
  if (refused === U) missing |= NATIONALITIES;
  const certain: Strength = ban === T ? NEEDS_APPROVAL : CLEAR;
  const possible: Strength = ban !== F ? NEEDS_APPROVAL : CLEAR;
  return row(
    permit,
    certain,
    possible,
    refused === T ? BARRED : CLEAR,
    refused === F ? CLEAR : BARRED,
    exempted,
    null,
    missing,
    ON_RENEW[ban + 3 * refused],
  );
}

function newContract(permit: Permit): Row {
  let missing = 0;
  let refused: Truth = F;
  if (permit.host === 'MNG' && permit.asOf >= '2017-12-03') {
    const prk = holds(permit.worker.nationalities, 'PRK');
    const ofPrivate = truth(permit.employer.private);
    refused = and(prk, ofPrivate);
    if (refused === U) missing = unknown(prk, NATIONALITIES) | unknown(ofPrivate, PRIVATE);
  }
  return row(
    permit,
    CLEAR,
    CLEAR,
    refused === T ? BARRED : CLEAR,
    refused === F ? CLEAR : BARRED,
    false,
    null,
    missing,
    ON_CONTRACT[refused],
  );
}

/** `employ` and `remain`: 2397 ¶8 for the UN; in Mongolia the announcement, which bars nothing, and the state's own day, which does. */
function stay(permit: Permit, lastDayInMongolia: string, texts: string[]): Row {
  const { worker, asOf } = permit;
  const prk = holds(worker.nationalities, 'PRK');
  const un = prk !== F && asOf >= '2017-12-22';
  if (!un && (permit.host !== 'MNG' || prk === F || asOf < '2017-12-03'))
    return row(permit, CLEAR, CLEAR, CLEAR, CLEAR, false, null, 0, '');

  const own = holds(worker.nationalities, permit.host);
  const prohibited = returnProhibited(permit);
  const immune = truth(worker.immunity);
  const excepted = or(own, or(prohibited, immune));
  const exceptionUnknown = unknown(own, NATIONALITIES) | unknown(prohibited, RETURN_PROHIBITED) | unknown(immune, IMMUNITY);
  let missing = 0;
  let workers: Truth = F;
  let attaches: Truth = F;
  let exempted = false;
  if (un) {
    const earns = truth(worker.earnsIncome);
    const oversees = truth(worker.safetyOverseer);
    workers = and(and(prk, earns), not(excepted));
    attaches = and(and(prk, oversees), not(excepted));
    if (workers === U) missing |= unknown(prk, NATIONALITIES) | unknown(earns, EARNS_INCOME) | exceptionUnknown;
    if (attaches === U) missing |= unknown(prk, NATIONALITIES) | unknown(oversees, OVERSEER) | exceptionUnknown;
    exempted = prk === T && excepted === T && (earns === T || oversees === T);
  }
  const overdue = asOf > '2019-12-22';
  const certain: Strength = overdue && (workers === T || attaches === T) ? BARRED : CLEAR;
  const possible: Strength = overdue && (workers !== F || attaches !== F) ? BARRED : CLEAR;

  let announced: Truth = F;
  let june: Truth = F;
  if (permit.host === 'MNG') {
    if (asOf >= '2017-12-03') announced = prk;
    if (asOf >= '2018-01-26') june = and(prk, not(excepted));
    if (announced === U) missing |= NATIONALITIES;
    if (june === U) missing |= unknown(prk, NATIONALITIES) | exceptionUnknown;
  }
  const late = asOf > lastDayInMongolia;
  const nationalCertain: Strength = late && june === T ? BARRED : CLEAR;
  const nationalPossible: Strength = late && june !== F ? BARRED : CLEAR;
  const returnBy = june === T ? lastDayInMongolia : workers === T || attaches === T ? '2019-12-22' : null;
  return row(
    permit,
    certain,
    possible,
    nationalCertain,
    nationalPossible,
    exempted,
    returnBy,
    missing,
    texts[workers + 3 * attaches + 9 * announced + 27 * june],
  );
}

function row(
  permit: Permit,
  unCertain: Strength,
  unPossible: Strength,
  nationalCertain: Strength,
  nationalPossible: Strength,
  exempted: boolean,
  returnBy: string | null,
  missing: number,
  provisions = '',
): Row {
  const certain = Math.max(unCertain, nationalCertain) as Strength;
  const possible = Math.max(unPossible, nationalPossible) as Strength;
  const isProtected = permit.worker.protectionAssessment === 'pending' || returnProhibited(permit) === T;
  return {
    id: permit.id,
    outcome: outcome(certain, possible),
    un: outcome(unCertain, unPossible),
    national: outcome(nationalCertain, nationalPossible),
    gap: unCertain === unPossible && nationalCertain === nationalPossible ? gap(certain, unCertain, exempted) : null,
    returnBy: isProtected ? null : returnBy,
    protected: isProtected,
    missing: MISSING_TEXT[missing] ?? '',
    provisions,
  };
}

function outcome(certain: Strength, possible: Strength): Outcome {
  if (certain !== possible) return 'undecided';
  return certain === CLEAR ? 'clear' : certain === BARRED ? 'barred' : 'needs-approval';
}

function gap(both: Strength, un: Strength, exempted: boolean): Gap {
  if (both === CLEAR) return 'none';
  if (both === un) return 'required-by-un';
  return exempted ? 'refused-though-allowed' : 'national-only';
}

const unknown = (value: Truth, fact: number): number => (value === U ? fact : 0);

/** Whether a list holds a code. A null in the list may be that code. */
function holds(list: (string | null)[] | null, code: string): Truth {
  if (list === null) return U;
  let found: Truth = F;
  for (const element of list) {
    if (element === code) return T;
    if (element === null) found = U;
  }
  return found;
}

function approvedInTime(permit: Permit): Truth {
  if (permit.approvals === null) return U;
  let found: Truth = F;
  for (const { committee, approvedOn } of permit.approvals) {
    const ours: Truth = committee === null ? U : committee === '1718' ? T : F;
    const inTime: Truth = approvedOn === null ? U : approvedOn <= permit.asOf ? T : F;
    found = or(found, and(ours, inTime));
  }
  return found;
}

/** The exception for written contracts finalised before adoption; a date of that very day does not tell. */
function signedBefore2375(permit: Permit): Truth {
  const { written, finalisedOn } = permit.contract;
  const before: Truth = finalisedOn === null || finalisedOn === '2017-09-11' ? U : finalisedOn < '2017-09-11' ? T : F;
  return and(truth(written), before);
}

function contractUnknown(permit: Permit, spared: Truth): number {
  if (spared !== U) return 0;
  const { written, finalisedOn } = permit.contract;
  return (written === null ? WRITTEN : 0) | (finalisedOn === null || finalisedOn === '2017-09-11' ? FINALISED_ON : 0);
}

/** `not resides, or admission-nexus`, the question being open: known only of a person who resides on no other title. */
const admissionUnknown = (resides: Truth): number => (resides === F ? 0 : ADMISSION_NEXUS | unknown(resides, RESIDES));

/** The assessment settles the prohibition where it has been made; pending leaves it unknown. */
function returnProhibited(permit: Permit): Truth {
  const { returnProhibited: stated, protectionAssessment } = permit.worker;
  if (stated !== null) return truth(stated);
  return protectionAssessment === 'upheld' ? T : protectionAssessment === 'refused' ? F : U;
}
