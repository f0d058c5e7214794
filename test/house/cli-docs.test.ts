import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cliPage, PAGE } from '../../scripts/cli-docs.ts';

test(`${PAGE} says what the commands say`, async () => {
  expect(readFileSync(PAGE, 'utf8'), `${PAGE} is stale. Run \`node scripts/cli-docs.ts\`.`).toBe(await cliPage());
});
