import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTexts, TRIAL } from '../../../test/support/trial-law.ts';
import { readCondition } from '../../law/condition/read.ts';
import type { Law } from '../../law/regime.ts';
import { doorOf } from '../door.ts';
import { programmeOf } from '../programme.ts';
import { enter, newFrame } from '../settle.ts';
import { Study } from './study.ts';

const MORE_FACTS = `  - name: contract.endsOn
    type: date
    question: { en: When does it end? }
    words: { is: { en: the end of the contract } }
`;

const [TRIED] = openTexts({ ...TRIAL, 'facts.yaml': `${TRIAL['facts.yaml']}${MORE_FACTS}` });

/** The trial law with another condition for the departure from Mongolia. */
function lawWith(text: string): Law {
  const law = TRIED?.law;
  const compiled = law?.regimes[0];
  if (law == null || compiled === undefined) throw new Error(JSON.stringify(TRIED?.reading.findings));
  const { regime } = compiled;
  const { node, findings } = readCondition(text, {
    facts: new Map(law.vocabulary.facts.map((fact) => [fact.name, fact])),
    questions: new Set(regime.questions.map(({ id }) => id)),
    terms: new Set(regime.terms.map(({ id }) => id)),
    params: new Map(),
    mayAskKnown: false,
  });
  if (node === null) throw new Error(JSON.stringify(findings));
  const provisions = regime.provisions.map((rule) => (rule.id === 'mng.leave' ? { ...rule, when: { source: text, node } } : rule));
  return { ...law, regimes: [{ ...compiled, regime: { ...regime, provisions } }] };
}

function studyOf(law: Law): Study {
  const rule = law.regimes[0]?.regime.provisions.find(({ id }) => id === 'mng.leave');
  if (rule === undefined) throw new Error('the trial law lost its provision');
  return new Study(law, rule);
}

/** The value of the condition on cases that go through the door; `refused` where the door says no. */
function valuesIn(law: Law): (given: object) => boolean | null | 'refused' {
  const programme = programmeOf(law);
  const door = doorOf(law.vocabulary, ['renewal']);
  const ready = programme.forHost('MNG').all.find(({ rule }) => rule.id === 'mng.leave');
  const frame = newFrame(programme);
  return (given) => {
    const { case: admitted, problems } = door.inspect(given);
    if (problems.length > 0) return 'refused';
    enter(frame, admitted);
    return (ready?.when.of(frame) ?? null) as boolean | null;
  };
}

const day = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((n) => Temporal.PlainDate.from('2018-02-01').add({ days: n }).toString());
const written = day(-3, 3).map((iso) => `date("${iso}")`);
const dateFact = fc.constantFrom('contract.finalisedOn', 'contract.endsOn', 'asOf');
const order = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
const date = fc.oneof(
  written,
  dateFact,
  fc.tuple(dateFact, fc.integer({ min: -2, max: 2 })).map(([fact, n]) => `addDays(${fact}, ${n})`),
  dateFact.map((fact) => `addMonths(${fact}, 1)`),
);
/** Atoms close to one another, so that many conjunctions of them exclude themselves by a day or a number. */
const atom: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(dateFact, order, date).map(([fact, how, other]) => `${fact} ${how} ${other}`),
  fc.tuple(dateFact, date).map(([fact, other]) => `before(${fact}, ${other})`),
  fc.tuple(order, fc.integer({ min: -1, max: 2 })).map(([how, n]) => `register.headroom ${how} ${n}`),
  fc.constantFrom(
    '"PRK" in worker.nationalities',
    '"KOR" in worker.nationalities',
    'host in worker.nationalities',
    'worker.nationalities.all(n, n != "PRK")',
  ),
  fc.constantFrom(
    'worker.returnProhibited',
    'worker.protectionAssessment != "none"',
    'worker.protectionAssessment == "refused"',
    'worker.protectionAssessment in ["pending", "upheld"]',
  ),
  fc.constantFrom('question("renewal")', 'prk'),
  fc.tuple(order, date).map(([how, other]) => `approvals.exists(a, a.committee == "1718" && a.approvedOn ${how} ${other})`),
  fc.tuple(order, written).map(([how, other]) => `approvals.all(a, a.approvedOn ${how} ${other})`),
);
const negatable = fc.tuple(atom, fc.boolean()).map(([text, not]) => (not ? `!(${text})` : text));
const condition = fc
  .array(fc.array(negatable, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 2 })
  .map((either) => either.map((all) => `(${all.join(' && ')})`).join(' || '));

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 6 });
/** Cases made without a look at the boundary. */
const aCase = fc.record({
  host: fc.constant('MNG'),
  act: fc.constant('remain'),
  asOf: day(-40, 40),
  worker: fc.record({
    nationalities: maybe(fc.uniqueArray(fc.constantFrom('PRK', 'KOR', 'MNG', 'USA'), { minLength: 1, maxLength: 4 })),
    returnProhibited: maybe(fc.boolean()),
    protectionAssessment: maybe(fc.constantFrom('none', 'pending', 'upheld', 'refused')),
  }),
  contract: fc.record({ finalisedOn: maybe(day(-45, 45)), endsOn: maybe(day(-45, 45)) }),
  approvals: maybe(fc.array(fc.record({ committee: fc.constantFrom('1718', 'other'), approvedOn: day(-6, 6) }), { maxLength: 3 })),
  register: fc.record({ headroom: maybe(fc.integer({ min: -4, max: 5 })) }),
  interpretation: fc.record({ renewal: fc.boolean() }),
});
/** The same close to the dates that conditions name, where the answers turn. */
const aNearCase = fc
  .tuple(aCase, day(-4, 4), day(-5, 5), day(-5, 5))
  .map(([one, asOf, finalisedOn, endsOn]) => ({ ...one, asOf, contract: { finalisedOn, endsOn } }));

