import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '../../access/actor.ts';
import { actorOfCommand } from '../../access/authenticate.ts';
import { bootstrap } from '../../access/first.ts';
import { machineNow } from '../../access/instant.ts';
import type { Role } from '../../access/roles.ts';
import type { Office } from '../../office/office.ts';
import { DEMO_FILE, type DemoAccount } from '../register/credentials.ts';

/** Who is who in the example; all invented, one for each role, and a second one where nobody may act alone. */
const PEOPLE: readonly { readonly login: string; readonly name: string; readonly roles: readonly Role[] }[] = [
  { login: 'officer', name: 'Permit officer', roles: ['permit-officer'] },
  { login: 'supervisor', name: 'Supervisor', roles: ['supervisor'] },
  { login: 'supervisor2', name: 'Second supervisor', roles: ['supervisor'] },
  { login: 'analyst', name: 'Sanctions analyst', roles: ['sanctions-analyst'] },
  { login: 'desk', name: 'Foreign desk', roles: ['foreign-desk'] },
  { login: 'protection', name: 'Protection officer', roles: ['protection-officer'] },
  { login: 'protection2', name: 'Second protection officer', roles: ['protection-officer'] },
  { login: 'statistician', name: 'Statistician', roles: ['statistician'] },
  { login: 'auditor', name: 'Auditor', roles: ['auditor'] },
  { login: 'employer', name: 'Employer', roles: ['employer'] },
  { login: 'admin', name: 'Administrator', roles: ['administrator'] },
];

/** Letters and digits that nobody takes for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Four groups of four: 78 bits, and a person can type them. */
function newPassword(): string {
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-');
}

/**
 * Makes the accounts of an example register, with passwords of their own that stand in a file which only its owner reads.
 * @param employer for whom the employer's account acts
 */
export async function makeDemoAccounts(office: Office, folder: string, employer: string): Promise<readonly DemoAccount[]> {
  const accounts = PEOPLE.map((person) => ({ ...person, password: newPassword() }));
  await office.store.transaction((tx) =>
    bootstrap(
      tx,
      accounts.map((account) => ({ ...account, employer: account.roles.includes('employer') ? employer : null })),
      machineNow(),
    ),
  );
  const kept = accounts.map(({ login, password, roles }): DemoAccount => ({ login, password, roles }));
  await writeFile(join(folder, DEMO_FILE), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return kept;
}

/** Somebody of the example, to act as they would. */
export async function actorOf({ store }: Office, login: string): Promise<Actor> {
  const found = await actorOfCommand(store.db, login);
  if (found === null) throw new TypeError(`The example has no account ${login}.`);
  return found;
}
