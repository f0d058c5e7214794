import { describe, expect, test } from 'vitest';
import { draftsOf, isDraftHash, overlay, UnknownDraft } from './draft.ts';
import type { Draft, Law, Provision, Regime } from './regime.ts';

const literal = { source: 'true', node: { op: 'literal', type: 'bool', value: true, range: [0, 4] } } as const;
const provision = (id: string, layer: string, by: string): Provision => ({
  id,
  layer,
  cite: { instrument: 'S/RES/1 (2000)', paragraph: '1' },
  effect: 'require',
  strength: null,
  basis: null,
  governs: [{ act: 'remain', where: null }],
  inForce: { from: '2017-12-22', until: null },
  testedOn: 'asOf',
  when: literal,
  unless: [],
  duty: { ends: 'stay', from: '2017-12-22', by, working: '' },
  cap: null,
  about: 'case',
  words: { en: id },
  confidence: 'text',
  notes: null,
  against: null,
});
const draft: Draft = {
  id: 'shorter',
  status: 'draft',
  title: { en: 'A shorter time' },
  circulatedOn: '2017-12-21',
  words: { en: 'Twelve months.' },
  sources: ['a newspaper'],
  provisions: [provision('un.1', 'un', '2018-12-22'), provision('un.9', 'un', '2018-12-22')],
};
const regime: Regime = {
  id: 'one',
  title: { en: 'One' },
  about: { en: 'One.' },
  params: [],
  layers: [
    { id: 'un', title: { en: 'UN' }, hosts: null },
    { id: 'mng', title: { en: 'Mongolia' }, hosts: [{ code: 'MNG', until: null }] },
  ],
  terms: [],
  instruments: [],
  provisions: [provision('un.1', 'un', '2019-12-22'), provision('un.2', 'un', '2019-12-22'), provision('mng.1', 'mng', '2018-06-02')],
  questions: [],
  deadlines: [],
  drafts: [draft],
};
const law: Law = {
  vocabulary: { facts: [], labels: [] },
  regimes: [
    { regime, cases: [], sha256: 'a'.repeat(64) },
    { regime: { ...regime, id: 'two', drafts: [] }, cases: [], sha256: 'b'.repeat(64) },
  ],
};

describe('a draft laid over the law', () => {
  const after = overlay(law, 'shorter');

  test('replaces a provision where it stood and adds another at the end of its layer', () => {
    expect(after.regimes[0]?.regime.provisions.map(({ id, duty }) => [id, duty?.by])).toEqual([
      ['un.1', '2018-12-22'],
      ['un.2', '2019-12-22'],
      ['un.9', '2018-12-22'],
      ['mng.1', '2018-06-02'],
    ]);
  });
  test('leaves the law in force as it was', () => {
    expect(regime.provisions.map(({ id }) => id)).toEqual(['un.1', 'un.2', 'mng.1']);
    expect(regime.provisions[0]?.duty?.by).toBe('2019-12-22');
    expect(law.regimes[0]?.sha256).toBe('a'.repeat(64));
  });
  test('marks the hash of the regime it changes, and of no other', () => {
    expect(after.regimes.map(({ sha256 }) => sha256)).toEqual([`draft:shorter:${'a'.repeat(64)}`, 'b'.repeat(64)]);
    expect(after.regimes.map(({ sha256 }) => isDraftHash(sha256))).toEqual([true, false]);
  });
  test('an unknown draft names the nearest', () => {
    expect(() => overlay(law, 'shortr')).toThrow(UnknownDraft);
    expect(() => overlay(law, 'shortr')).toThrow('There is no draft `shortr`. Did you mean `shorter`?');
  });
  test('the drafts of all regimes are listed', () => {
    expect(draftsOf(law)).toEqual([draft]);
  });
});
