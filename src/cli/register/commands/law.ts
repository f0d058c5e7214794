import type { Derived } from '../derived.ts';

/** The law as the register decides by it; `law check` and its like are about the files. */
export const LAW: readonly Derived[] = [
  {
    name: 'law in-force',
    summary: 'show which version of each regime decides in the register',
    does: 'law.in-force',
    examples: ['resolute law in-force --as analyst'],
  },
  {
    name: 'law versions',
    summary: 'list the versions of the law that were proposed in the register',
    does: 'law.list',
    columns: ['regime', 'status', 'origin', 'publishedOn', 'inForce', 'sha256'],
    examples: ['resolute law versions --as analyst'],
  },
  {
    name: 'law version',
    summary: 'show a version of a regime that is in the register, whole',
    does: 'law.read',
    takes: ['regime', 'sha256'],
    about:
      'A version is named by its SHA-256, by the first six digits of it, or as `in-force`, which is also what is shown where none is named.',
    print: 'law',
    examples: ['resolute law version dprk-labour --as analyst', 'resolute law version dprk-labour in-force --as analyst --json'],
  },
  {
    name: 'law compare',
    summary: 'show what two versions in the register say otherwise, part by part',
    does: 'law.diff',
    takes: ['regime', 'to'],
    about: 'From the version in force, unless --from names another. A version is named as in `law version`.',
    print: 'law-changes',
    examples: ['resolute law compare dprk-labour in-force --as analyst'],
  },
  {
    name: 'law effect',
    summary: 'show what a draft would change in the register, from the last comparison',
    does: 'law.impact',
    takes: ['draft'],
    print: 'law-effect',
    next: 'resolute job start law-impact --draft {draft} --as LOGIN',
    examples: ['resolute law effect un-2397-12-months --as analyst'],
  },
  {
    name: 'position record',
    summary: "record a state's position on an open question; a second person publishes it",
    does: 'position.record',
    takes: ['regime', 'question'],
    done: 'The position on {question} was proposed as a version of {regime}',
    examples: [
      `resolute position record dprk-labour admission-nexus --by Mongolia --host MNG --on 2017-12-05 --answers false --words '{"en": "Another title is another admission."}' --sources "Note of the ministry, 5 December 2017" --confidence text --why "The ministry answered the question" --as analyst --dry-run`,
    ],
  },
];
