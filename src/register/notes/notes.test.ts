import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { placeHold } from '../../protection/place.ts';
import { registerWorker } from '../workers/register.ts';
import { listNotes, myMentions } from './read.ts';
import { writeNote } from './write.ts';

const personal = { names: [{ text: 'Han Myong Su', script: 'Latn' as const }] };

describe.each(ENGINES)('notes, %s', (engine) => {
  test('a note is sealed, answered in its own thread, and calls whom it names', async (context) => {
    const { office, somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const called = somebody('supervisor');
    const about = (await act(officer, registerWorker, { personal })).id;
    const other = (await act(officer, registerWorker, { personal })).id;
    const on = { aboutKind: 'worker' as const, about };
    await expect(act(officer, writeNote, { ...on, text: '  ' })).rejects.toMatchObject({
      code: 'register.input-refused',
      place: { field: 'text' },
    });
    await expect(act(officer, writeNote, { ...on, text: 'x', mentions: [called.account] })).rejects.toMatchObject({
      place: { field: 'mentions' },
    });
    await sql`insert into access_account (id, login, name, made_at) values (${called.account}, 'called', 'Called', now())`.execute(
      office.store.db,
    );
    const first = (await act(officer, writeNote, { ...on, text: 'He showed the Tuul contract.', mentions: [called.account] })).id;
    await act(called, writeNote, { ...on, text: 'Seen.', inReplyTo: first });
    await expect(act(called, writeNote, { ...on, about: other, text: 'x', inReplyTo: first })).rejects.toMatchObject({
      place: { field: 'inReplyTo' },
    });
    const { items } = await ask(officer, listNotes, on);
    expect(items.map(({ text, inReplyTo, author }) => ({ text, inReplyTo, author }))).toEqual([
      { text: 'He showed the Tuul contract.', inReplyTo: null, author: officer.account },
      { text: 'Seen.', inReplyTo: first, author: called.account },
    ]);
    expect((await ask(called, myMentions, {})).items.map(({ id }) => id)).toEqual([first]);
    expect((await ask(officer, myMentions, {})).items).toEqual([]);
    const { rows } = await sql<{ n: number; read: number }>`select (select count(*) from log_event where body like '%Tuul%') as n,
      (select count(*) from access_read where person = ${about}) as read`.execute(office.store.db);
    expect(rows[0]?.n).toBe(0);
    expect(rows[0]?.read).toBe(2);
    await expect(ask({ ...somebody('employer'), employer: about }, listNotes, on)).rejects.toMatchObject({ code: 'access.not-allowed' });
  });

  test('of a hold only protection may write and read, and nobody else is told that it is there', async (context) => {
    const { somebody, act, ask } = await anOffice(context, engine);
    const officer = somebody('permit-officer');
    const protector = somebody('protection-officer');
    const worker = (await act(officer, registerWorker, { personal })).id;
    const about = (await act(protector, placeHold, { worker, ground: 'Counsel names persecution' })).id;
    const on = { aboutKind: 'hold' as const, about };
    await act(protector, writeNote, { ...on, text: 'The counsel called.' });
    expect((await ask(protector, listNotes, on)).items).toHaveLength(1);
    await expect(ask(officer, listNotes, on)).rejects.toMatchObject({ code: 'register.no-such-record' });
    await expect(act(officer, writeNote, { ...on, text: 'x' })).rejects.toMatchObject({ code: 'register.no-such-record' });
    expect((await ask(officer, listNotes, { aboutKind: 'worker', about: worker })).items).toEqual([]);
  });
});
