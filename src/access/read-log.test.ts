import { describe, expect, test } from 'vitest';
import { aStore, ENGINES } from '../../test/support/register.ts';
import { newId } from '../office/ids.ts';
import type { Actor } from './actor.ts';
import { PurposeMissing } from './errors.ts';
import { logRead, purposeOf, readingsOf } from './read-log.ts';

const NOW = '2026-11-25T08:00:00.000000Z';

test.each([null, {}, { purpose: 'audit' }, { purpose: 'audit', words: '  ' }, { purpose: 'curiosity', words: 'why not' }])(
  '%j is no purpose',
  (given) => {
    expect(() => purposeOf(given)).toThrow(PurposeMissing);
  },
);

describe.each(ENGINES)('the log of readings on %s', (engine) => {
  test('who read what of whom and why, the latest first, a page at a time', async (context) => {
    const { db } = await aStore(context, engine);
    const actor: Actor = { account: newId(), name: 'D. Officer', roles: ['permit-officer'], employer: null, scopes: null, via: 'session' };
    const [one, two, untouched] = [newId(), newId(), newId()];
    const purpose = purposeOf({ purpose: 'handling-a-case', words: ' Application APP-77 ' });
    await logRead(
      db,
      actor,
      [
        { person: one, fields: ['names', 'birthDate'] },
        { person: two, fields: ['documents'] },
        { person: untouched, fields: [] },
      ],
      purpose,
      NOW,
    );
    expect(await readingsOf(db, { person: one })).toEqual([
      {
        number: expect.any(Number),
        at: NOW,
        account: actor.account,
        person: one,
        fields: ['birthDate', 'names'],
        purpose: 'handling-a-case',
        words: 'Application APP-77',
      },
    ]);
    expect(await readingsOf(db, { person: untouched })).toEqual([]);
    const all = await readingsOf(db, { account: actor.account });
    expect(all.map(({ person }) => person).sort()).toEqual([one, two].sort());
    expect(await readingsOf(db, { account: actor.account }, all[0]?.number ?? 0)).toEqual(all.slice(1));
  });
});
