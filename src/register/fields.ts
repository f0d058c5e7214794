/** The fields of the office under the name by which the register knows them: protection shares them, and may not import the register. */
export { Country, Day, Evidence, Id, Instant, Short, Version, Words, Written } from '../office/fields.ts';
