/** The SQL of a statement as it was given to a connection of pg: bare, or with a name and its values. */
export function sqlOf(given: unknown): string {
  if (typeof given === 'string') return given;
  if (typeof given === 'object' && given !== null && 'text' in given && typeof given.text === 'string') return given.text;
  throw new TypeError('What the connection was given is no statement that this helper knows.');
}
