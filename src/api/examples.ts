/** One request as the document shows it; a test sends it to a register and checks the answer against the document. */
export interface Example {
  readonly body?: unknown;
}

const EXAMPLES: Readonly<Record<string, Example>> = {};

export const exampleOf = (name: string): Example | undefined => EXAMPLES[name];
