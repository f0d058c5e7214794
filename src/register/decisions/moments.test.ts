import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { applied, permitsOfThePast, someone } from '../../../test/support/applicants.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { findNothing, openAssessment } from '../../protection/assess.ts';
import { decideCaseQuery } from '../cases/decide.ts';
import { correctContract } from '../contracts/correct.ts';
import { proposeDecision } from './propose.ts';
import { readWorking, replayDecision, replaySample } from './replay.ts';

describe.each(ENGINES)('what was known then and what is known now, %s', (engine) => {
  test('story 37: the contract date is corrected in March; the decision of December replays as known then, and both can be seen', async (context) => {
    const register = await anOffice(context, engine, { today: '2017-12-07' });
    const { office, somebody, act, ask, goTo } = register;
    const clerk = somebody('permit-officer');
    const person = await someone(register, clerk, { finalisedOn: '2017-09-01' });
    await permitsOfThePast(register, person.employer, 2, { from: '2017-01-01', to: '2017-08-31' });
    const asked = await applied(register, clerk, person);
    const { decision } = await act(clerk, proposeDecision, { application: asked, taken: 'grant' });
    const then = await instant(office.store.db);

    goTo('2018-03-12');
    const evidence = { kind: 'contract', reference: 'the original, seen at the notary' };
    await act(clerk, correctContract, { contract: person.contract, finalisedOn: '2017-09-20', evidence, trueOn: '2017-12-07' });
    expect(await ask(clerk, replayDecision, { decision })).toMatchObject({ result: 'same', hashHolds: true });
    expect((await ask(clerk, readWorking, { decision })).case).toMatchObject({ contract: { finalisedOn: '2017-09-01' } });
    expect(await replaySample(office, 5)).toMatchObject([{ decision, result: 'same' }]);

    const question = { ...person, act: 'authorise' as const };
    const known = await ask(clerk, decideCaseQuery, question, { asOf: '2017-12-07', knownAt: then });
    expect(known.case).toMatchObject({ contract: { finalisedOn: '2017-09-01' } });
    expect(paragraph17(known.decision)).toBe('false');
    const corrected = await ask(clerk, decideCaseQuery, question, { asOf: '2017-12-07', knownAt: null });
    expect(corrected.case).toMatchObject({ contract: { finalisedOn: '2017-09-20' } });
    expect(paragraph17(corrected.decision)).toBe('true');
  });

  test('protection is read as it stood at the moment that is asked about', async (context) => {
    const register = await anOffice(context, engine, { today: '2018-06-10' });
    const { office, somebody, act, ask, goTo } = register;
    const [clerk, protection] = [somebody('permit-officer'), somebody('protection-officer')];
    const person = await someone(register, clerk);
    await act(protection, findNothing, { worker: person.worker, words: 'Asked in Korean; nothing was raised.' });
    const before = await instant(office.store.db);
    goTo('2018-06-12');
    await act(protection, openAssessment, { worker: person.worker, ground: 'Fears punishment.' });
    const question = { ...person, act: 'remain' as const };
    expect((await ask(clerk, decideCaseQuery, question)).decision).toMatchObject({ outcome: 'undecided', protected: true });
    const then = await ask(clerk, decideCaseQuery, question, { asOf: null, knownAt: before });
    expect(then.decision).toMatchObject({ outcome: 'barred', protected: false });
    expect((await ask(clerk, decideCaseQuery, question, { asOf: '2018-06-12', knownAt: null })).decision).toMatchObject({
      protected: true,
    });
  });
});

/** Whether S/RES/2375 (2017) ¶17 bites. */
function paragraph17({ provisions }: Record<string, unknown>): string | undefined {
  return (provisions as { id: string; value: string }[]).find(({ id }) => id === 'un.2375.17')?.value;
}

/** The instant of the last entry of the log. */
async function instant(db: Parameters<typeof replaySample>[2] & object): Promise<string> {
  const { rows } = await sql<{ at: string }>`select known_at as at from log_head`.execute(db);
  return rows[0]?.at ?? '';
}
