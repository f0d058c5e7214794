/**
 * The fourteen norms for work permits, written by hand: what a careful expert writes who has these norms, this one output and a day's
 * time. One straight path an act, Kleene's tables as arithmetic, text only looked up. It shares nothing with the engine; the norms of the
 * UN and of Mongolia were written from the contract alone, those of the Union from the words of its articles, so that it is an
 * independent oracle beside being the mark to beat.
 */
import type { Permit } from '../workload/cases.ts';
import {
  ADMISSION,
  APPROVALS,
  admissionUnknown,
  and,
  approvedInTime,
  contractUnknown,
  EARNS_INCOME,
  F,
  HEADROOM,
  holds,
  IMMUNITY,
  isMemberState,
  MISSING_TEXT,
  memberStateNational,
  NATIONALITIES,
  not,
  OVERSEER,
  or,
  PRIVATE,
  provisionTexts,
  RENEWAL_IS_NEW,
  RETURN_PROHIBITED,
  returnProhibited,
  signedBefore2375,
  signedBeforeForUnion,
  T,
  type Truth,
  truth,
  U,
  unknown,
} from './facts.ts';
import { BARRED, bars, CLEAR, type Layer, NEEDS_APPROVAL, NOTHING, OUTCOMES, settled, strongest, together } from './layers.ts';
import type { Gap, Row } from './row.ts';

const ON_AUTHORISE = provisionTexts('un.2371.11', 'un.2375.17', 'mng.no-authorisation', 'eu.cap', 'eu.no-authorisation');
const ON_RENEW = provisionTexts('un.2375.17', 'mng.no-renewal', 'eu.no-renewal');
const ON_CONTRACT = provisionTexts('mng.no-new-private-contracts');
const ON_EMPLOY = provisionTexts('un.2397.8.workers', 'un.2397.8.attaches', 'mng.leave-by-year-end', 'mng.work-until-june', 'eu.return');
const ON_REMAIN = provisionTexts(
  'un.2397.8.workers',
  'un.2397.8.attaches',
  'mng.leave-by-year-end',
  'mng.leave-before-3-june',
  'eu.return',
);

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
  const { asOf } = permit;
  const prk = holds(permit.worker.nationalities, 'PRK');
  if (prk === F || asOf <= '2017-08-05') return nothingBars(permit);

  const union = isMemberState(permit.host, asOf);
  const approved = approvedInTime(permit);
  const headroom = permit.register.headroom;
  const full: Truth = headroom === null ? U : headroom < 1 ? T : F;
  const overCap = and(prk, full);
  const cap = and(overCap, not(approved));
  const unionCap = union && asOf >= '2017-09-14' ? cap : F;
  let missing = cap === U ? unknown(prk, NATIONALITIES) | unknown(full, HEADROOM) | unknown(approved, APPROVALS) : 0;
  let exempted = overCap === T && approved === T;

  let ban: Truth = F;
  let unionBan: Truth = F;
  if (asOf >= '2017-09-11') {
    const resides = truth(permit.worker.residesOnOtherTitle);
    const caught = and(prk, or(not(resides), ADMISSION));
    const spared = signedBefore2375(permit);
    const mayBe = unknown(prk, NATIONALITIES) | admissionUnknown(resides) | unknown(approved, APPROVALS);
    ban = and(caught, and(not(approved), not(spared)));
    if (ban === U) missing |= mayBe | contractUnknown(permit, spared);
    exempted ||= caught === T && (approved === T || spared === T);
    if (union && asOf >= '2017-10-16') {
      const sparedByUnion = signedBeforeForUnion(permit);
      unionBan = and(caught, and(not(approved), not(sparedByUnion)));
      if (unionBan === U) missing |= mayBe | contractUnknown(permit, sparedByUnion);
    }
  }
  const refused: Truth = permit.host === 'MNG' && asOf >= '2018-01-26' ? prk : F;
  if (refused === U) missing |= NATIONALITIES;
  const un = bars(NEEDS_APPROVAL, or(cap, ban));
  const national = together(bars(BARRED, refused), bars(NEEDS_APPROVAL, or(unionCap, unionBan)));
  return row(permit, un, national, exempted, null, missing, ON_AUTHORISE[cap + 3 * ban + 9 * refused + 27 * unionCap + 81 * unionBan]);
}

function renew(permit: Permit): Row {
  const { asOf, host } = permit;
  const prk = holds(permit.worker.nationalities, 'PRK');
  if (prk === F || asOf < '2017-09-11') return nothingBars(permit);

  const mongolian = host === 'MNG' && asOf >= '2017-12-03';
  const isNew: Truth = mongolian ? T : U; // only Mongolia has said that a renewal counts, and from that day on
  const resides = truth(permit.worker.residesOnOtherTitle);
  const approved = approvedInTime(permit);
  const spared = signedBefore2375(permit);
  const caught = and(isNew, and(prk, or(not(resides), ADMISSION)));
  const ban = and(caught, and(not(approved), not(spared)));
  let missing = 0;
  if (ban === U) {
    missing = unknown(isNew, RENEWAL_IS_NEW) | unknown(prk, NATIONALITIES) | admissionUnknown(resides);
    missing |= unknown(approved, APPROVALS) | contractUnknown(permit, spared);
  }
  const exempted = caught === T && (approved === T || spared === T);

  const refused: Truth = mongolian ? prk : F;
  if (refused === U) missing |= NATIONALITIES;
  let unionRefused: Truth = F;
  if (asOf >= '2017-10-16' && isMemberState(host, asOf)) {
    const prohibited = returnProhibited(permit);
    unionRefused = and(prk, not(prohibited));
    if (unionRefused === U) missing |= unknown(prk, NATIONALITIES) | unknown(prohibited, RETURN_PROHIBITED);
  }
  const national = bars(BARRED, or(refused, unionRefused));
  return row(permit, bars(NEEDS_APPROVAL, ban), national, exempted, null, missing, ON_RENEW[ban + 3 * refused + 9 * unionRefused]);
}

