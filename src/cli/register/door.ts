import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configurationOf } from '../../register/configuration.ts';
import { whoHolds } from '../../store/lock.ts';
import { checkAddress } from '../../store/trouble.ts';
import { type Call, type Flag, textFlag } from '../command.ts';
import { credentialsOf } from './credentials.ts';
import type { RegisterDoor } from './register-door.ts';

export const DOOR_FLAGS: readonly Flag[] = [
  {
    flags: '--as <login>',
    summary: 'the account that acts; its password comes from RESOLUTE_PASSWORD or is asked for (RESOLUTE_TOKEN needs neither)',
  },
  { flags: '--code <digits>', summary: 'the six digits of the second factor, where the account has one' },
  { flags: '--url <address>', summary: 'a running service (RESOLUTE_URL, or the one that has the data folder open, by default)' },
];

/** Opens the register: through the service where one is named or has the data open, else itself. */
export async function openDoor(call: Call): Promise<RegisterDoor> {
  const configuration = configurationOf(process.env);
  const url = textFlag(call, 'url') ?? process.env.RESOLUTE_URL ?? (await serviceOf(configuration.folder));
  if (url === undefined && configuration.databaseUrl !== null) checkAddress(configuration.databaseUrl);
  const credentials = await credentialsOf(call, configuration.folder);
  if (url !== undefined && url !== '') return (await import('./remote.ts')).remoteDoor(url, credentials);
  return (await import('./local.ts')).localDoor(configuration, credentials);
}

/** What a running service leaves in its data folder, so that commands find it. */
export const SERVICE_FILE = 'service.json';

export interface ServiceFile {
  readonly url: string;
  readonly pid: number;
}

/**
 * Where the service is that has the folder open. A service that was killed leaves its file behind, and its pid and port may be another
 * program's by now, to whom no password may go: so only the lock of the folder, held by the very process that the file names, counts.
 */
export async function serviceOf(folder: string | null): Promise<string | undefined> {
  if (folder === null) return undefined;
  try {
    const { url, pid } = JSON.parse(await readFile(join(folder, SERVICE_FILE), 'utf8')) as ServiceFile;
    return whoHolds(folder) === pid ? url : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return undefined;
    throw error;
  }
}