describe('the search over boundary facts', () => {
  test('never says "never" of a condition that a random case makes true, and its own examples are true', () => {
    let never = 0;
    let found = 0;
    fc.assert(
      fc.property(condition, fc.array(fc.oneof(aCase, aNearCase), { minLength: 60, maxLength: 60 }), (text, cases) => {
        const law = lawWith(text);
        const study = studyOf(law);
        const { example, exhausted } = study.canHold(study.ready.when);
        if (example !== null) {
          found++;
          expect(valuesIn(law)(example)).toBe(true);
        } else if (exhausted) {
          never++;
          const valueOn = valuesIn(law);
          for (const one of cases) expect(valueOn(one)).not.toBe(true);
        }
      }),
      { numRuns: 60 },
    );
    // The property means something only while both kinds come up.
    expect(never).toBeGreaterThan(0);
    expect(found).toBeGreaterThan(30);
  });

  const NEVER = [
    'contract.finalisedOn < contract.endsOn && contract.endsOn < contract.finalisedOn',
    'contract.finalisedOn < contract.endsOn && contract.endsOn < asOf && asOf < addDays(contract.finalisedOn, 2)',
    'approvals.exists(a, a.committee == "1718") && approvals.all(a, a.committee != "1718")',
    'worker.protectionAssessment == "upheld" && !worker.returnProhibited',
    'worker.protectionAssessment == "pending" && worker.returnProhibited',
    'register.headroom > 2 && register.headroom < 3',
    'prk && worker.nationalities.all(n, n != "PRK")',
    'question("renewal") && !question("renewal")',
  ];
  for (const text of NEVER)
    test(`says "never" of ${text}`, () => {
      const study = studyOf(lawWith(text));
      expect(study.canHold(study.ready.when)).toEqual({ example: null, exhausted: true });
    });

  const POSSIBLE = [
    'contract.finalisedOn < contract.endsOn && contract.endsOn < asOf && asOf < addDays(contract.finalisedOn, 3)',
    'worker.protectionAssessment != "none" && worker.returnProhibited',
    'worker.protectionAssessment != "none" && !worker.returnProhibited',
    'approvals.exists(a, a.committee == "1718") && approvals.exists(a, a.committee == "other") && !approvals.all(a, a.approvedOn > asOf)',
    'addMonths(contract.finalisedOn, 6) == date("2018-02-28") && contract.finalisedOn > date("2017-08-29")',
    'daysBetween(contract.finalisedOn, contract.endsOn) == 365',
    'prk && host in worker.nationalities && "KOR" in worker.nationalities',
    'register.headroom > 2 && register.headroom < 4',
    '!question("renewal")',
    'worker.protectionAssessment == "pending" && (worker.returnProhibited || question("renewal"))',
  ];
  for (const text of POSSIBLE)
    test(`finds a case for ${text}`, () => {
      const law = lawWith(text);
      const study = studyOf(law);
      const { example } = study.canHold(study.ready.when);
      expect(example).not.toBeNull();
      expect(valuesIn(law)(example ?? {})).toBe(true);
    });
});