function newContract(permit: Permit): Row {
  if (permit.host !== 'MNG' || permit.asOf < '2017-12-03') return nothingBars(permit);
  const prk = holds(permit.worker.nationalities, 'PRK');
  const ofPrivate = truth(permit.employer.private);
  const refused = and(prk, ofPrivate);
  const missing = refused === U ? unknown(prk, NATIONALITIES) | unknown(ofPrivate, PRIVATE) : 0;
  return row(permit, NOTHING, bars(BARRED, refused), false, null, missing, ON_CONTRACT[refused]);
}

/**
 * `employ` and `remain`: 2397 ¶8 for the UN; in Mongolia the announcement, which bars nothing, and the state's own day, which does;
 * in the Union its own day, one before the UN's.
 */
function stay(permit: Permit, lastDayInMongolia: string, texts: string[]): Row {
  const { worker, asOf, host } = permit;
  const prk = holds(worker.nationalities, 'PRK');
  if (prk === F || asOf < '2017-12-03') return nothingBars(permit);

  const prohibited = returnProhibited(permit);
  const immune = truth(worker.immunity);
  const own = holds(worker.nationalities, host);
  const sheltered = or(prohibited, immune);
  const excepted = or(own, sheltered);
  const shelterUnknown = unknown(prk, NATIONALITIES) | unknown(prohibited, RETURN_PROHIBITED) | unknown(immune, IMMUNITY);
  const exceptionUnknown = shelterUnknown | unknown(own, NATIONALITIES);
  const earns = truth(worker.earnsIncome);
  const oversees = truth(worker.safetyOverseer);
  let missing = 0;
  let workers: Truth = F;
  let attaches: Truth = F;
  let exempted = false;
  if (asOf >= '2017-12-22') {
    workers = and(and(prk, earns), not(excepted));
    attaches = and(and(prk, oversees), not(excepted));
    if (workers === U) missing |= unknown(earns, EARNS_INCOME) | exceptionUnknown;
    if (attaches === U) missing |= unknown(oversees, OVERSEER) | exceptionUnknown;
    exempted = prk === T && excepted === T && (earns === T || oversees === T);
  }
  let announced: Truth = F;
  let june: Truth = F;
  let union: Truth = F;
  if (host === 'MNG') {
    announced = prk;
    if (asOf >= '2018-01-26') june = and(prk, not(excepted));
    if (announced === U) missing |= NATIONALITIES;
    if (june === U) missing |= exceptionUnknown;
  } else if (asOf >= '2018-02-26' && isMemberState(host, asOf)) {
    const european = memberStateNational(worker.nationalities, asOf);
    const reached = or(earns, oversees);
    union = and(and(prk, reached), not(or(european, sheltered)));
    if (union === U) {
      missing |= shelterUnknown | unknown(european, NATIONALITIES);
      if (reached === U) missing |= unknown(earns, EARNS_INCOME) | unknown(oversees, OVERSEER);
    }
  }
  const un = asOf > '2019-12-22' ? bars(BARRED, or(workers, attaches)) : NOTHING;
  const barredInMongolia = asOf > lastDayInMongolia ? june : F;
  const barredInTheUnion = asOf > '2019-12-21' ? union : F;
  const returnBy = june === T ? lastDayInMongolia : union === T ? '2019-12-21' : workers === T || attaches === T ? '2019-12-22' : null;
  const text = texts[workers + 3 * attaches + 9 * announced + 27 * june + 81 * union];
  return row(permit, un, bars(BARRED, or(barredInMongolia, barredInTheUnion)), exempted, returnBy, missing, text);
}

const nothingBars = (permit: Permit): Row => row(permit, NOTHING, NOTHING, false, null, 0, '');

function row(
  permit: Permit,
  un: Layer,
  national: Layer,
  exempted: boolean,
  returnBy: string | null,
  missing: number,
  provisions: string | undefined,
): Row {
  const both = together(un, national);
  const isProtected = permit.worker.protectionAssessment === 'pending' || returnProhibited(permit) === T;
  return {
    id: permit.id,
    outcome: OUTCOMES[both],
    un: OUTCOMES[un],
    national: OUTCOMES[national],
    gap: settled(un) && settled(national) ? gap(both, un, exempted) : null,
    returnBy: isProtected ? null : returnBy,
    protected: isProtected,
    missing: MISSING_TEXT[missing] ?? '',
    provisions: provisions ?? '',
  };
}

function gap(both: Layer, un: Layer, exempted: boolean): Gap {
  if (strongest(both) === CLEAR) return 'none';
  if (both === un) return 'required-by-un';
  return exempted ? 'refused-though-allowed' : 'national-only';
}
