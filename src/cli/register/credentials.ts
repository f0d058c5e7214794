import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Call, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';

/** Who acts: a token, or a login with its password. */
export type Credentials =
  | { readonly token: string }
  | { readonly login: string; readonly password: string; readonly code: string | undefined };

/** Passwords of the invented accounts of an example register, which nobody is kept from by them. */
export const DEMO_FILE = 'demo-accounts.json';

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly roles: readonly string[];
}

/** @throws UsageError where nobody is named, or no password can be had */
export async function credentialsOf(call: Call, folder: string | null): Promise<Credentials> {
  const login = textFlag(call, 'as');
  if (login === undefined) {
    const token = process.env.RESOLUTE_TOKEN;
    if (token !== undefined && token !== '') return { token };
    throw new UsageError('Nobody is named who acts.', 'Give `--as LOGIN`, or set RESOLUTE_TOKEN to an API token.');
  }
  const code = textFlag(call, 'code');
  const password = process.env.RESOLUTE_PASSWORD ?? (await demoPassword(folder, login)) ?? (await askedPassword(call, login));
  return { login, password, code };
}

const demoPassword = async (folder: string | null, login: string): Promise<string | undefined> =>
  (await demoAccountsIn(folder)).find((account) => account.login === login)?.password;

/** The invented accounts of an example register; none where the folder holds another register. */
export async function demoAccountsIn(folder: string | null): Promise<readonly DemoAccount[]> {
  if (folder === null) return [];
  try {
    return JSON.parse(await readFile(join(folder, DEMO_FILE), 'utf8')) as readonly DemoAccount[];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

async function askedPassword(call: Call, login: string): Promise<string> {
  if (!call.io.inIsTerminal)
    throw new UsageError(`The password of ${login} is not known.`, 'Set RESOLUTE_PASSWORD, or run the command on a terminal.');
  const { isCancel, password } = await import('@clack/prompts');
  const given = await password({ message: `Password of ${login}` });
  if (isCancel(given)) throw new UsageError('No password was given.', 'Nothing was done.');
  return given;
}
