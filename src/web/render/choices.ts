/** A thing to choose, as a page's model writes it. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

/** As GOV.UK's radios and checkboxes take them. */
export const choiceItems = (choices: readonly Choice[]): readonly object[] =>
  choices.map(({ value, text, hint }) => ({ value, text, ...(hint === undefined ? {} : { hint: { text: hint } }) }));

/** As GOV.UK's select takes them. @param empty what stands first, for nothing chosen */
export const selectItems = (choices: readonly Choice[], empty?: string): readonly object[] => [
  { value: '', text: empty ?? '' },
  ...choices.map(({ value, text }) => ({ value, text })),
];
