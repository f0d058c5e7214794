import type { Entry } from './command.ts';

/** Every command, in the order in which a newcomer meets them. A test holds names and summaries equal to the modules'. */
export const CATALOGUE: readonly Entry[] = [
  {
    name: 'start',
    summary: 'decide the Mongolian caseload of December 2017 and show the answer',
    load: async () => (await import('./commands/start.ts')).start,
  },
  { name: 'check', summary: 'decide one case and say why', load: async () => (await import('./commands/check.ts')).check },
  { name: 'ask', summary: 'ask the fewest questions that settle a case', load: async () => (await import('./commands/ask.ts')).ask },
  {
    name: 'why',
    summary: 'show the proof of a decision, from the verdict to the facts',
    load: async () => (await import('./commands/why.ts')).why,
  },
  {
    name: 'decide',
    summary: 'decide a whole file: CSV, JSON Lines or Parquet',
    load: async () => (await import('./commands/decide.ts')).decide,
  },
  {
    name: 'impact',
    summary: 'compare a file of cases under the law in force and under a draft',
    load: async () => (await import('./commands/impact.ts')).impact,
  },
  {
    name: 'law check',
    summary: 'find what is wrong in the files of the law',
    load: async () => (await import('./commands/law-check.ts')).lawCheck,
  },
  {
    name: 'law test',
    summary: "run the law's own cases and show what they cover",
    load: async () => (await import('./commands/law-test.ts')).lawTest,
  },
  {
    name: 'law words',
    summary: 'say conditions in plain words, one or all',
    load: async () => (await import('./commands/law-words.ts')).lawWords,
  },
  {
    name: 'law list',
    summary: 'show the regimes, their instruments, provisions, drafts and open questions',
    load: async () => (await import('./commands/law-list.ts')).lawList,
  },
  {
    name: 'law deadlines',
    summary: 'show every day that the law sets, with its working',
    load: async () => (await import('./commands/law-deadlines.ts')).lawDeadlines,
  },
  { name: 'law diff', summary: 'compare two states of the law', load: async () => (await import('./commands/law-diff.ts')).lawDiff },
  {
    name: 'law show',
    summary: 'show everything known of one part of the law',
    load: async () => (await import('./commands/law-show.ts')).lawShow,
  },
  {
    name: 'completion',
    summary: 'print the script by which a shell completes commands and flags',
    load: async () => (await import('./commands/completion.ts')).completion,
  },
];
