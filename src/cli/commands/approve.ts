import { type Call, type Command, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';
import { idOf } from '../register/ids.ts';
import { withNumbers } from '../register/numbers.ts';
import { isRecord } from '../register/print.ts';
import { printProposal } from '../register/print-special.ts';
import type { RegisterDoor } from '../register/register-door.ts';

export const approve: Command = {
  name: 'approve',
  summary: 'approve what somebody else proposed, exactly as you read it',
  args: '<proposal>',
  about:
    'A proposal is named by its id, or by the number of its application. It is shown first; on a terminal you are asked, elsewhere --hash says which content you read (`resolute approve show` gives it); a dry run needs neither. It is carried out in the same transaction. If the content changed since it was proposed, nothing is done and the proposal is void.',
  flags: [
    { flags: '--hash <text>', summary: 'the content hash of what you read' },
    { flags: '--dry-run', summary: 'do and check everything, say what would come out, and leave nothing' },
    { flags: '--key <text>', summary: 'idempotency key: the same key gives the first answer again' },
    ...DOOR_FLAGS,
    JSON_FLAG,
  ],
  examples: ['resolute approve R-INV-17-0047 --as supervisor --dry-run'],
  run: async (call) => {
    const door = await openDoor(call);
    try {
      const proposal = await idOf(door, 'proposal', call.args[0] ?? '');
      const paper = new Paper(call.io);
      const contentHash = textFlag(call, 'hash') ?? (await readAndAsked(door, proposal, call, paper));
      const answer = await door.act(
        'proposal.approve',
        { proposal, contentHash },
        { key: textFlag(call, 'key') ?? null, dryRun: isSet(call, 'dryRun') },
      );
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify(answer)}\n`);
      else print(answer, isSet(call, 'dryRun'), paper);
      return EXIT.done;
    } finally {
      await door.close();
    }
  },
};

function print(answer: unknown, isDryRun: boolean, paper: Paper): void {
  const { status, why } = answer as { readonly status: string; readonly why: string | null };
  if (isDryRun) paper.prose(paper.style('yellow', 'A dry run: nothing was changed. It would say:'), { indent: 2 });
  paper.prose(
    status === 'approved'
      ? 'It is approved, and carried out in the same step.'
      : `It is not approved but ${status}${why === null ? '.' : `: ${why}`}`,
    { indent: 2 },
  );
  paper.line();
}

/** Shows the proposal and what differs; on a terminal asks. @returns the hash of what was shown */
async function readAndAsked(door: RegisterDoor, proposal: string, call: Call, paper: Paper): Promise<string> {
  const read = (await door.ask('proposal.read', { proposal }, { asOf: null, knownAt: null })) as Record<string, unknown>;
  const contentHash = String(read.contentHash);
  if (!isSet(call, 'json')) {
    const [shown = read] = await withNumbers(door, [read]);
    const [content] = isRecord(read.content) ? await withNumbers(door, [read.content]) : [read.content];
    printProposal({ ...shown, content }, paper);
  }
  if (isSet(call, 'dryRun')) return contentHash;
  if (!call.io.inIsTerminal || !call.io.outIsTerminal)
    throw new UsageError(
      'Nobody is here to be asked whether to approve this.',
      `Repeat the command with --hash ${contentHash} if this is what you approve.`,
    );
  const { confirm } = await import('@clack/prompts');
  if ((await confirm({ message: 'Approve exactly this?', initialValue: false })) !== true)
    throw new UsageError('Not approved.', 'Nothing was changed.');
  return contentHash;
}
