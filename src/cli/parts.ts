/** The headings of the list of commands, in the order in which a newcomer meets them. */
export const PARTS = {
  begin: 'Begin here',
  cases: 'Decide cases, without a register',
  law: 'The law',
  register: 'The register',
  service: 'The service, its data and its people',
} as const;

export type Part = keyof typeof PARTS;
