import { type Fact, REQUIRED_FACTS, type Vocabulary } from '../law/vocabulary.ts';
import { assignedCountryCodes, isCountryCode, nationalityRemedy } from '../values/countries.ts';
import { isIsoDate } from '../values/dates.ts';
import { type ErrorKind, type Place, ResoluteError } from '../values/errors.ts';
import { didYouMean } from '../values/nearest.ts';
import type { Approval, Case, FactValue } from './case.ts';

/** One thing that is wrong with a case. The same codes stand in a rejects file. */
export interface CaseProblem {
  readonly code:
    | 'unknown-field'
    | 'missing'
    | 'type'
    | 'date'
    | 'code'
    | 'ambiguous'
    | 'value'
    | 'empty-list'
    | 'null-element'
    | 'contradiction';
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
}

/** The case was refused at the door; nothing was decided. */
export class CaseRefused extends ResoluteError {
  readonly code = 'case.refused';
  readonly kind: ErrorKind = 'input';
  readonly remedy: string;
  override readonly place: Place;
  readonly problems: readonly CaseProblem[];
  constructor(problems: readonly CaseProblem[]) {
    const first = problems[0];
    super(
      first === undefined
        ? 'The case cannot be read.'
        : `${first.field}: ${first.reason}${problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''}`,
    );
    this.remedy = first?.remedy ?? 'See DECISION, the case.';
    this.place = first === undefined ? {} : { field: first.field, value: first.value };
    this.problems = problems;
  }
}

/** The door of the law: one for a program's object, a line of JSON and a row of a file. */
export interface Door {
  /** @throws CaseRefused with every problem of the case, not only the first */
  readonly admit: (input: unknown) => Case;
  readonly inspect: (input: unknown) => { readonly case: Case; readonly problems: readonly CaseProblem[] };
}

/** @param questions ids of the open questions that a case may assume an answer to */
export function doorOf(vocabulary: Vocabulary, questions: readonly string[]): Door {
  const inspect = (input: unknown): { readonly case: Case; readonly problems: readonly CaseProblem[] } =>
    new Inspection(vocabulary, questions).of(input);
  return {
    inspect,
    admit: (input) => {
      const { case: admitted, problems } = inspect(input);
      if (problems.length > 0) throw new CaseRefused(problems);
      return admitted;
    },
  };
}

class Inspection {
  readonly #vocabulary: Vocabulary;
  readonly #questions: readonly string[];
  readonly #problems: CaseProblem[] = [];

  constructor(vocabulary: Vocabulary, questions: readonly string[]) {
    this.#vocabulary = vocabulary;
    this.#questions = questions;
  }

