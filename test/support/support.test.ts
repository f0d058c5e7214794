import { expect, test } from 'vitest';
import { browserContext } from './chromium.ts';
import { pglite } from './pglite.ts';
import { postgresClient } from './postgres.ts';
import { skipBecause } from './skip.ts';

test('a PostgreSQL server answers, and a date comes back as its text', async (context) => {
  const client = await postgresClient(context);
  const { rows } = await client.query(
    "select date '2017-09-11' as adopted, current_setting('server_version_num')::int >= 150000 as enough",
  );
  expect(rows).toEqual([{ adopted: '2017-09-11', enough: true }]);
});

test('PGlite answers, and a date comes back as its text', async () => {
  const { rows } = await (await pglite()).query("select date '2017-09-11' as adopted");
  expect(rows).toEqual([{ adopted: '2017-09-11' }]);
});

test('Chromium draws a page', async (context) => {
  const page = await (await browserContext(context)).newPage();
  await page.setContent('<p>¶17</p>');
  expect(await page.textContent('p')).toBe('¶17');
});

test('where a skip is not allowed, a test that cannot run fails and says why', (context) => {
  const before = process.env.RESOLUTE_NO_SKIP;
  process.env.RESOLUTE_NO_SKIP = '1';
  try {
    expect(() => skipBecause(context, 'no server')).toThrow('RESOLUTE_NO_SKIP=1 and this test cannot run: no server');
  } finally {
    if (before === undefined) delete process.env.RESOLUTE_NO_SKIP;
    else process.env.RESOLUTE_NO_SKIP = before;
  }
});
