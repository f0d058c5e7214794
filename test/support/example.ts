import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE_DAY, loadExample } from '../../src/cli/example/load.ts';
import { runService } from '../../src/cli/register/service.ts';
import { configurationOf } from '../../src/register/configuration.ts';
import { openRegister } from '../../src/register/open.ts';
import type { Db } from '../../src/store/db.ts';

export interface RunningExample {
  readonly folder: string;
  readonly url: string;
  readonly db: Db;
  readonly stop: () => Promise<void>;
}

/** A folder of the test's own with the example register in it; nobody has it open. */
export async function anExampleFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'resolute-example-'));
  const register = await openRegister({ ...configurationOf({ RESOLUTE_DATA: folder }), standingDay: EXAMPLE_DAY }, {});
  try {
    await loadExample(register, folder, () => undefined);
  } finally {
    await register.close();
  }
  return folder;
}

/** A second register like the first, to be changed apart from it. */
export function copyOfFolder(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'resolute-example-'));
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, 'service.json'), { force: true });
  return copy;
}

/** The service over such a folder, in this process; it lets everybody in as often as they like. */
export async function runExample(folder: string): Promise<RunningExample> {
  const configuration = configurationOf({ RESOLUTE_DATA: folder });
  const register = await openRegister(configuration, {});
  const often = 1_000_000;
  const running = await runService(register, configuration, {
    port: 0,
    listen: undefined,
    limits: { account_perMinute: often, address_perMinute: often, signIn_perMinute: often },
  });
  return {
    folder,
    url: running.url,
    db: register.office.store.db,
    stop: async () => {
      await running.stop();
      await running.ended;
    },
  };
}
