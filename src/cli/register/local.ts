import type { Actor } from '../../access/actor.ts';
import { authenticate } from '../../access/authenticate.ts';
import { NotSignedIn } from '../../access/errors.ts';
import { machineNow } from '../../access/instant.ts';
import { login } from '../../access/login.ts';
import { purposeOf } from '../../access/read-log.ts';
import { endSession } from '../../access/sessions.ts';
import { inviteAccount } from '../../office/accounts/invite.ts';
import { ask, perform } from '../../office/perform.ts';
import { exportFile } from '../../register/bulk/export-file.ts';
import { importPermits } from '../../register/bulk/import.ts';
import { QUERIES, USE_CASES } from '../../register/catalogue.ts';
import type { Configuration } from '../../register/configuration.ts';
import { openRegister, type Register } from '../../register/open.ts';
import { bundleOfDecision } from '../../register/proof/bundle.ts';
import { verifyRegister } from '../../register/proof/verify.ts';
import { rebuildAndCompare } from '../../register/rebuild/compare.ts';
import type { Credentials } from './credentials.ts';
import type { RegisterDoor } from './register-door.ts';

/** Opens the data in this process, signs in, and signs out again at the end. */
export async function localDoor(configuration: Configuration, credentials: Credentials): Promise<RegisterDoor> {
  const register = await openRegister(configuration, process.env);
  try {
    const { actor, signOut } = await signedIn(register, credentials);
    const { office } = register;
    return {
      act: async (name, input, { key, dryRun }) => (await perform(office, actor, named(USE_CASES, name), input, { key, dryRun })).result,
      ask: (name, input, moment) => ask(office, actor, named(QUERIES, name), input, moment),
      importSheet: (wishes) => importPermits(office, actor, wishes),
      exportTo: (file, { kind, format, fields, moment, personal }) =>
        exportFile(
          office,
          actor,
          { kind, moment, ...(fields === undefined ? {} : { fields }), ...(personal === null ? {} : { personal: purposeOf(personal) }) },
          format,
          file,
        ),
      verify: () => verifyRegister(office, actor),
      compare: () => rebuildAndCompare(office, actor),
      bundle: (decision) => bundleOfDecision(office, actor, decision),
      invite: (account) => inviteAccount(office, actor, account),
      close: async () => {
        await signOut();
        await register.close();
      },
    };
  } catch (error) {
    await register.close();
    throw error;
  }
}

export interface SignedIn {
  readonly actor: Actor;
  readonly signOut: () => Promise<void>;
}

/** @throws NotSignedIn, WrongCredentials, CodeNeeded, TooManyAttempts */
export async function signedIn({ office }: Register, credentials: Credentials): Promise<SignedIn> {
  const { db } = office.store;
  if ('token' in credentials) {
    const actor = await authenticate(db, credentials.token);
    if (actor === null) throw new NotSignedIn();
    return { actor, signOut: async () => undefined };
  }
  const { login: name, password, code } = credentials;
  const session = await login(
    db,
    { login: name, password, ...(code === undefined ? {} : { code }), address: null, label: 'command line' },
    office.keyring,
  );
  const actor = await authenticate(db, session.token);
  if (actor === null) throw new NotSignedIn();
  return { actor: { ...actor, via: 'command' }, signOut: async () => void (await endSession(db, session.token, machineNow())) };
}

/** INVARIANT: a command names a use case that exists; a test goes through all of them. */
function named<T extends { readonly name: string }>(list: readonly T[], name: string): T {
  const found = list.find((candidate) => candidate.name === name);
  if (found === undefined) throw new TypeError(`There is no use case ${name}.`);
  return found;
}
