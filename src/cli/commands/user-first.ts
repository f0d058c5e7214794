import { bootstrap } from '../../access/first.ts';
import { machineNow } from '../../access/instant.ts';
import { configurationOf } from '../../register/configuration.ts';
import { openRegister } from '../../register/open.ts';
import { type Call, type Command, isSet, JSON_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';

export const userFirst: Command = {
  name: 'user first',
  summary: 'begin a register with its first two persons: an administrator and a supervisor',
  args: '',
  about:
    'Only while the register has no account. They must be two: one who makes accounts, another who approves roles. Passwords come from RESOLUTE_ADMIN_PASSWORD and RESOLUTE_SUPERVISOR_PASSWORD, or are asked for on the terminal.',
  flags: [
    { flags: '--admin <login>', summary: 'login of the administrator', required: true },
    { flags: '--supervisor <login>', summary: 'login of the supervisor', required: true },
    { flags: '--check', summary: 'say whether the register can be begun, and make nothing' },
    JSON_FLAG,
  ],
  examples: ['resolute user first --admin anna --supervisor boris --check'],
  run: async (call) => {
    const [admin, supervisor] = [textFlag(call, 'admin') ?? '', textFlag(call, 'supervisor') ?? ''];
    const passwords = isSet(call, 'check')
      ? null
      : ([
          await passwordOf(call, admin, 'RESOLUTE_ADMIN_PASSWORD'),
          await passwordOf(call, supervisor, 'RESOLUTE_SUPERVISOR_PASSWORD'),
        ] as const);
    const register = await openRegister(configurationOf(process.env), process.env);
    try {
      const paper = new Paper(call.io);
      if (passwords === null) {
        const isEmpty = await hasNobody(register.office.store.db);
        if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ canBegin: isEmpty })}\n`);
        else
          paper.line(
            isEmpty
              ? '\n  The register has no account yet: it can be begun.\n'
              : '\n  The register has accounts: an administrator makes further ones.\n',
          );
        return EXIT.done;
      }
      const accounts = [
        { login: admin, name: admin, password: passwords[0], roles: ['administrator'] as const },
        { login: supervisor, name: supervisor, password: passwords[1], roles: ['supervisor'] as const },
      ];
      const ids = await register.office.store.transaction((tx) => bootstrap(tx, accounts, machineNow()));
      if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ accounts: ids })}\n`);
      else
        paper.prose(
          `The register begins with ${admin} and ${supervisor}. \`resolute serve\` opens it; ${admin} makes the other accounts, ${supervisor} approves their roles.`,
          { indent: 2 },
        );
      return EXIT.done;
    } finally {
      await register.close();
    }
  },
};

export async function hasNobody(db: Parameters<typeof bootstrap>[0]): Promise<boolean> {
  const { sql } = await import('kysely');
  return (await sql`select 1 from access_account limit 1`.execute(db)).rows.length === 0;
}

async function passwordOf(call: Call, login: string, variable: string): Promise<string> {
  const given = process.env[variable];
  if (given !== undefined && given !== '') return given;
  if (!call.io.inIsTerminal)
    throw new UsageError(`The password of ${login} is not known.`, `Set ${variable}, or run the command on a terminal.`);
  const { isCancel, password } = await import('@clack/prompts');
  const typed = await password({ message: `A password for ${login}` });
  if (isCancel(typed)) throw new UsageError('No password was given.', 'Nothing was done.');
  return typed;
}
