/** A piece of markup that is safe to put into a page: made by `html` alone, or trusted by name. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Content = Html | string | number | null | readonly Content[];

/**
 * Markup from a template. Every value is escaped unless it is markup already, so that a name from a file can never become a tag:
 * forgetting to escape is not possible, only `trusted` can go past it. `null` is nothing, a list is its items one after another.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  let markup = parts[0] ?? '';
  for (const [i, value] of values.entries()) markup += markupOf(value) + (parts[i + 1] ?? '');
  return new Html(markup);
}

/** Markup that we wrote or drew ourselves: a style sheet, a drawing whose texts went through a document. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** A name from the caller's file: set apart, so that a script written from right to left cannot turn the words around it. */
export function given(name: string): Html {
  return html`<bdi>${name}</bdi>`;
}

/** Text without what no page may hold (controls, half surrogates) and without the marks that reorder what stands around them. */
export function plain(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '\uFFFD').replace(REORDERING, '');
}

const FORBIDDEN = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu;
const REORDERING = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function markupOf(value: Content): string {
  if (value === null) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'string') return plain(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
  return typeof value === 'number' ? String(value) : value.map(markupOf).join('');
}
