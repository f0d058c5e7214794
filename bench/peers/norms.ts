/**
 * The fourteen norms once, for every rule engine that has a language of its own. None of these engines knows *unknown*, so a norm must be
 * asked twice to be right: is it certainly true, is it possibly true. `asked` builds both from one definition; `naively` gives what a
 * user writes who does not think of it (an unknown fact counts as "no"). How an engine says *and* or *holds* is its {@link Dialect}.
 */

export type Dialect<C> = {
  all(conditions: C[]): C;
  any(conditions: C[]): C;
  not(condition: C): C;
  always(value: boolean): C;
  actIn(acts: string[]): C;
  hostIs(code: string): C;
  hostIn(codes: readonly string[]): C;
  /** `asOf` on this day or later. */
  from(day: string): C;
  isTrue(fact: string): C;
  isFalse(fact: string): C;
  isNull(fact: string): C;
  /** The nationalities are known and hold the code; `host` stands for the case's own host. */
  holds(code: 'PRK' | 'GBR' | 'host'): C;
  /** The nationalities are known and hold one of the codes. */
  holdsAny(codes: readonly string[]): C;
  headroomBelowOne(): C;
  /** Some approval is certainly by the 1718 Committee and in time. */
  approved(): C;
  /** The list is unknown, or a date in it is and it may be one in time. */
  approvalUnknown(): C;
  finalisedBefore(day: string): C;
  finalisedOn(day: string): C;
};

export const NORMS = [
  'un.2371.11',
  'un.2375.17',
  'un.2397.8.workers',
  'un.2397.8.attaches',
  'mng.no-renewal',
  'mng.no-new-private-contracts',
  'mng.leave-by-year-end',
  'mng.no-authorisation',
  'mng.work-until-june',
  'mng.leave-before-3-june',
  'eu.cap',
  'eu.no-authorisation',
  'eu.no-renewal',
  'eu.return',
] as const;

const MEMBER_STATES = 'AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE'.split(
  ' ',
);

type Asked<C> = { certain: C; possible: C };

/** Each norm as a pair of questions, in the order of {@link NORMS}. */
export function asked<C>(dialect: Dialect<C>): Asked<C>[] {
  return norms(dialect, (certain, unknown) => ({ certain, possible: dialect.any([certain, unknown]) }));
}

/** Each norm as one question, an unknown counting as "no". */
export function naively<C>(dialect: Dialect<C>): C[] {
  return norms(dialect, (certain) => ({ certain, possible: certain })).map((pair) => pair.certain);
}

function norms<C>(d: Dialect<C>, leaf: (certain: C, unknown: C) => Asked<C>): Asked<C>[] {
  const known = (condition: C): Asked<C> => ({ certain: condition, possible: condition });
  const all = (...parts: Asked<C>[]): Asked<C> => ({
    certain: d.all(parts.map((p) => p.certain)),
    possible: d.all(parts.map((p) => p.possible)),
  });
  const any = (...parts: Asked<C>[]): Asked<C> => ({
    certain: d.any(parts.map((p) => p.certain)),
    possible: d.any(parts.map((p) => p.possible)),
  });
  const not = (part: Asked<C>): Asked<C> => ({ certain: d.not(part.possible), possible: d.not(part.certain) });
  const fact = (name: string) => leaf(d.isTrue(name), d.isNull(name));
  const openQuestion = () => leaf(d.always(false), d.always(true));
  const on = (...acts: string[]) => known(d.actIn(acts));
  const from = (day: string) => known(d.from(day));
  const inMongolia = known(d.hostIs('MNG'));

  const prk = leaf(d.holds('PRK'), d.isNull('worker.nationalities'));
  const approved = leaf(d.approved(), d.approvalUnknown());
  const signedBefore = leaf(d.finalisedBefore('2017-09-11'), d.any([d.isNull('contract.finalisedOn'), d.finalisedOn('2017-09-11')]));
  const spared = all(fact('contract.written'), signedBefore);
  const renewalIsNew = any(all(inMongolia, from('2017-12-03')), openQuestion());
  const sheltered = any(fact('worker.returnProhibited'), fact('worker.immunity'));
  const excepted = any(leaf(d.holds('host'), d.isNull('worker.nationalities')), sheltered);
  const inUnion = any(known(d.hostIn(MEMBER_STATES)), all(known(d.hostIs('GBR')), known(d.not(d.from('2021-01-01')))));
  const european = leaf(
    d.any([d.holdsAny(MEMBER_STATES), d.all([d.not(d.from('2020-02-01')), d.holds('GBR')])]),
    d.isNull('worker.nationalities'),
  );
  const overCap = all(prk, leaf(d.headroomBelowOne(), d.isNull('register.headroom')), not(approved));
  const admitted = all(prk, any(not(fact('worker.residesOnOtherTitle')), openQuestion()), not(approved));
  const sparedByUnion = all(fact('contract.written'), leaf(d.finalisedBefore('2017-09-11'), d.isNull('contract.finalisedOn')));
  return [
    all(on('authorise'), from('2017-08-06'), overCap),
    all(any(on('authorise'), all(on('renew'), renewalIsNew)), from('2017-09-11'), admitted, not(spared)),
    all(on('employ', 'remain'), from('2017-12-22'), prk, fact('worker.earnsIncome'), not(excepted)),
    all(on('employ', 'remain'), from('2017-12-22'), prk, fact('worker.safetyOverseer'), not(excepted)),
    all(on('renew'), inMongolia, from('2017-12-03'), prk),
    all(on('contract'), inMongolia, from('2017-12-03'), prk, fact('employer.private')),
    all(on('employ', 'remain'), inMongolia, from('2017-12-03'), prk),
    all(on('authorise'), inMongolia, from('2018-01-26'), prk),
    all(on('employ'), inMongolia, from('2018-01-26'), prk, not(excepted)),
    all(on('remain'), inMongolia, from('2018-01-26'), prk, not(excepted)),
    all(on('authorise'), inUnion, from('2017-09-14'), overCap),
    all(on('authorise'), inUnion, from('2017-10-16'), admitted, not(sparedByUnion)),
    all(on('renew'), inUnion, from('2017-10-16'), prk, not(fact('worker.returnProhibited'))),
    all(
      on('employ', 'remain'),
      inUnion,
      from('2018-02-26'),
      prk,
      any(fact('worker.earnsIncome'), fact('worker.safetyOverseer')),
      not(any(european, sheltered)),
    ),
  ];
}
