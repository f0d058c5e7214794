import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accessPage, PAGE } from '../../scripts/access-docs.ts';

test(`${PAGE} says what the roles may do`, () => {
  expect(readFileSync(PAGE, 'utf8'), `${PAGE} is stale. Run \`node scripts/access-docs.ts\`.`).toBe(accessPage());
});
