import type { Fact, Vocabulary } from '../law/vocabulary.ts';
import { assignedCountryCodes, isCountryCode, nationalityRemedy } from '../values/countries.ts';
import { isIsoDate } from '../values/dates.ts';
import { didYouMean } from '../values/nearest.ts';
import type { Approval, FactValue } from './case.ts';
import { type Refuse, shown } from './problems.ts';

export function recordOr(refuse: Refuse, value: unknown, field: string, remedy: string): Readonly<Record<string, unknown>> | null {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  return refuse('type', field === '' ? 'case' : field, value, 'An object is needed here.', remedy);
}

/** The value of a fact that somebody gave, or null after refusing it. */
export function readFact(refuse: Refuse, fact: Fact, raw: unknown): FactValue {
  const { name } = fact;
  switch (fact.type) {
    case 'bool':
      return typeof raw === 'boolean'
        ? raw
        : refuse(
            'type',
            name,
            raw,
            'True or false is needed.',
            'Write true or false without quotation marks; leave it out when it is not known.',
          );
    case 'integer':
      return typeof raw === 'number' && Number.isInteger(raw) && Math.abs(raw) <= 2_147_483_647
        ? raw
        : refuse(
            'type',
            name,
            raw,
            'A whole number is needed.',
            'Write a whole number without quotation marks; leave it out when it is not known.',
          );
    case 'date':
      return date(refuse, name, raw);
    case 'country':
      return host(refuse, name, raw);
    case 'text':
      return typeof raw === 'string' && (fact.values?.includes(raw) ?? true)
        ? raw
        : refuse(
            'value',
            name,
            raw,
            `\`${shown(raw)}\` is not one of ${(fact.values ?? []).join(', ')}.${typeof raw === 'string' ? didYouMean(raw, fact.values ?? []) : ''}`,
            `Use one of ${(fact.values ?? []).join(', ')}.`,
          );
    case 'countries':
      return nationalities(refuse, name, raw);
    case 'approvals':
      return approvals(refuse, name, raw);
  }
}

function date(refuse: Refuse, field: string, raw: unknown): string | null {
  if (typeof raw === 'string' && isIsoDate(raw)) return raw;
  const form = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw);
  return refuse(
    'date',
    field,
    raw,
    form ? `\`${shown(raw)}\` is not a day that exists.` : 'A date is needed.',
    'Write the day as YYYY-MM-DD; leave it out when it is not known.',
  );
}

function host(refuse: Refuse, field: string, raw: unknown): string | null {
  if (typeof raw === 'string' && (assignedCountryCodes.includes(raw) || raw === 'XKX')) return raw;
  return refuse(
    'code',
    field,
    raw,
    `\`${shown(raw)}\` is not the code of a state.`,
    typeof raw === 'string' && isCountryCode(raw.toUpperCase())
      ? `Write \`${raw.toUpperCase()}\`.`
      : 'Use an ISO 3166-1 alpha-3 code such as MNG or QAT.',
  );
}

function nationalities(refuse: Refuse, field: string, raw: unknown): readonly string[] | null {
  if (!Array.isArray(raw))
    return refuse(
      typeof raw === 'string' ? 'code' : 'type',
      field,
      raw,
      'A list of nationalities is needed.',
      typeof raw === 'string' ? nationalityRemedy(raw) : 'Write a list such as ["PRK"].',
    );
  if (raw.length === 0)
    return refuse(
      'empty-list',
      field,
      raw,
      'The list of nationalities is empty.',
      'Write ["XXA"] for a stateless person; leave it out when it is not known.',
    );
  let good = true;
  for (const code of raw as readonly unknown[]) {
    if (code === null || code === undefined)
      good =
        refuse(
          'null-element',
          field,
          raw,
          'The list has an empty place.',
          'Leave the whole list out when one nationality is not known.',
        ) !== null;
    else if (typeof code !== 'string' || !isCountryCode(code))
      good =
        refuse(
          isAmbiguous(code) ? 'ambiguous' : 'code',
          field,
          code,
          isAmbiguous(code) ? `\`${shown(code)}\` may be either of two states.` : `\`${shown(code)}\` is not a nationality code.`,
          nationalityRemedy(shown(code)),
        ) !== null;
  }
  return good ? (raw as readonly string[]) : null;
}

function approvals(refuse: Refuse, field: string, raw: unknown): readonly Approval[] | null {
  if (!Array.isArray(raw))
    return refuse(
      'type',
      field,
      raw,
      'A list of approvals is needed.',
      'Write a list such as [{"committee":"1718","approvedOn":"2017-10-02"}]; [] says that there is none.',
    );
  const entries = (raw as readonly unknown[]).map((entry, i) => approval(refuse, `${field}[${i}]`, entry));
  return entries.filter((entry) => entry !== null);
}

function approval(refuse: Refuse, field: string, entry: unknown): Approval | null {
  if (entry === null || entry === undefined)
    return refuse('null-element', field, entry, 'The list has an empty place.', 'Leave the whole list out when nobody looked.');
  const record = recordOr(refuse, entry, field, 'Write {"committee":"1718","approvedOn":"2017-10-02"}.');
  if (record === null) return null;
  for (const key of Object.keys(record))
    if (key !== 'committee' && key !== 'approvedOn')
      refuse(
        'unknown-field',
        `${field}.${key}`,
        record[key],
        `\`${key}\` is not a field of an approval.${didYouMean(key, ['committee', 'approvedOn'])}`,
        'An approval has `committee` and `approvedOn`.',
      );
  const committee = record.committee ?? null;
  const approvedOn = record.approvedOn ?? null;
  const name = typeof committee === 'number' ? String(committee) : committee;
  if (name !== null && (typeof name !== 'string' || name.trim() === ''))
    refuse('type', `${field}.committee`, committee, 'The name of a committee is needed.', 'Write "1718".');
  return {
    committee: typeof name === 'string' ? name : null,
    approvedOn: approvedOn === null ? null : date(refuse, `${field}.approvedOn`, approvedOn),
  };
}

function isAmbiguous(code: unknown): boolean {
  return typeof code === 'string' && nationalityRemedy(code).startsWith('Say which');
}

/**
 * The procedure settles the fact: `upheld` means that return is prohibited, `refused` that it is not, `pending` that nobody
 * knows yet. What was entered beside it must agree (DECISION, the case).
 */
export function settleProtection(refuse: Refuse, vocabulary: Vocabulary, values: FactValue[]): readonly FactValue[] {
  const assessmentAt = vocabulary.facts.findIndex((fact) => fact.name === 'worker.protectionAssessment');
  const prohibitedAt = vocabulary.facts.findIndex((fact) => fact.name === 'worker.returnProhibited');
  const assessment = values[assessmentAt];
  const entered = values[prohibitedAt];
  if (prohibitedAt < 0 || (assessment !== 'upheld' && assessment !== 'refused' && assessment !== 'pending')) return values;
  const settled = assessment === 'pending' ? null : assessment === 'upheld';
  if (entered !== null && entered !== settled)
    refuse(
      'contradiction',
      'worker.returnProhibited',
      entered,
      `The assessment is ${assessment}, which ${settled === null ? 'leaves it open whether return is prohibited' : `makes this ${String(settled)}`}.`,
      settled === null
        ? 'Leave worker.returnProhibited out while the assessment is pending.'
        : 'Correct the assessment or worker.returnProhibited; nobody is sent back on a contradiction.',
    );
  values[prohibitedAt] = settled;
  return values;
}
