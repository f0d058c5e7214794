import type { Case } from '../../decide/case.ts';
import type { Compiled } from '../../decide/compile.ts';
import type { Door } from '../../decide/door.ts';
import { type Answer, isQuestionOfLaw } from '../../decide/interview/progress.ts';
import { admitPart, put, type RawCase } from '../../decide/interview/sitting.ts';
import { JsonUnreadable } from '../errors.ts';

const PROHIBITED = 'worker.returnProhibited';
const ASSESSMENT = 'worker.protectionAssessment';

/** Answers that were written down beforehand: dotted names with values, or a case; `null` says "not known". */
export class WrittenAnswers {
  readonly #law: Compiled;
  readonly #raw: RawCase;
  readonly #case: Case;

  /** @throws CaseRefused for a name or value that no case may have */
  constructor(law: Compiled, door: Door, file: string, json: unknown) {
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw new JsonUnreadable(file, `${file} holds no answers: one JSON object is needed.`, 1, 1);
    this.#law = law;
    this.#raw = Object.entries(json).reduce<RawCase>((raw, [name, value]) => merged(raw, name, value), {});
    this.#case = admitPart(door, this.#raw);
  }

  /** The answers to a question, or undefined where the file is silent. A procedure on the return travels with its answer. */
  to(name: string): readonly Answer[] | undefined {
    if (isQuestionOfLaw(name)) {
      const id = name.slice(name.indexOf('.') + 1);
      const assumed = this.#case.assumed[id];
      return assumed === undefined ? this.#silence(name) : [{ name, value: assumed }];
    }
    const value = this.#valueOf(name);
    const procedure = name === PROHIBITED ? this.#valueOf(ASSESSMENT) : null;
    const beside = procedure === null ? [] : [{ name: ASSESSMENT, value: procedure }];
    if (procedure === 'pending') return [{ name, value: null }, ...beside];
    return value === null ? this.#silence(name) : [{ name, value }, ...beside];
  }

  #valueOf(name: string): Case['values'][number] {
    return this.#case.values[this.#law.programme.names.fact(name)] ?? null;
  }

  #silence(name: string): readonly Answer[] | undefined {
    const dot = name.indexOf('.');
    const group = dot < 0 ? this.#raw : this.#raw[name.slice(0, dot)];
    const isWritten = typeof group === 'object' && group !== null && Object.hasOwn(group, dot < 0 ? name : name.slice(dot + 1));
    return isWritten ? [{ name, value: null }] : undefined;
  }
}

/** A group such as `worker` may stand beside dotted names of the same group. */
function merged(raw: RawCase, name: string, value: unknown): RawCase {
  if (name.includes('.') || typeof value !== 'object' || value === null || Array.isArray(value)) return put(raw, name, value);
  return Object.entries(value).reduce((sum, [field, inner]) => put(sum, `${name}.${field}`, inner), raw);
}
