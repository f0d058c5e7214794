import { type Command, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';
import { idOf } from '../register/ids.ts';
import { printAnswer } from '../register/print.ts';

export const approve: Command = {
  name: 'approve',
  summary: 'approve what somebody else proposed, exactly as you read it',
  args: '<proposal>',
  about:
    'A proposal is named by its id, or by the number of its application. It is shown first; on a terminal you are asked, elsewhere --hash says which content you read (`resolute approve show` gives it). It is carried out in the same transaction. If the content changed since it was proposed, nothing is done and the proposal is void.',
  flags: [
    { flags: '--hash <text>', summary: 'the content hash of what you read' },
    { flags: '--dry-run', summary: 'do and check everything, say what would come out, and leave nothing' },
    { flags: '--key <text>', summary: 'idempotency key: the same key gives the first answer again' },
    ...DOOR_FLAGS,
    JSON_FLAG,
  ],
  examples: ['resolute approve R-INV-17-0116 --as supervisor --hash anything --dry-run'],
  run: async (call) => {
    const door = await openDoor(call);
    try {
      const proposal = await idOf(door, 'proposal', call.args[0] ?? '');
      const paper = new Paper(call.io);
      const contentHash =
        textFlag(call, 'hash') ?? (await readAndAsked(door.ask('proposal.read', { proposal }, { asOf: null, knownAt: null }), call, paper));
      const answer = await door.act(
        'proposal.approve',
        { proposal, contentHash },
        { key: textFlag(call, 'key') ?? null, dryRun: isSet(call, 'dryRun') },
      );
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify(answer)}\n`);
      else printAnswer(answer, { isDryRun: isSet(call, 'dryRun'), summary: 'Approved' }, paper);
      return EXIT.done;
    } finally {
      await door.close();
    }
  },
};

async function readAndAsked(reading: Promise<unknown>, call: Parameters<Command['run']>[0], paper: Paper): Promise<string> {
  const read = (await reading) as { readonly contentHash: string };
  printAnswer(read, { isDryRun: false, summary: 'The proposal' }, paper);
  if (!call.io.inIsTerminal || !call.io.outIsTerminal)
    throw new UsageError(
      'Nobody is here to be asked whether to approve this.',
      `Repeat the command with --hash ${read.contentHash} if this is what you approve.`,
    );
  const { confirm } = await import('@clack/prompts');
  if ((await confirm({ message: 'Approve exactly this?', initialValue: false })) !== true)
    throw new UsageError('Not approved.', 'Nothing was changed.');
  return read.contentHash;
}
