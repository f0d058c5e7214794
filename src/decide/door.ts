import { type Fact, REQUIRED_FACTS, type Vocabulary } from '../law/vocabulary.ts';
import { didYouMean } from '../values/nearest.ts';
import type { Case } from './case.ts';
import { readFact, recordOr, settleProtection } from './fact-door.ts';
import { type CaseProblem, CaseRefused, type Refuse, shown } from './problems.ts';

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
    const top = recordOr(this.#refuse, input, '', 'A case is an object with the fields of DECISION.') ?? {};
    const id = this.#id(top.id);
    const groups = new Map<string, Readonly<Record<string, unknown>>>();
    this.#refuseUnknown(top, groups);
    const values = this.#vocabulary.facts.map((fact) => {
      const [head = '', field] = fact.name.split('.');
      const raw = field === undefined ? top[head] : groups.get(head)?.[field];
      return raw === undefined || raw === null ? this.#absent(fact, input) : readFact(this.#refuse, fact, raw);
    });
    return {
      case: {
        id,
        values: settleProtection(this.#refuse, this.#vocabulary, values),
        assumed: this.#assumed(top.interpretation),
      },
      problems: this.#problems,
    };
  }

  readonly #refuse: Refuse = (code, field, value, reason, remedy) => {
    this.#problems.push({ code, field, value: shown(value), reason, remedy });
    return null;
  };

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
      if (key === 'id' || key === 'interpretation' || (names.includes(key) && !key.includes('.'))) continue;
      if (!heads.has(key)) {
        this.#refuse(
          'unknown-field',
          key,
          value,
          `\`${key}\` is not a field of a case.${names.includes(key) ? '' : didYouMean(key, ['id', ...heads, ...names])}`,
          names.includes(key)
            ? `Write it as a group: {"${key.split('.')[0]}": {"${key.split('.')[1]}": …}}.`
            : 'Use the names of DECISION; nothing is read from a field that nobody knows.',
        );
        continue;
      }
      if (value === null || value === undefined) continue;
      const group = recordOr(this.#refuse, value, key, `Write \`${key}\` as an object with its fields.`);
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

  #assumed(raw: unknown): Readonly<Record<string, boolean>> {
    if (raw === undefined || raw === null) return NOTHING_ASSUMED;
    const record = recordOr(this.#refuse, raw, 'interpretation', 'Write {"renewal-is-new-authorisation": true}.') ?? {};
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
