import type { Json } from '../values/canonical.ts';
import type { RecordKind } from './record.ts';

/**
 * Something that one person proposes and another must approve: a refusal, a revocation, an exemption, a bulk act, a version of the law,
 * a role. The approval holds for exactly the content that was looked at: its hash stands in the proposal, and whatever changes the
 * content ends the proposal.
 */
export interface Proposal {
  /** Which of `secondPersonActs`. */
  readonly act: string;
  readonly subjectKind: string;
  readonly subject: string;
  /** What would be done, as plain data without anything personal. */
  readonly content: Json;
  /** SHA-256 of act, subject and content, in hexadecimal. */
  readonly contentHash: string;
  readonly author: string;
  readonly status: 'waiting' | 'approved' | 'returned' | 'void' | 'withdrawn';
  readonly approver: string | null;
  /** Why it was returned or is void, in plain words. */
  readonly why: string | null;
}

export const proposal: RecordKind<Proposal> = {
  kind: 'proposal',
  table: 'office_proposal',
  columns: {
    act: 'text',
    subjectKind: 'text',
    subject: 'uuid',
    content: 'jsonb',
    contentHash: 'text',
    author: 'uuid',
    status: 'text',
    approver: 'uuid',
    why: 'text',
  },
  sealed: false,
  person: () => null,
};
