import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { logRead } from '../../access/read-log.ts';
import { newId } from '../../office/ids.ts';
import { listReadings } from './readings.ts';

describe.each(ENGINES)('who read what, %s', (engine) => {
  test('of one person, and by one account, page by page, for the auditor alone', async (context) => {
    const { office, somebody, ask } = await anOffice(context, engine);
    const [officer, other, auditor] = [somebody('permit-officer'), somebody('protection-officer'), somebody('auditor')];
    const [first, second] = [newId(), newId()];
    const purpose = { purpose: 'handling-a-case', words: 'The renewal of March.' } as const;
    const read = (who: typeof officer, persons: readonly string[]) =>
      logRead(
        office.store.db,
        who,
        persons.map((person) => ({ person, fields: ['names', 'birthYear'] })),
        purpose,
        office.clock.now(),
      );
    await read(officer, [first, second]);
    await read(other, [first]);
    await read(officer, [second]);

    const byPerson = await ask(auditor, listReadings, { person: first });
    expect(byPerson.items.map(({ account }) => account)).toEqual([other.account, officer.account]);
    expect(byPerson.items[0]).toMatchObject({ person: first, fields: ['birthYear', 'names'], ...purpose });
    const page = await ask(auditor, listReadings, { account: officer.account, limit: 2 });
    const rest = await ask(auditor, listReadings, { account: officer.account, limit: 2, cursor: page.next ?? '' });
    expect([...page.items, ...rest.items].map(({ person }) => person)).toEqual([second, second, first]);
    expect([page.items.length, rest.next]).toEqual([2, null]);
    await expect(ask(auditor, listReadings, { account: other.account, cursor: page.next ?? '' })).rejects.toMatchObject({
      code: 'register.cursor-unreadable',
    });
    for (const input of [{}, { person: first, account: officer.account }])
      await expect(ask(auditor, listReadings, input)).rejects.toMatchObject({ code: 'register.input-refused' });
    for (const role of ['supervisor', 'administrator', 'permit-officer'] as const)
      await expect(ask(somebody(role), listReadings, { person: first })).rejects.toMatchObject({ code: 'access.not-allowed' });
  });
});
