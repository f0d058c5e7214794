import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { applied, permitsOfThePast, someone } from '../../../test/support/applicants.ts';
import { anOffice, ENGINES } from '../../../test/support/register.ts';
import { capSeries, type PermitGroup } from '../../decide/cap.ts';
import { addToDate } from '../../values/dates.ts';
import { decideCaseQuery } from '../cases/decide.ts';
import { proposeDecision } from '../decisions/propose.ts';
import { registerEmployer } from '../employers/register.ts';
import { correctPermit } from '../permits/correct.ts';
import { setQuota } from '../quotas/set.ts';
import { boundsOf, headroomOf, type PermitsAlike, type Span } from './headroom.ts';
import { fillCounted } from './kept.ts';

const B = '2017-08-05';
const SPAN = { from: '2017-08-20', to: '2018-08-19' };

/** The same bounds from the whole series of days that `decide/cap.ts` draws. */
function fromSeries(groups: readonly PermitGroup[], span: Span): readonly [number, number] {
  const { days } = capSeries(groups, B, span.to);
  const before = days.findLast(({ day }) => day <= span.from);
  const overs = [before?.over ?? [0, 0], ...days.filter(({ day }) => day > span.from).map(({ over }) => over)] as const;
  return [0 - Math.max(...overs.map(([, most = 0]) => most)), 0 - Math.max(...overs.map(([least = 0]) => least))];
}

/** As the statement gives them: what of a permit lies within the span. */
const alike = ({ from, to, counts, permits }: PermitGroup, span: Span): PermitsAlike => ({
  stood: (from ?? '') <= B && B <= (to ?? ''),
  from: [from ?? '', span.from].sort()[1] ?? '',
  to: [to ?? '', span.to].sort()[0] ?? '',
  counts,
  permits,
});

