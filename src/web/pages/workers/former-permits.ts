import type { Section, Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

interface FormerPermit {
  readonly category: string;
  readonly office: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Permits of other offices and categories, as they were told; nothing where nobody told of any, or may be told. */
export function formerPermitsSection({ words: { t, date } }: Visit, { formerPermits }: Values): readonly Section[] {
  if (!Array.isArray(formerPermits) || formerPermits.length === 0) return [];
  return [
    {
      id: 'former-permits',
      title: t('fields.formerPermits'),
      heads: [t('fields.category'), t('fields.office'), t('fields.validFrom'), t('fields.validTo')],
      lines: (formerPermits as readonly FormerPermit[]).map(({ category, office, validFrom, validTo }) => [
        category,
        office,
        validFrom === null ? null : date(validFrom),
        validTo === null ? null : date(validTo),
      ]),
    },
  ];
}
