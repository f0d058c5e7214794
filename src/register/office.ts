import type { SecondPersonAct } from '../office/second-person.ts';

/** Every act of the register that needs a second person; `openOffice` is given them. */
export const SECOND_PERSON_ACTS: readonly SecondPersonAct[] = [];