  of(input: unknown): { readonly case: Case; readonly problems: readonly CaseProblem[] } {
    const top = this.#record(input, '', 'A case is an object with the fields of DECISION.') ?? {};
    const id = this.#id(top.id);
    const groups = new Map<string, Readonly<Record<string, unknown>>>();
    this.#refuseUnknown(top, groups);
    const values = this.#vocabulary.facts.map((fact) => {
      const [head = '', field] = fact.name.split('.');
      const raw = field === undefined ? top[head] : groups.get(head)?.[field];
      return raw === undefined || raw === null ? this.#absent(fact, input) : this.#value(fact, raw);
    });
    return {
      case: {
        id,
        values: settleProtection(this.#vocabulary, values, (problem) => this.#problems.push(problem)),
        assumed: this.#assumed(top.interpretation),
      },
      problems: this.#problems,
    };
  }

  #refuse(code: CaseProblem['code'], field: string, value: unknown, reason: string, remedy: string): null {
    this.#problems.push({ code, field, value: shown(value), reason, remedy });
    return null;
  }

  #record(value: unknown, field: string, remedy: string): Readonly<Record<string, unknown>> | null {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
    return this.#refuse('type', field === '' ? 'case' : field, value, 'An object is needed here.', remedy);
  }

  #id(value: unknown): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    if (Number.isSafeInteger(value)) return String(value);
    return this.#refuse('type', 'id', value, "The caller's key is a text.", 'Write `id` as a text.');
  }

  #refuseUnknown(top: Readonly<Record<string, unknown>>, groups: Map<string, Readonly<Record<string, unknown>>>): void {
    const names = this.#vocabulary.facts.map((fact) => fact.name);
    const heads = new Set(names.map((name) => name.split('.')[0] ?? name));
    for (const [key, value] of Object.entries(top)) {
      if (key === 'id' || key === 'interpretation' || names.includes(key)) continue;
      if (!heads.has(key)) {
        this.#refuse(
          'unknown-field',
          key,
          value,
          `\`${key}\` is not a field of a case.${didYouMean(key, ['id', ...heads, ...names])}`,
          'Use the names of DECISION; nothing is read from a field that nobody knows.',
        );
        continue;
      }
      if (value === null || value === undefined) continue;
      const group = this.#record(value, key, `Write \`${key}\` as an object with its fields.`);
      if (group === null) continue;
      groups.set(key, group);
      const fields = names.filter((name) => name.startsWith(`${key}.`)).map((name) => name.slice(key.length + 1));
      for (const field of Object.keys(group))
        if (!fields.includes(field))
          this.#refuse(
            'unknown-field',
            `${key}.${field}`,
            group[field],
            `\`${key}.${field}\` is not a field of a case.${didYouMean(`${key}.${field}`, names)}`,
            `Fields of \`${key}\`: ${fields.join(', ')}.`,
          );
    }
  }

  #absent(fact: Fact, input: unknown): null {
    if (typeof input === 'object' && input !== null && (REQUIRED_FACTS as readonly string[]).includes(fact.name))
      this.#refuse('missing', fact.name, null, `\`${fact.name}\` is missing.`, fact.question.en);
    return null;
  }

  #value(fact: Fact, raw: unknown): FactValue {
    const { name } = fact;
    switch (fact.type) {
      case 'bool':
        return typeof raw === 'boolean'
          ? raw
          : this.#refuse(
              'type',
              name,
              raw,
              'True or false is needed.',
              'Write true or false without quotation marks; leave it out when it is not known.',
            );
      case 'integer':
        return typeof raw === 'number' && Number.isInteger(raw) && Math.abs(raw) <= 2_147_483_647
          ? raw
          : this.#refuse(
              'type',
              name,
              raw,
              'A whole number is needed.',
              'Write a whole number without quotation marks; leave it out when it is not known.',
            );
      case 'date':
        return this.#date(name, raw);
      case 'country':
        return this.#host(name, raw);
      case 'text':
        return typeof raw === 'string' && (fact.values?.includes(raw) ?? true)
          ? raw
          : this.#refuse(
              'value',
              name,
              raw,
              `\`${shown(raw)}\` is not one of ${(fact.values ?? []).join(', ')}.${typeof raw === 'string' ? didYouMean(raw, fact.values ?? []) : ''}`,
              `Use one of ${(fact.values ?? []).join(', ')}.`,
            );
      case 'countries':
        return this.#nationalities(name, raw);
      case 'approvals':
        return this.#approvals(name, raw);
    }
  }

  #date(field: string, raw: unknown): string | null {
    if (typeof raw === 'string' && isIsoDate(raw)) return raw;
    const form = typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw);
    return this.#refuse(
      'date',
      field,
      raw,
      form ? `\`${shown(raw)}\` is not a day that exists.` : 'A date is needed.',
      'Write the day as YYYY-MM-DD; leave it out when it is not known.',
    );
  }

  #host(field: string, raw: unknown): string | null {
    if (typeof raw === 'string' && (assignedCountryCodes.includes(raw) || raw === 'XKX')) return raw;
    return this.#refuse(
      'code',
      field,
      raw,
      `\`${shown(raw)}\` is not the code of a state.`,
      typeof raw === 'string' && isCountryCode(raw.toUpperCase())
        ? `Write \`${raw.toUpperCase()}\`.`
        : 'Use an ISO 3166-1 alpha-3 code such as MNG or QAT.',
    );
  }

  #nationalities(field: string, raw: unknown): readonly string[] | null {
    if (!Array.isArray(raw))
      return this.#refuse(
        typeof raw === 'string' ? 'code' : 'type',
        field,
        raw,
        'A list of nationalities is needed.',
        typeof raw === 'string' ? nationalityRemedy(raw) : 'Write a list such as ["PRK"].',
      );
    if (raw.length === 0)
      return this.#refuse(
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
          this.#refuse(
            'null-element',
            field,
            raw,
            'The list has an empty place.',
            'Leave the whole list out when one nationality is not known.',
          ) !== null;
      else if (typeof code !== 'string' || !isCountryCode(code))
        good =
          this.#refuse(
            isAmbiguous(code) ? 'ambiguous' : 'code',
            field,
            code,
            isAmbiguous(code) ? `\`${shown(code)}\` may be either of two states.` : `\`${shown(code)}\` is not a nationality code.`,
            nationalityRemedy(shown(code)),
          ) !== null;
    }
    return good ? (raw as readonly string[]) : null;
  }

  #approvals(field: string, raw: unknown): readonly Approval[] | null {
    if (!Array.isArray(raw))
      return this.#refuse(
        'type',
        field,
        raw,
        'A list of approvals is needed.',
        'Write a list such as [{"committee":"1718","approvedOn":"2017-10-02"}]; [] says that there is none.',
      );
    const before = this.#problems.length;
    const approvals = (raw as readonly unknown[]).map((entry, i) => this.#approval(`${field}[${i}]`, entry));
    return this.#problems.length > before ? null : approvals.filter((approval) => approval !== null);
  }

  #approval(field: string, entry: unknown): Approval | null {
    if (entry === null || entry === undefined)
      return this.#refuse('null-element', field, entry, 'The list has an empty place.', 'Leave the whole list out when nobody looked.');
    const record = this.#record(entry, field, 'Write {"committee":"1718","approvedOn":"2017-10-02"}.');
    if (record === null) return null;
    for (const key of Object.keys(record))
      if (key !== 'committee' && key !== 'approvedOn')
        this.#refuse(
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
      this.#refuse('type', `${field}.committee`, committee, 'The name of a committee is needed.', 'Write "1718".');
    return {
      committee: typeof name === 'string' ? name : null,
      approvedOn: approvedOn === null ? null : this.#date(`${field}.approvedOn`, approvedOn),
    };
  }

  #assumed(raw: unknown): Readonly<Record<string, boolean>> {
    if (raw === undefined || raw === null) return NOTHING_ASSUMED;
    const record = this.#record(raw, 'interpretation', 'Write {"renewal-is-new-authorisation": true}.') ?? {};
    const assumed: Record<string, boolean> = {};
    for (const [id, answer] of Object.entries(record)) {
      const field = `interpretation.${id}`;
      if (!this.#questions.includes(id))
        this.#refuse(
          'unknown-field',
          field,
          answer,
          `\`${id}\` is not an open question of these regimes.${didYouMean(id, this.#questions)}`,
          `Open questions: ${this.#questions.join(', ')}.`,
        );
      else if (typeof answer === 'boolean') assumed[id] = answer;
      else if (answer !== null && answer !== undefined)
        this.#refuse('type', field, answer, 'True or false is needed.', 'Write true or false; leave it out to keep the question open.');
    }
    return assumed;
  }
}

