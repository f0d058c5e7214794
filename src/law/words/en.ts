/** The words that join the words of the law, in English; the law's own stand in the regimes. */
export const EN = {
  always: 'this holds always',
  never: 'this never holds',
  notTheCase: 'it is not the case that',
  veryDay: 'on that very day itself it cannot be told',
  comparisons: {
    date: {
      '==': 'is',
      '!=': 'is not',
      '<': 'is before',
      '<=': 'is no later than',
      '>': 'is after',
      '>=': 'is no earlier than',
    },
    int: {
      '==': 'is',
      '!=': 'is not',
      '<': 'is less than',
      '<=': 'is at most',
      '>': 'is more than',
      '>=': 'is at least',
    },
    text: { '==': 'is', '!=': 'is not' },
  },
  /** The fields of a record in a list. */
  fields: { committee: 'the committee', approvedOn: 'the day of approval' } as Readonly<Record<string, string>>,
} as const;
