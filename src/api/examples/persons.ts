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
  { does: 'worker.same-person', by: 'permit-officer', input: { worker: made('worker') } },
  {
    does: 'worker.tell-apart',
    by: 'permit-officer',
    input: { worker: made('secondRecord'), words: 'The passport was of a sister.' },
  },
  {
    does: 'worker.export',
    by: 'permit-officer',
    input: { worker: made('worker'), words: 'Asked at the counter, passport shown' },
  },
  {
    does: 'protection.export',
    by: 'protection-officer',
    input: { worker: made('second'), words: 'Asked alone, in Korean.' },
  },
  {
    does: 'worker.register',
    by: 'permit-officer',
    input: { personal: { names: [{ text: 'Nobody At All', script: 'Latn' }] } },
    makes: { mistaken: 'id' },
    prepares: true,
  },
  { does: 'worker.erase', by: 'supervisor', input: { worker: made('mistaken'), ground: 'recorded-by-mistake' } },
  { does: 'record.timeline', by: 'auditor', input: { kind: 'worker', record: made('worker'), limit: 5 } },
  { does: 'retention.due', by: 'auditor', input: { class: 'worker', on: '2028-12-31', limit: 5 } },
];
