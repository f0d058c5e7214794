/** The words of the hand-written JavaScript: Kleene's tables as arithmetic, facts as bits, and the texts that follow from them, made once. */
import type { Permit } from '../workload/cases.ts';

/** Kleene's three values as numbers: *and* is the smaller, *or* the larger, *not* is 2 minus. */
export type Truth = 0 | 1 | 2;
export const F = 0;
export const U = 1;
export const T = 2;

export const and = (a: Truth, b: Truth): Truth => (a < b ? a : b);
export const or = (a: Truth, b: Truth): Truth => (a > b ? a : b);
export const not = (a: Truth): Truth => (2 - a) as Truth;
export const truth = (value: boolean | null | undefined): Truth => (value === true ? T : value === false ? F : U);

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
export const APPROVALS = bit('approvals');
export const FINALISED_ON = bit('contract.finalisedOn');
export const WRITTEN = bit('contract.written');
export const PRIVATE = bit('employer.private');
const ADMISSION_NEXUS = bit('interpretation.admission-nexus');
export const RENEWAL_IS_NEW = bit('interpretation.renewal-is-new-authorisation');
export const HEADROOM = bit('register.headroom');
export const EARNS_INCOME = bit('worker.earnsIncome');
export const IMMUNITY = bit('worker.immunity');
export const NATIONALITIES = bit('worker.nationalities');
export const RESIDES = bit('worker.residesOnOtherTitle');
export const RETURN_PROHIBITED = bit('worker.returnProhibited');
export const OVERSEER = bit('worker.safetyOverseer');

const MEMBER_STATES = new Set(
  'AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(' '),
);

export const MISSING_TEXT = Array.from({ length: 1 << FACTS.length }, (_, mask) => FACTS.filter((_fact, at) => mask & (1 << at)).join('|'));

/** The provisions that can stand on one act, and the text of each combination of their values: `values` is read as digits to the base 3. */
export function provisionTexts(...ids: string[]): string[] {
  return Array.from({ length: 3 ** ids.length }, (_, values) =>
    ids
      .map((id, at) => ['', `${id}?`, id][Math.trunc(values / 3 ** at) % 3])
      .filter((text) => text !== '')
      .join('|'),
  );
}
export const unknown = (value: Truth, fact: number): number => (value === U ? fact : 0);

/** Whether a list holds a code. A null in the list may be that code. */
export function holds(list: (string | null)[] | null, code: string): Truth {
  if (list === null) return U;
  let found: Truth = F;
  for (const element of list) {
    if (element === code) return T;
    if (element === null) found = U;
  }
  return found;
}

export function approvedInTime(permit: Permit): Truth {
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
export function signedBefore2375(permit: Permit): Truth {
  const { written, finalisedOn } = permit.contract;
  const before: Truth = finalisedOn === null || finalisedOn === '2017-09-11' ? U : finalisedOn < '2017-09-11' ? T : F;
  return and(truth(written), before);
}

/** The Union's exception for the same contracts names the day, so a contract of that day is not spared. */
export function signedBeforeForUnion(permit: Permit): Truth {
  const { written, finalisedOn } = permit.contract;
  return and(truth(written), finalisedOn === null ? U : finalisedOn < '2017-09-11' ? T : F);
}

/** Whether the state was bound by the Union's law that day. */
export const isMemberState = (code: string, day: string): boolean => MEMBER_STATES.has(code) || (code === 'GBR' && day <= '2020-12-31');

/** A national of a Member State, the United Kingdom's until it left. */
export function memberStateNational(list: (string | null)[] | null, day: string): Truth {
  if (list === null) return U;
  let found: Truth = F;
  for (const code of list) {
    if (code === null) found = U;
    else if (MEMBER_STATES.has(code) || (code === 'GBR' && day <= '2020-01-31')) return T;
  }
  return found;
}

/** What keeps either form of that exception from being known. */
export function contractUnknown(permit: Permit, spared: Truth): number {
  if (spared !== U) return 0;
  const { written, finalisedOn } = permit.contract;
  return (written === null ? WRITTEN : 0) | (finalisedOn === null || finalisedOn === '2017-09-11' ? FINALISED_ON : 0);
}

/** `not resides, or admission-nexus`, the question being open: known only of a person who resides on no other title. */
/** The question `admission-nexus` is open: nobody has answered it. */
export const ADMISSION: Truth = U;

export const admissionUnknown = (resides: Truth): number => (resides === F ? 0 : ADMISSION_NEXUS | unknown(resides, RESIDES));

/** The assessment settles the prohibition where it has been made; pending leaves it unknown. */
export function returnProhibited(permit: Permit): Truth {
  const { returnProhibited: stated, protectionAssessment } = permit.worker;
  if (stated !== null) return truth(stated);
  return protectionAssessment === 'upheld' ? T : protectionAssessment === 'refused' ? F : U;
}
