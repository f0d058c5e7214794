import { made, type Step } from './step.ts';

/** What concerns a person as such: names for a purpose, two records of one person, what is held about somebody, and the end of it. */
export const PERSONS: readonly Step[] = [
  {
    does: 'worker.register',
    by: 'permit-officer',
    input: { personal: { names: [{ text: 'Ri Song-ju', script: 'Latn' }], birthYear: 1981 } },
    makes: { secondRecord: 'id' },
    prepares: true,
  },
  {
    does: 'worker.read-personal',
    by: 'permit-officer',
    input: { worker: made('worker'), purpose: 'handling-a-case', words: 'The application on the table' },
  },
  {
    does: 'worker.recognise',
    by: 'permit-officer',
    input: { worker: made('secondRecord'), samePersonAs: made('worker'), words: 'The same passport was shown.' },
  },
  {
    does: 'worker.export',
    by: 'permit-officer',
    input: { worker: made('worker'), words: 'Asked at the counter, passport shown' },
  },
  {
    does: 'worker.register',
    by: 'permit-officer',
    input: { personal: { names: [{ text: 'Nobody At All', script: 'Latn' }] } },
    makes: { mistaken: 'id' },
    prepares: true,
  },
  { does: 'worker.erase', by: 'supervisor', input: { worker: made('mistaken'), ground: 'recorded-by-mistake' } },
  { does: 'retention.due', by: 'auditor', input: { class: 'worker', on: '2028-12-31', limit: 5 } },
];
