/** What came by a query string or a form: names with their texts. A name that was sent more than once is a list. */
export class Given {
  readonly #values: Readonly<Record<string, string | readonly string[]>>;

  constructor(values: Readonly<Record<string, string | readonly string[]>> = {}) {
    this.#values = values;
  }

  /** The text without the blanks around it; the first of several; `''` where there is none. */
  text(name: string): string {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim();
  }

  /** The text, or undefined where nothing was filled in: an empty field is an unknown, never an empty text. */
  maybe(name: string): string | undefined {
    const text = this.text(name);
    return text === '' ? undefined : text;
  }

  /** All that was sent under the name, without empty ones. */
  all(name: string): readonly string[] {
    const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined;
    const list = value === undefined ? [] : typeof value === 'string' ? [value] : value;
    return list.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** Whether a box was ticked, or a button of this name pressed. */
  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  /**
   * A date of the three fields of GOV.UK's date input, `NAME-year`, `-month`, `-day`, or of one field with ISO text.
   * @returns what was given as it was given (`2017-2-31`, `2017--`) so that whoever checks it can say what is wrong; undefined where all is empty
   */
  date(name: string): string | undefined {
    const whole = this.maybe(name);
    if (whole !== undefined) return whole;
    const parts = ['year', 'month', 'day'].map((part) => this.text(`${name}-${part}`));
    if (parts.every((part) => part === '')) return undefined;
    return parts.map((part, at) => (at > 0 && /^\d$/.test(part) ? `0${part}` : part)).join('-');
  }

  /** Everything, for filling a form again. */
  get values(): Readonly<Record<string, string | readonly string[]>> {
    return this.#values;
  }
}
