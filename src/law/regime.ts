import type { IsoDate } from '../values/dates.ts';
import type { Node } from './condition/ir.ts';
import type { Act, Vocabulary, Words } from './vocabulary.ts';

/** Where a sentence of law stands: instrument and paragraph, always both. */
export interface Citation {
  readonly instrument: string;
  readonly paragraph: string;
}

/** How sure we are of the wording: seen in an official text, read in a secondary source, background not checked, our inference. */
export type Confidence = 'text' | 'secondary' | 'background' | 'inference';

/** A condition as a lawyer wrote it, and as it was understood. */
export interface Condition {
  readonly source: string;
  readonly node: Node;
}

export interface Instrument {
  readonly id: string;
  readonly title: Words;
  readonly kind: 'resolution' | 'act' | 'report' | 'statement';
  readonly issuedBy: string;
  /** Day of adoption in New York for a resolution; day of publication or of the statement otherwise. */
  readonly adoptedOn: IsoDate;
  readonly confidence: Confidence;
  readonly words: Words;
  readonly sources: readonly string[];
}

/** The Council's layer binds every state; a national layer belongs to its hosts. */
export interface Layer {
  readonly id: string;
  readonly title: Words;
  /** `null`: every state. `until` is the last day on which the host belongs to the layer. */
  readonly hosts: readonly { readonly code: string; readonly until: IsoDate | null }[] | null;
}

/** A word that the regime defines once and its conditions use; computed once for a case. */
export interface Term {
  readonly id: string;
  readonly means: Condition;
  readonly words: { readonly is: Words; readonly isNot: Words };
}

/** What lifts a provision; an exception may have exceptions of its own, each a node with its own citation. */
export interface Exception {
  readonly id: string;
  readonly cite: Citation;
  readonly when: Condition;
  readonly unless: readonly Exception[];
  readonly words: Words;
  readonly confidence: Confidence;
}

/** `call` asks for attention and bars nothing; it stands apart from what decides. */
export type Effect = 'prohibit' | 'require' | 'cap' | 'call';
export type Strength = 'needs-approval' | 'barred';
/** What a national measure rests on. A statement can withhold, it cannot expel. */
export type Basis = 'act' | 'report' | 'statement';

/** A duty that runs from a day and ends with its last lawful day. */
export interface Duty {
  /** `stay`: the person leaves; `work`: the work ends. */
  readonly ends: 'stay' | 'work';
  readonly from: IsoDate;
  readonly by: IsoDate;
  /** How `by` was derived, for people: "24 months after 2017-12-22". */
  readonly working: string;
}

export interface Provision {
  readonly id: string;
  readonly layer: string;
  readonly cite: Citation;
  readonly effect: Effect;
  readonly strength: Strength | null;
  readonly basis: Basis | null;
  /** The acts it governs; `where` narrows one, for instance by an open question. */
  readonly governs: readonly { readonly act: Act; readonly where: Condition | null }[];
  readonly inForce: { readonly from: IsoDate; readonly until: IsoDate | null };
  /** The date of the case at which the law is read. */
  readonly testedOn: string;
  readonly when: Condition;
  readonly unless: readonly Exception[];
  readonly duty: Duty | null;
  /** For a cap: the day whose number must not be passed, and the term that says who is counted. */
  readonly cap: { readonly baselineOn: IsoDate; readonly counts: string } | null;
  /** Only a provision about the quality of data may ask whether a fact is known. */
  readonly about: 'case' | 'data-quality';
  readonly words: Words;
  readonly confidence: Confidence;
  readonly notes: Words | null;
  /** What speaks against an announced measure. */
  readonly against: Words | null;
}

/** What somebody holds on an open question. Only a position with `answers` and a host answers it there, from its day on. */
export interface Position {
  readonly by: string;
  readonly host: string | null;
  readonly on: IsoDate | null;
  readonly answers: boolean | null;
  readonly words: Words;
  readonly sources: readonly string[];
  readonly confidence: Confidence;
}

export interface Question {
  readonly id: string;
  readonly words: Words;
  readonly about: Words;
  /** The provisions beside which it is shown. */
  readonly besides: readonly string[];
  readonly positions: readonly Position[];
}

/** A day that the text sets for somebody, with its working. */
export interface Deadline {
  readonly id: string;
  readonly cite: Citation;
  readonly addressee: string;
  readonly on: IsoDate;
  readonly working: string;
  readonly words: Words;
  readonly confidence: Confidence;
}

/** An overlay of a text that is not law: it can be compared and never decides. */
export interface Draft {
  readonly id: string;
  readonly status: 'draft';
  readonly title: Words;
  readonly circulatedOn: IsoDate;
  readonly words: Words;
  readonly sources: readonly string[];
  /** Provisions as the draft would have them; an id of the law in force is replaced, another is added. */
  readonly provisions: readonly Provision[];
}

export interface Regime {
  readonly id: string;
  readonly title: Words;
  readonly about: Words;
  readonly params: readonly {
    readonly name: string;
    readonly type: 'bool' | 'int' | 'date' | 'text';
    readonly value: boolean | number | string;
    readonly words: Words;
  }[];
  readonly layers: readonly Layer[];
  readonly terms: readonly Term[];
  readonly instruments: readonly Instrument[];
  readonly provisions: readonly Provision[];
  readonly questions: readonly Question[];
  readonly deadlines: readonly Deadline[];
  readonly drafts: readonly Draft[];
}

/** A case that a lawyer wrote beside the law: what is given, what must come out and why. */
export interface LawCase {
  readonly name: string;
  readonly given: { readonly [field: string]: unknown };
  readonly expect: { readonly [key: string]: unknown };
  readonly because: string | null;
  /** The draft under which it is read; `null` is the law in force. */
  readonly under: string | null;
  readonly file: string;
  readonly line: number;
}

/** One regime as it stands on disk, understood: the law, its cases and the hash that names this version of it. */
export interface CompiledRegime {
  readonly regime: Regime;
  readonly cases: readonly LawCase[];
  /** SHA-256 of the canonical JSON of `regime`: spacing and comments do not change it, a word of the law does. */
  readonly sha256: string;
}

/** The law that decides: the chosen regimes with the vocabulary they speak. */
export interface Law {
  readonly vocabulary: Vocabulary;
  readonly regimes: readonly CompiledRegime[];
}