describe('the room under a cap, for the days of a permit', () => {
  const group = (from: string, to: string, counts: boolean | null, permits = 1) => ({ from, to, counts, permits });

  test.each([
    ['an empty register has no room', [], SPAN, [0, 0]],
    ['who has left makes room', [group('2017-01-01', '2017-08-10', true, 4)], SPAN, [4, 4]],
    [
      'on the last day of a permit there is none yet',
      [group('2017-01-01', '2017-08-10', true)],
      { from: '2017-08-10', to: '2017-08-10' },
      [0, 0],
    ],
    [
      'the fullest day counts: one begins later',
      [group('2017-01-01', '2017-08-10', true, 2), group('2018-01-01', '2018-02-01', true)],
      SPAN,
      [1, 1],
    ],
    [
      'and not the days after the permit',
      [group('2017-01-01', '2017-08-10', true, 2), group('2018-01-01', '2018-02-01', true)],
      { ...SPAN, to: '2017-12-31' },
      [2, 2],
    ],
    ['the number may be passed already', [group('2017-08-06', '2018-08-05', true, 3)], SPAN, [-3, -3]],
    [
      'unknown nationality makes an interval',
      [group('2017-01-01', '2017-08-10', true, 3), group('2017-08-10', '2018-08-09', null, 2)],
      SPAN,
      [1, 3],
    ],
    ['of whoever stood on both days nothing hangs on it', [group('2017-01-01', '2018-12-31', null, 9)], SPAN, [0, 0]],
  ] as const)('%s', (_, groups, span, bounds) => {
    expect(
      boundsOf(
        groups.map((each) => alike(each, span)),
        span,
      ),
    ).toEqual(bounds);
    expect(fromSeries(groups, span)).toEqual(bounds);
  });

  test('is what the series of days says, for any permits and any span', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => addToDate('2017-07-20', 'days', n) ?? B);
    const days = fc
      .tuple(day, day)
      .map((pair) => [...pair].sort())
      .map(([from = B, to = B]) => ({ from, to }));
    const groups = fc.array(
      fc
        .record({ days, counts: fc.constantFrom(true, null), permits: fc.integer({ min: 1, max: 3 }) })
        .map(({ days: d, ...rest }) => ({ ...d, ...rest })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        groups,
        days.filter(({ from }) => from > B),
        (permits, span) => {
          const within = permits.filter(({ from, to }) => (from <= B && B <= to) || (from <= span.to && to >= span.from));
          expect(
            boundsOf(
              within.map((each) => alike(each, span)),
              span,
            ),
          ).toEqual(fromSeries(permits, span));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe.each(ENGINES)('granting under a cap, %s', (engine) => {
  test('story 34: thirty clerks grant the last three places at the same moment: three succeed, twenty-seven get a clear answer', async (context) => {
    const register = await anOffice(context, engine, { today: '2017-08-20', connections: 30 });
    const { office, somebody, act } = register;
    const clerk = somebody('permit-officer');
    const { id: employer } = await act(clerk, registerEmployer, { name: 'Altan Works', private: true });
    await permitsOfThePast(register, employer, 3, { from: '2017-01-01', to: '2017-08-10' });
    await permitsOfThePast(register, employer, 5, { from: '2017-01-01', to: '2018-12-31' });
    const asked: string[] = [];
    for (let nth = 0; nth < 30; nth += 1) asked.push(await applied(register, clerk, await someone(register, clerk, { employer })));

    const answers = await Promise.allSettled(
      asked.map((application) =>
        act(somebody('permit-officer'), proposeDecision, { application, taken: 'grant', validFrom: '2017-09-01' }),
      ),
    );
    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as Error & { code: string; kind: string }] : [],
    );
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 27 }, () => 'decision.not-open'));
    for (const { kind, message } of refused) {
      expect(kind).toBe('conflict');
      expect(message).toBe("The law's answer is needs-approval (S/RES/2371 (2017) ¶11 (un.2371.11)): `grant` is not open.");
    }
    const { rows } = await sql<{ n: number; decisions: number }>`
      select (select count(*) from permit where "grantedOn" = '2017-08-20') as n, (select count(*) from decision) as decisions`.execute(
      office.store.db,
    );
    expect(rows[0]).toEqual({ n: 3, decisions: 3 });
  });

  test('nobody knows of one holder: where it hangs on that one, the headroom is missing', async (context) => {
    const register = await anOffice(context, engine, { today: '2017-08-20' });
    const { somebody, act, ask } = register;
    const clerk = somebody('permit-officer');
    const person = await someone(register, clerk);
    await permitsOfThePast(register, person.employer, 1, { from: '2017-01-01', to: '2017-08-10' });
    const asked = await applied(register, clerk, person);
    expect((await ask(clerk, decideCaseQuery, { application: asked })).case).toMatchObject({ register: { headroom: 1 } });
    await permitsOfThePast(register, person.employer, 1, { from: '2017-08-11', to: '2018-08-10', nationalities: null });
    const answer = await ask(clerk, decideCaseQuery, { application: asked });
    expect(answer.decision).toMatchObject({ outcome: 'undecided', missing: ['register.headroom'] });
    await permitsOfThePast(register, person.employer, 1, { from: '2017-01-01', to: '2017-08-10' });
    expect((await ask(clerk, decideCaseQuery, { application: asked })).decision).toMatchObject({ outcome: 'clear' });
    const granted = await act(clerk, proposeDecision, { application: asked, taken: 'grant' });
    expect(granted.status).toBe('done');

    // From that grant on the counted permits are kept apart; whatever happens to permits and nationalities is followed there.
    const { db } = register.office.store;
    const kept = async () => (await sql<{ n: number }>`select count(*) as n from permit_counted`.execute(db)).rows[0]?.n;
    expect(await kept()).toBe(4);
    await permitsOfThePast(register, person.employer, 2, { from: '2017-01-01', to: '2017-12-31' });
    await permitsOfThePast(register, person.employer, 2, { from: '2017-01-01', to: '2017-12-31', nationalities: ['CHN'] });
    expect(await kept()).toBe(6);
    await act(clerk, correctPermit, { permit: granted.permit ?? '', validTo: '2018-08-01' });
    await sql`update worker set nationalities = '{KOR}' where nationalities is null`.execute(db);
    await sql`update worker set nationalities = '{PRK,CHN}' where nationalities = '{CHN}'`.execute(db);
    expect(await kept()).toBe(7);
    expect(await register.office.store.transaction(fillCounted)).toBe(0);
    const question = { host: 'MNG', act: 'authorise' as const, nationalities: ['PRK'], span: { from: '2017-08-20', to: '2018-08-19' } };
    const law = await register.office.law(db);
    const asKept = await headroomOf(db, law, question);
    await sql`delete from cap_nationality`.execute(db);
    expect(await headroomOf(db, law, question)).toBe(asKept);
  });

  test('a quota lets so many through in its year, its nationality and its sector, and not one more', async (context) => {
    const register = await anOffice(context, engine, { today: '2016-05-02', connections: 12 });
    const { somebody, act } = register;
    const [clerk, supervisor] = [somebody('permit-officer'), somebody('supervisor')];
    const { id: builders } = await act(clerk, registerEmployer, { name: 'Builders', private: true, sector: '4100' });
    const { id: weavers } = await act(clerk, registerEmployer, { name: 'Weavers', private: true, sector: '13' });
    await act(supervisor, setQuota, { year: 2016, nationality: 'PRK', sector: 'F', number: 2, source: 'Resolution 1' });
    await act(supervisor, setQuota, { year: 2016, number: 4, source: 'Resolution 1' });
    const grant = async (employer: string, nationality = 'PRK') => {
      const application = await applied(
        register,
        clerk,
        await someone(register, clerk, { employer, facts: { nationalities: [nationality] } }),
      );
      return () => act(clerk, proposeDecision, { application, taken: 'grant' });
    };
    const builds = await Promise.all([1, 2, 3, 4, 5, 6].map(() => grant(builders)));
    const answers = await Promise.allSettled(builds.map((run) => run()));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({
          code: 'quota.reached',
          message: 'The quota of 2016 (PRK, sector F) is 2, and as many authorisations were granted.',
        });
    await (await grant(builders, 'CHN'))();
    await (await grant(weavers))();
    await expect((await grant(weavers))()).rejects.toMatchObject({
      code: 'quota.reached',
      message: 'The quota of 2016 is 4, and as many authorisations were granted.',
    });
  });
});
