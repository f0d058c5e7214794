import type { CaseInput, FactValue } from '../../decide/case.ts';
import type { LawInForce } from '../../office/law.ts';
import type { Model } from '../answer.ts';
import type { Words } from '../words/words.ts';

/** Records that a case was read from, by the first part of a fact's name. */
export type Sources = Readonly<Record<string, { readonly href: string; readonly text: string } | undefined>>;

const REQUIRED = new Set(['host', 'act', 'asOf']);

/** Every fact of a case with its value and the record that it comes from; what nobody knows stands by itself. The view is `law/facts`. */
export function factsModel(input: CaseInput, { compiled }: LawInForce, words: Words, sources: Sources): Model {
  const { vocabulary } = compiled.programme;
  const { values } = compiled.admit(input);
  const rows = vocabulary.facts.flatMap((fact, at) => {
    if (REQUIRED.has(fact.name)) return [];
    const source = sources[fact.name.split('.')[0] ?? ''];
    return [{ question: fact.question.en, value: valueWords(values[at] ?? null, words), source: source ?? null }];
  });
  return {
    known: rows.filter(({ value }) => value !== null),
    unknown: rows.filter(({ value }) => value === null),
    hasSources: Object.keys(sources).length > 0,
  };
}

/** A fact as a person would say it; null where nobody knows. */
export function valueWords(value: FactValue, { t, date, country, maybe, number }: Words): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return t(value ? 'fields.yes' : 'fields.no');
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string')
    return /^\d{4}-\d{2}-\d{2}$/.test(value)
      ? date(value)
      : /^[A-Z]{3}$/.test(value)
        ? country(value)
        : (maybe(`values.${value}`) ?? value);
  if (value.length === 0) return t('records.none');
  return value
    .map((one) =>
      typeof one === 'object' && one !== null
        ? `${one.committee ?? t('office.not-known')}, ${one.approvedOn === null ? t('office.not-known') : date(one.approvedOn)}`
        : one === null
          ? t('office.not-known')
          : country(String(one)),
    )
    .join('; ');
}
