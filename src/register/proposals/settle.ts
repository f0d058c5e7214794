import { z } from 'zod';
import { approve, returnToAuthor, withdrawProposal } from '../../office/second-person.ts';
import { useCase } from '../../office/use-case.ts';
import { Id, Words } from '../fields.ts';

const Settled = z.object({
  proposal: Id,
  status: z.enum(['waiting', 'approved', 'returned', 'void', 'withdrawn']),
  why: z.string().nullable().describe('Why it was returned or is void'),
});

/** What the second person may do depends on the act: `approve` asks. Who is refused leaves an entry in the log. */
export const approveProposal = useCase({
  name: 'proposal.approve',
  action: null,
  keepsAttempts: true,
  summary: 'Approve what somebody else proposed, exactly as it was read; it is done in the same transaction',
  input: z.strictObject({
    proposal: Id,
    contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'The content hash is 64 hexadecimal digits, as `proposal.read` shows it'),
  }),
  output: Settled,
  run: async (desk, { proposal: id, contentHash }) => {
    const { state } = await approve(desk, id, contentHash);
    return { proposal: id, status: state.status, why: state.why };
  },
});

export const returnProposal = useCase({
  name: 'proposal.return',
  action: null,
  keepsAttempts: true,
  summary: 'Send a proposal back to its author with a reason',
  input: z.strictObject({ proposal: Id, why: Words }),
  output: Settled,
  run: async (desk, { proposal: id, why }) => {
    const { state } = await returnToAuthor(desk, id, why);
    return { proposal: id, status: state.status, why: state.why };
  },
});

export const withdrawOwnProposal = useCase({
  name: 'proposal.withdraw',
  action: null,
  summary: 'Take back one’s own proposal before anybody approved it',
  input: z.strictObject({ proposal: Id }),
  output: Settled,
  run: async (desk, { proposal: id }) => {
    const { state } = await withdrawProposal(desk, id);
    return { proposal: id, status: state.status, why: state.why };
  },
});
