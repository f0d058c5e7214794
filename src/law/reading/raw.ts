import type { Basis, Citation, Confidence, Effect, Strength } from '../regime.ts';
import type { Act, FactType, Words } from '../vocabulary.ts';

/** The files of a regime as YAML gives them, after their schema was checked. Names follow the files: snake case. */
export type RawDay = string | ({ readonly after: string } & ({ readonly days: number } | { readonly months: number }));
export interface RawCite {
  readonly instrument: string;
  readonly paragraph: string | number;
}
export interface RawException {
  readonly id: string;
  readonly cite: RawCite;
  readonly when: string;
  readonly words: Words;
  readonly confidence?: Confidence;
  readonly unless?: readonly RawException[];
}
export interface RawDuty {
  readonly ends: 'stay' | 'work';
  readonly from: string;
  readonly by: RawDay;
}
export interface RawProvision {
  readonly id: string;
  readonly layer: string;
  readonly cite: RawCite;
  readonly effect: Effect;
  readonly strength?: Strength;
  readonly basis?: Basis;
  readonly governs: readonly (Act | { readonly act: Act; readonly where: string })[];
  readonly in_force: { readonly from: string; readonly until?: string };
  readonly tested_on?: string;
  readonly when: string;
  readonly unless?: readonly RawException[];
  readonly duty?: RawDuty;
  readonly cap?: { readonly baseline_on: string; readonly counts: string };
  readonly about?: 'case' | 'data-quality';
  readonly words: Words;
  readonly confidence: Confidence;
  readonly notes?: Words;
  readonly against?: Words;
}
export interface RawRegime {
  readonly id: string;
  readonly title: Words;
  readonly about: Words;
  readonly params?: readonly { readonly name: string; readonly value: string | number | boolean; readonly words: Words }[];
  readonly layers: readonly {
    readonly id: string;
    readonly title: Words;
    readonly hosts?: readonly (string | { readonly code: string; readonly until: string })[];
  }[];
  readonly terms?: readonly {
    readonly id: string;
    readonly means: string;
    readonly words: { readonly is: Words; readonly isNot?: Words };
  }[];
}
export interface RawInstrument {
  readonly id: string;
  readonly title: Words;
  readonly kind: 'resolution' | 'act' | 'report' | 'statement';
  readonly issued_by: string;
  readonly adopted_on: string;
  readonly words: Words;
  readonly confidence: Confidence;
  readonly sources: readonly string[];
}
export interface RawQuestion {
  readonly id: string;
  readonly words: Words;
  readonly about: Words;
  readonly besides?: readonly string[];
  readonly positions?: readonly {
    readonly by: string;
    readonly host?: string;
    readonly on?: string;
    readonly answers?: boolean;
    readonly words: Words;
    readonly sources?: readonly string[];
    readonly confidence: Confidence;
  }[];
}
export interface RawDeadline {
  readonly id: string;
  readonly cite: RawCite;
  readonly addressee: string;
  readonly on: RawDay;
  readonly words: Words;
  readonly confidence: Confidence;
}
export interface RawDraft {
  readonly id: string;
  readonly status: 'draft';
  readonly title: Words;
  readonly circulated_on: string;
  readonly words: Words;
  readonly sources: readonly string[];
  readonly changes?: readonly {
    readonly provision: string;
    readonly duty?: Partial<RawDuty>;
    readonly when?: string;
    readonly in_force?: { readonly from: string; readonly until?: string };
    readonly unless?: readonly RawException[];
    readonly words?: Words;
  }[];
  readonly adds?: readonly RawProvision[];
}
export interface RawCase {
  readonly name: string;
  readonly given: { readonly [field: string]: unknown };
  readonly expect: { readonly [key: string]: unknown };
  readonly because?: string;
  readonly under?: string;
}
export interface RawFacts {
  readonly facts: readonly {
    readonly name: string;
    readonly type: FactType;
    readonly values?: readonly string[];
    readonly required?: boolean;
    readonly question: Words;
    readonly words: { readonly is: Words; readonly isNot?: Words };
    readonly used_by?: string;
  }[];
  readonly labels?: readonly { readonly name: string; readonly words: Words }[];
}

export function citation(cite: RawCite): Citation {
  return { instrument: cite.instrument, paragraph: String(cite.paragraph) };
}