const NOTHING_ASSUMED: Readonly<Record<string, boolean>> = Object.freeze({});

/**
 * The procedure settles the fact: `upheld` means that return is prohibited, `refused` that it is not, `pending` that nobody
 * knows yet. What was entered beside it must agree (DECISION, the case).
 */
function settleProtection(vocabulary: Vocabulary, values: FactValue[], refuse: (problem: CaseProblem) => void): readonly FactValue[] {
  const assessmentAt = vocabulary.facts.findIndex((fact) => fact.name === 'worker.protectionAssessment');
  const prohibitedAt = vocabulary.facts.findIndex((fact) => fact.name === 'worker.returnProhibited');
  const assessment = values[assessmentAt];
  const entered = values[prohibitedAt];
  if (prohibitedAt < 0 || (assessment !== 'upheld' && assessment !== 'refused' && assessment !== 'pending')) return values;
  const settled = assessment === 'pending' ? null : assessment === 'upheld';
  if (entered !== null && entered !== settled)
    refuse({
      code: 'contradiction',
      field: 'worker.returnProhibited',
      value: shown(entered),
      reason: `The assessment is ${assessment}, which ${settled === null ? 'leaves it open whether return is prohibited' : `makes this ${String(settled)}`}.`,
      remedy:
        settled === null
          ? 'Leave worker.returnProhibited out while the assessment is pending.'
          : 'Correct the assessment or worker.returnProhibited; nobody is sent back on a contradiction.',
    });
  values[prohibitedAt] = settled;
  return values;
}

function isAmbiguous(code: unknown): boolean {
  return typeof code === 'string' && nationalityRemedy(code).startsWith('Say which');
}

/** The value as it was given, short enough for a message. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
