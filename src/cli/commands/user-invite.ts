import { type Command, isSet, JSON_FLAG } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { DOOR_FLAGS, openDoor } from '../register/door.ts';
import { idOf } from '../register/ids.ts';

export const userInvite: Command = {
  name: 'user invite',
  summary: 'give an account an invitation, with which its person sets a password',
  args: '<account>',
  about:
    'The code is shown once and kept nowhere; an earlier one opens nothing any more. Its person sets a password with it: POST /v1/invitations of the service.',
  flags: [...DOOR_FLAGS, JSON_FLAG],
  examples: ['resolute user invite trainee --as admin'],
  run: async (call) => {
    const [login = ''] = call.args;
    const door = await openDoor(call);
    try {
      const { code, expiresAt } = await door.invite(await idOf(door, 'account', login));
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ code, expiresAt })}\n`);
      else {
        const paper = new Paper(call.io);
        paper.line();
        paper.line(`  The invitation of ${login}: ${paper.style('bold', code)}`);
        paper.prose(`It holds until ${expiresAt} and is shown this once. Give it to the person by a way of their own.`, { indent: 2 });
        paper.line();
      }
      return EXIT.done;
    } finally {
      await door.close();
    }
  },
};
