/** A label cut to a number of columns, so that a long name cannot run out of its chart; the table has it whole. */
export function shortened(text: string, columns: number): string {
  let width = 0;
  let cut = '';
  for (const character of text.replace(/\s+/g, ' ').trim()) {
    width += WIDE.test(character) ? 2 : 1;
    if (width > columns - 1 && cut.length + character.length < text.length) return `${cut.trimEnd()}…`;
    cut += character;
  }
  return cut;
}

/** Hangul, Han and full-width letters take two columns. */
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/;
