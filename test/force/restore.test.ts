import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { Frontier } from '../../src/audit/merkle.ts';
import { verifyLog } from '../../src/audit/verify/verify.ts';
import type { Office } from '../../src/office/office.ts';
import { perform } from '../../src/office/perform.ts';
import { backup, backupKeys } from '../../src/store/backup/backup.ts';
import { restore } from '../../src/store/backup/restore.ts';
import type { Db } from '../../src/store/db.ts';
import { anOffice, aStore, ENGINES, type TestOffice } from '../support/register.ts';
import { check } from './check.ts';
import { COMMANDS } from './histories/commands.ts';
import type { Model } from './histories/model.ts';
import { expected, World } from './histories/world.ts';
import { BASELINE_ON } from './scene.ts';

const PATHS = ENGINES.flatMap((from) => ENGINES.map((to) => [from, to] as const));

test.for(PATHS)('a register that was lived in is backed up from %s and goes on in %s', async ([from, to], context) => {
  const here = await anOffice(context, from);
  const world = new World(here);
  const model = await world.begin();
  await live(world, model, 1);

  const folder = mkdtempSync(join(tmpdir(), 'resolute-restore-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [register, keys] = [join(folder, 'register.backup'), join(folder, 'keys.backup')];
  const made = await backup(here.office.store, register, { log: endOfLog });
  await backupKeys(here.office.store, keys);

  // The chain is followed within the restoring transaction: what does not verify is not restored.
  const target = await aStore(context, to, { migrate: false });
  await restore(target, register, {
    keys,
    check: async (tx, { log }) => {
      const verified = await verifyLog({ db: tx, transaction: (act) => act(tx) }, { verifiers: [], now: here.office.clock.now() });
      expect(verified.problems).toEqual([]);
      expect({ size: verified.size, root: verified.root }).toEqual(log);
    },
  });
  expect(made.log?.size).toBeGreaterThan(20);

  // The same people go on there, with the same keys, and find what they left.
  const office: Office = { ...here.office, store: target };
  const there: TestOffice = {
    ...here,
    office,
    act: async (actor, what, input, circumstances) => (await perform(office, actor, what, input, circumstances)).result,
  };
  expect((await check(office, { acknowledged: [], baselineOn: BASELINE_ON })).problems).toEqual([]);
  const again = world.movedTo(there);
  expect(await again.found()).toEqual(expected(model));
  await live(again, model, 2);
  expect(await again.found()).toEqual(expected(model));
  expect((await check(office, { acknowledged: [], baselineOn: BASELINE_ON })).problems).toEqual([]);
});

/** Some acts, those of them done that the model allows. */
async function live(world: World, model: Model, seed: number): Promise<void> {
  const drawn = fc.oneof(...COMMANDS.map((command) => command.draw.map((draw) => ({ command, draw }))));
  for (const { command, draw } of fc.sample(drawn, { numRuns: 60, seed })) {
    const asked = command.ask(world, draw);
    if (asked === null || command.reasons(model, asked.about).length > 0) continue;
    const result = await world.perform(asked);
    expect(command.done(model, asked.about, result, [])).toBeUndefined();
    command.learn?.(world, asked.about, result);
  }
}

async function endOfLog(tx: Db): Promise<{ size: number; root: string }> {
  const { rows } = await sql<{ size: number; edge: string }>`select size, encode(frontier, 'hex') as edge from log_head`.execute(tx);
  const { size = 0, edge = '' } = rows[0] ?? {};
  return { size, root: new Frontier(size, edge).root() };
}
