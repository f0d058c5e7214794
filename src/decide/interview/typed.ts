import type { FactValue } from '../case.ts';
import type { Door } from '../door.ts';
import { CaseRefused } from '../problems.ts';
import type { InterviewQuestion } from './interview.ts';
import { admitPart, put, type RawCase } from './sitting.ts';

/** How an answer is typed, by the type of its fact. */
export const TYPED_AS: Readonly<Record<InterviewQuestion['type'], string>> = {
  bool: 'yes or no',
  text: 'one of the values',
  date: 'YYYY-MM-DD',
  integer: 'a whole number',
  country: 'a three-letter code such as MNG',
  countries: 'three-letter codes such as PRK, MNG',
  approvals: 'none, or committee:day such as 1718:2017-10-02',
};

/** What somebody typed, as a value of the fact; the door says what is wrong with it. */
export function typedValue(question: Pick<InterviewQuestion, 'type'>, typed: string): unknown {
  const clean = typed.trim();
  switch (question.type) {
    case 'integer':
      return /^[+-]?\d+$/.test(clean) ? Number(clean) : clean;
    case 'country':
      return clean.toUpperCase();
    case 'countries':
      return clean
        .split(/[\s,;|]+/)
        .filter((code) => code !== '')
        .map((code) => (code.length === 3 ? code.toUpperCase() : code));
    case 'approvals':
      return clean.toLowerCase() === 'none' ? [] : clean.split(/[\s,;|]+/).map(approval);
    default:
      return clean;
  }
}

function approval(text: string): unknown {
  const colon = text.indexOf(':');
  return colon < 0 ? text : { committee: text.slice(0, colon), approvedOn: text.slice(colon + 1) };
}

/** What is wrong with a typed answer, with what to do, or undefined. */
export function troubleWith(door: Door, raw: RawCase, name: string, value: unknown): string | undefined {
  try {
    admitPart(door, put(raw, name, value));
    return undefined;
  } catch (error) {
    if (!(error instanceof CaseRefused)) throw error;
    const [problem] = error.problems;
    return problem === undefined ? error.message : `${problem.reason} ${problem.remedy}`;
  }
}

/** The typed value after the door took it. */
export function admitted(door: Door, raw: RawCase, name: string, value: unknown, at: number): FactValue {
  return admitPart(door, put(raw, name, value)).values[at] ?? null;
}
