import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundle } from '../../audit/bundle.ts';
import type { ImportSummary, ImportWishes } from '../../register/bulk/import.ts';
import { configurationOf } from '../../register/configuration.ts';
import type { LogReport } from '../../register/proof/verify.ts';
import { type Call, type Flag, textFlag } from '../command.ts';
import { type Credentials, credentialsOf } from './credentials.ts';

export interface Circumstances {
  readonly key: string | null;
  readonly dryRun: boolean;
}

export interface Moment {
  readonly asOf: string | null;
  readonly knownAt: string | null;
}

/** The register as a command reaches it: in this process, or through the service that has it open. Both are the same use cases. */
export interface RegisterDoor {
  readonly act: (name: string, input: Readonly<Record<string, unknown>>, circumstances: Circumstances) => Promise<unknown>;
  readonly ask: (name: string, input: Readonly<Record<string, unknown>>, moment: Moment) => Promise<unknown>;
  readonly importSheet: (
    wishes: Pick<ImportWishes, 'file' | 'map' | 'dryRun' | 'onProgress' | 'onReject'> & { readonly key: string | null },
  ) => Promise<ImportSummary>;
  /** Writes the export into a file. @returns the number of records, or null where the service does not say */
  readonly exportTo: (file: string, wishes: ExportOrder) => Promise<number | null>;
  readonly verify: () => Promise<LogReport>;
  readonly bundle: (decision: string) => Promise<Bundle>;
  /** A secret with which the person of an account sets a password. */
  readonly invite: (account: string) => Promise<{ readonly code: string; readonly expiresAt: string }>;
  readonly close: () => Promise<void>;
}

export interface ExportOrder {
  readonly kind: string;
  readonly format: 'csv' | 'jsonl' | 'parquet';
  readonly fields: readonly string[] | undefined;
  readonly moment: Moment;
  /** Names of workers too, for a purpose that is logged. */
  readonly personal: { readonly purpose: string; readonly words: string } | null;
}

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
  const credentials = await credentialsOf(call, configuration.folder);
  if (url !== undefined && url !== '') return (await import('./remote.ts')).remoteDoor(url, credentials);
  return (await import('./local.ts')).localDoor(configuration, credentials);
}

export type { Credentials };

/** What a running service leaves in its data folder, so that commands find it. */
export const SERVICE_FILE = 'service.json';

export interface ServiceFile {
  readonly url: string;
  readonly pid: number;
}

async function serviceOf(folder: string | null): Promise<string | undefined> {
  if (folder === null) return undefined;
  try {
    const { url, pid } = JSON.parse(await readFile(join(folder, SERVICE_FILE), 'utf8')) as ServiceFile;
    process.kill(pid, 0); // a service that was killed leaves its file behind
    return url;
  } catch {
    return undefined; // none runs: the command opens the data itself, and the lock of the folder has the last word
  }
}
