import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { appears, command, newFolder, ran, readJson, served } from '../../../test/support/command.ts';

/*
 * `npm start` as somebody types it, in processes of its own: killed in the middle of its first start, started again, written to, killed
 * while it serves, started again, stopped. Nothing that was acknowledged is lost, and the example is whole in the end.
 */

test('the example survives being killed while it is made and while it serves, and keeps what was written', {
  timeout: 400_000,
}, async () => {
  const folder = newFolder();
  const data = { RESOLUTE_DATA: folder };
  for (const sign of ['pgdata', 'demo-accounts.json']) {
    const child = command(['start', '--port', '0'], data);
    await appears(join(folder, sign), 120_000);
    await pause(sign === 'pgdata' ? 1_500 : 0); // while the sheet is written; while the matters are laid on the tables
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await closed;
  }

  const first = await served(['start'], data);
  expect(first.said()).toContain('It is 7 December 2017 in it: 11,616 permits of ten years, 1,190 workers');
  for (const { login, password } of readJson<{ login: string; password: string }[]>(join(folder, 'demo-accounts.json'))) {
    expect(first.said()).toContain(login);
    expect(first.said()).toContain(password);
  }
  const lists = async (): Promise<number[]> => {
    const one = async (line: string): Promise<number> =>
      (JSON.parse((await ran(`${line} --json`, data)).out) as { items: unknown[] }).items.length;
    return Promise.all([
      one('application list --as officer'),
      one('approve list --as supervisor'),
      one('hold list --as protection'),
      one('note list application R-INV-17-0059 --as officer'),
    ]);
  };
  expect(await lists()).toEqual([13, 3, 2, 3]);
  expect(await ran('note write application R-INV-17-0059 --text "Kept" --as officer', data)).toMatchObject({ code: 0, err: '' });

  // A second one beside it, and what needs the data for itself, are told where they are; neither does harm.
  const again = await ran('start --port 0', data);
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining(`is open already, at ${first.url}`) });
  const backup = await ran(`backup ${join(folder, 'no.backup')} --as admin`, data);
  expect(backup).toMatchObject({ code: 2, err: expect.stringContaining(`open in process ${first.pid}`) });

  expect(await first.end('SIGKILL')).toBe(null);
  expect(existsSync(join(folder, 'service.json'))).toBe(true); // left behind, and believed by nobody
  expect(await ran('note list application R-INV-17-0059 --as officer', data)).toMatchObject({
    code: 0,
    out: expect.stringContaining('Kept'),
  });

  const second = await served(['start'], data);
  expect(second.said()).toContain('kept from the last time');
  expect(await lists()).toEqual([13, 3, 2, 4]);
  expect(await ran('audit verify --as auditor', data)).toMatchObject({ code: 0, out: expect.stringContaining('The log is whole.') });
  expect(await second.end('SIGTERM')).toBe(0);
  expect(existsSync(join(folder, 'service.json'))).toBe(false);
});
