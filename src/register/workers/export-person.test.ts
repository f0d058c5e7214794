import { describe, expect, test } from 'vitest';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { openAssessment } from '../../protection/assess.ts';
import { exportProtection } from '../../protection/export.ts';
import { placeHold } from '../../protection/place.ts';
import { readHoldGround } from '../../protection/read.ts';
import { writeNote } from '../notes/write.ts';
import { exportPerson } from './export-person.ts';
import { readPersonal } from './read-personal.ts';
import { registerWorker } from './register.ts';

const ASKED = 'Asked at the counter, passport shown';

describe.each(ENGINES)('what a person is given, %s', (engine) => {
  test('from the counter the same to the byte whether or not somebody is held; from the protection desk the rest', async (context) => {
    const { act, ask, somebody } = await anOffice(context, engine);
    const [officer, desk] = [somebody('permit-officer'), somebody('protection-officer')];
    const personal = { names: [{ text: 'Ro Kwang Hui', script: 'Latn' as const }] };
    const { id: worker } = await act(officer, registerWorker, { personal });
    await act(officer, writeNote, { aboutKind: 'worker', about: worker, text: 'Came in person.' });
    const given = async () => {
      const { readings, ...rest } = await ask(officer, exportPerson, { worker, words: ASKED });
      return { readings, rest: JSON.stringify(rest) };
    };
    const before = await given();
    expect(before.rest).toContain('Came in person.');

    const { id: hold } = await act(desk, placeHold, { worker, ground: 'Fears what awaits there' });
    await act(desk, openAssessment, { worker, ground: 'Fears what awaits there' });
    await act(desk, writeNote, { aboutKind: 'hold', about: hold, text: 'Counsel called.' });
    await ask(desk, readHoldGround, { hold, purpose: 'protection', words: 'To assess it' });
    await ask(desk, readPersonal, { worker, purpose: 'protection', words: 'To assess it' });

    const after = await given();
    expect(after.rest).toBe(before.rest);
    expect(after.readings.map(({ fields, purpose }) => ({ fields, purpose }))).toEqual([
      ...Array(2).fill({ fields: ['everything'], purpose: 'request-of-the-person' }),
    ]);

    await expect(ask(officer, exportProtection, { worker, words: ASKED })).rejects.toMatchObject({ code: 'access.not-allowed' });
    const rest = await ask(desk, exportProtection, { worker, words: 'Asked alone' });
    expect(rest.entries.map(({ event }) => event)).toEqual(['placed', 'opened', 'written']);
    expect(JSON.stringify(rest.entries)).toContain('Fears what awaits there');
    expect(JSON.stringify(rest.entries)).toContain('Counsel called.');
    expect(rest.readings.map(({ purpose }) => purpose)).toEqual(['protection', 'protection']);
  });
});
