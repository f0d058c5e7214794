/** A letter as it goes out: on paper and as a page the same words in the same order. */
export interface Letter {
  /** BCP 47, of the words that follow. */
  readonly language: string;
  /** Who writes. */
  readonly from: string;
  readonly place: string;
  /** The day, as it is written. */
  readonly date: string;
  readonly subject: string;
  /** Number and name: `Decision`, `7c1f…`. */
  readonly references: readonly (readonly [string, string])[];
  readonly paragraphs: readonly string[];
  /** Each paragraph of the law that speaks: how it is cited, and its words. */
  readonly rules: readonly { readonly cite: string; readonly words: string }[];
  readonly rulesTitle: string;
  /** What one can do against it, and how it is verified. */
  readonly closing: readonly string[];
  readonly foot: string;
}
