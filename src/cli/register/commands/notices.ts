import type { Derived } from '../derived.ts';

const NAMED = 'A notice is named by its id, or by the number of its application: then it is the last one about that decision.';

export const NOTICES: readonly Derived[] = [
  {
    name: 'notice draft',
    summary: 'draft a notice about a decision or a departure',
    does: 'notice.draft',
    takes: ['decision'],
    about:
      'About a decision, named by its id or by the number of its application; about a departure with --departure; or, with --worker, one that only informs.',
    done: 'The notice to the {addressee} was drafted',
    next: 'resolute notice text {id} --purpose handling-a-case --words WHY --as LOGIN',
    examples: ['resolute notice draft R-INV-17-0044 --addressee mission --mission PRK --as officer --dry-run'],
  },
  {
    name: 'notice serve',
    summary: 'record that a notice was served, and how',
    does: 'notice.serve',
    takes: ['notice'],
    about: NAMED,
    done: 'That the notice was served is recorded',
    next: 'resolute notice received {id} --as LOGIN',
    examples: ['resolute notice serve R-INV-17-0044/worker --means "by hand" --as officer --dry-run'],
  },
  {
    name: 'notice received',
    summary: 'record that a notice has reached its addressee',
    does: 'notice.receive',
    takes: ['notice'],
    about: NAMED,
    done: 'That the notice was received is recorded',
    examples: ['resolute notice received R-INV-17-0044/employer --as officer --dry-run'],
  },
  {
    name: 'notice undelivered',
    summary: 'record that a notice could not be delivered',
    does: 'notice.return',
    takes: ['notice'],
    about: NAMED,
    done: 'That the notice could not be delivered is recorded; a new one may be drafted',
    examples: ['resolute notice undelivered R-INV-17-0044/employer --reason "The office is empty" --as officer --dry-run'],
  },
  {
    name: 'notice void',
    summary: 'void a notice that was not served',
    does: 'notice.void',
    takes: ['notice'],
    about: NAMED,
    done: 'The notice is void',
    examples: ['resolute notice void R-INV-17-0044/worker --reason "Written anew" --as officer --dry-run'],
  },
  {
    name: 'notice show',
    summary: 'show to whom a notice goes and what became of it',
    does: 'notice.read',
    takes: ['notice'],
    about: NAMED,
    examples: ['resolute notice show R-INV-17-0044/employer --as officer'],
  },
  {
    name: 'notice text',
    summary: 'show what a notice says, for a purpose that is recorded',
    does: 'notice.read-text',
    takes: ['notice'],
    print: 'text',
    examples: ['resolute notice text R-INV-17-0044/worker --purpose handling-a-case --words "To read it once more" --as officer'],
  },
  {
    name: 'notice list',
    summary: 'list notices',
    does: 'notice.list',
    columns: ['decision', 'kind', 'addressee', 'status', 'servedOn', 'receivedOn'],
    examples: ['resolute notice list --status served --as officer'],
  },
];
