/** The words of the interview itself, in English; questions and answers about the law stand in the regimes. */
export const ASKED = {
  notKnown: 'not known',
  anything: 'anything',
  anythingElse: 'anything else',
  otherNationality: 'another nationality',
  noApproval: 'none',
  noSuchApproval: 'none, or only others (too late, or by another committee)',
  otherHost: 'another state, without measures of its own in this law',
} as const;
