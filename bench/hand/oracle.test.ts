/** Two authors, one contract: the hand-written norms and the engine with the shipped law answer every generated case alike. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Compiled, compile } from '../../src/decide/compile.ts';
import { loadRegimes } from '../../src/files/law/load.ts';
import type { Permit } from '../workload/cases.ts';
import { decideByHand } from './hand-js.ts';

let law: Compiled;
beforeAll(async () => {
  law = compile(await loadRegimes());
});

const orUnknown = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null, freq: 4 });
const truth = orUnknown(fc.boolean());
/** The days on which something begins or ends, and those beside them. */
const DAYS = [
  '2017-08-05',
  '2017-08-06',
  '2017-09-10',
  '2017-09-11',
  '2017-09-12',
  '2017-12-02',
  '2017-12-03',
  '2017-12-21',
  '2017-12-22',
  '2018-01-25',
  '2018-01-26',
  '2018-06-01',
  '2018-06-02',
  '2018-06-03',
  '2019-12-22',
  '2019-12-23',
  '2024-02-29',
];
const day = fc.constantFrom(...DAYS);
/** No member of the European Union as host: the hand-written norms leave the Union's own measures out. */
const permit: fc.Arbitrary<Permit> = fc
  .record({
    host: fc.constantFrom('MNG', 'QAT', 'RUS'),
    act: fc.constantFrom('authorise' as const, 'renew' as const, 'contract' as const, 'employ' as const, 'remain' as const),
    asOf: day,
    worker: fc.record({
      nationalities: orUnknown(
        fc.uniqueArray(fc.constantFrom('PRK', 'PRK', 'MNG', 'QAT', 'RUS', 'KOR', 'XXA'), { minLength: 1, maxLength: 3 }),
      ),
      earnsIncome: truth,
      safetyOverseer: truth,
      returnProhibited: truth,
      protectionAssessment: orUnknown(fc.constantFrom('none' as const, 'pending' as const, 'upheld' as const, 'refused' as const)),
      immunity: truth,
      residesOnOtherTitle: truth,
      listed: truth,
    }),
    employer: fc.record({ private: truth, listed: truth }),
    contract: fc.record({ finalisedOn: orUnknown(day), endsOn: orUnknown(day), written: truth }),
    approvals: orUnknown(
      fc.array(fc.record({ committee: orUnknown(fc.constantFrom('1718', '1267')), approvedOn: orUnknown(day) }), { maxLength: 2 }),
    ),
    register: fc.record({ headroom: orUnknown(fc.integer({ min: -2, max: 2 })) }),
  })
  .map((one) => {
    const { protectionAssessment: procedure, ...worker } = one.worker;
    // What was entered beside a procedure must agree with it, or the door refuses the case.
    const returnProhibited =
      procedure === 'upheld' ? true : procedure === 'refused' ? false : procedure === 'pending' ? null : worker.returnProhibited;
    return {
      id: 'generated',
      ...one,
      worker: { ...worker, protectionAssessment: procedure, returnProhibited },
      permit: { validFrom: null, validTo: null },
      application: { receivedOn: null },
    };
  });

test('the engine and the hand-written norms agree on 20,000 generated cases', () => {
  fc.assert(
    fc.property(permit, (one) => {
      const { missing, ...settled } = law.settle(law.admit(one));
      expect({ id: one.id, ...settled, missing: missing.join('|') }).toEqual(decideByHand(one));
    }),
    { numRuns: Number(process.env.RESOLUTE_ORACLE_RUNS ?? 20_000) },
  );
}, 60_000);
