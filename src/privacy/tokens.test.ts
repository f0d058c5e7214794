import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentForm, partsOf, ringOf } from './names.ts';
import { soundOf, soundsOf } from './sound.ts';
import { type Identity, TOKEN_KINDS, type TokenKind, tokensOf } from './tokens.ts';

const KEY = new Uint8Array(32).fill(7);
const identity = (more: Partial<Identity>): Identity => ({ names: [], documents: [], ...more });
const textOf = ({ kind, token }: { kind: TokenKind; token: Uint8Array }): string => `${kind} ${Buffer.from(token).toString('hex')}`;
const agree = (a: Partial<Identity>, b: Partial<Identity>): TokenKind[] => {
  const of = new Set(tokensOf(KEY, identity(a)).map(textOf));
  const both = tokensOf(KEY, identity(b)).filter((token) => of.has(textOf(token)));
  return TOKEN_KINDS.filter((kind) => both.some((token) => token.kind === kind));
};

describe('one name, written by different hands', () => {
  test.each([
    ['KIM CHOL SU', 'Kim Chol Su'],
    ['Kim Chol Su', 'Chol Su Kim'],
    ['Kim Chol-su', 'Kim Cholsu'],
    ['Kim Chol Su', 'Kim Cholsu'],
    ['Cholsu Kim', 'Kim Chol Su'],
    ['조 광석', '조광석'],
    ['Ｋｉｍ Chol Su', 'Kim Chol Su'],
    ['Чо Гван Сок', 'чо гван-сок'],
    ['Groß', 'GROSS'],
    ['Бат-Эрдэнэ', 'БАТ ЭРДЭНЭ'],
    ['e\u0301tienne', 'ÉTIENNE'],
  ])('%s and %s agree in the name', (a, b) => {
    expect(agree({ names: [a] }, { names: [b] })).toContain('name');
  });

  test('a name in two scripts meets a record in either', () => {
    const both = { names: ['Jo Kwang Sok', '조광석', 'Чо Гван Сок'] };
    for (const name of both.names) expect(agree(both, { names: [name] })).toContain('name');
  });

  test('in another script alone it sounds the same, and is not the same name', () => {
    expect(agree({ names: ['Jo Kwang Sok'] }, { names: ['조광석'] })).toEqual(['sound']);
    expect(agree({ names: ['Jo Kwang Sok'] }, { names: ['Чо Гван Сок'] })).toEqual(['sound']);
    expect(agree({ names: ['Jo Kwang Sok'] }, { names: ['박영춘'] })).toEqual([]);
  });
});

test.each([
  ['PD 123-456', 'pd123456'],
  ['№ 77/18', '№77 18'],
])('the document %s is %s', (a, b) => {
  expect(documentForm(a)).toBe(documentForm(b));
  expect(agree({ documents: [{ number: a }] }, { documents: [{ number: b }] })).toEqual(['document']);
});

test('a year and a number of the same digits are not the same', () => {
  expect(agree({ birthYear: 1984 }, { documents: [{ number: '1984' }] })).toEqual([]);
});

test('a birth date agrees with a birth year', () => {
  expect(agree({ birthDate: '1984-03-01' }, { birthYear: 1984 })).toEqual(['birth-year']);
  expect(agree({ birthDate: '1984-03-01' }, { birthDate: '1984-03-01' })).toEqual(['birth-day', 'birth-year']);
});

test('what nobody knows gives no token', () => {
  expect(tokensOf(KEY, identity({ names: ['', ' - '], documents: [{ number: '--' }], birthDate: null, birthYear: null }))).toEqual([]);
});

test('under another key nothing agrees', () => {
  const person = identity({ names: ['Kim Chol Su'], birthYear: 1984 });
  const ours = new Set(tokensOf(KEY, person).map(textOf));
  expect(tokensOf(new Uint8Array(32).fill(8), person).filter((token) => ours.has(textOf(token)))).toEqual([]);
});

describe('the tolerant key', () => {
  const table = (name: string): string[][] => {
    const [, ...lines] = readFileSync(join(import.meta.dirname, '../../examples/mongolia-2017', name), 'utf8')
      .trim()
      .split('\n');
    return lines.map((line) => line.split(','));
  };
  const same = table('same-person.csv').map(([no = '', name = '', otherNo = '', other = '', year = '']) => ({
    no,
    name,
    otherNo,
    other,
    year,
  }));

  test.each(same)('$name is $other', ({ name, other, year }) => {
    expect(agree({ names: [name], birthYear: Number(year) }, { names: [other], birthYear: Number(year) })).toEqual(['sound', 'birth-year']);
  });

  test('it is missed by the plain name, so the key is needed', () => {
    expect(same.filter(({ name, other }) => agree({ names: [name] }, { names: [other] }).includes('name'))).toEqual([]);
  });

  test('with the birth year it proposes few pairs that are not one person', () => {
    const workers = new Map(table('permits.csv').map(([, no = '', name = '', year = '']) => [no, { name, year }]));
    const alike = new Map<string, string[]>();
    for (const [no, { name, year }] of workers) {
      const key = `${ringOf(soundsOf(name))} ${year}`;
      alike.set(key, [...(alike.get(key) ?? []), no]);
    }
    const pairs = new Set([...alike.values()].flatMap((found) => found.flatMap((a, i) => found.slice(i + 1).map((b) => `${a} ${b}`))));
    for (const { no, otherNo } of same) expect(pairs.has(`${no} ${otherNo}`) || pairs.has(`${otherNo} ${no}`)).toBe(true);
    // Of some six million pairs; most of them are namesakes letter for letter, whom no key can tell apart.
    expect(workers.size).toBeGreaterThan(3_000);
    expect(pairs.size).toBeLessThan(200);
  });

  test.each([
    ['Kim', 'Pak'],
    ['Chol', 'Chon'],
    ['Nam', 'Kam'],
    ['Sok', 'Sik'],
  ])('%s is not %s', (a, b) => {
    expect(soundOf(a)).not.toBe(soundOf(b));
  });

  test.each([
    ['Ri', 'Yi'],
    ['Ri', 'Lee'],
    ['Ryang', 'Yang'],
    ['Rim', 'Im'],
    ['Noh', 'Ro'],
    ['Suh', 'So'],
    ['Ssang', 'Sang'],
    ['Kwon', 'Gwon'],
    ['Paek', 'Baek'],
  ])('%s is %s', (a, b) => {
    expect(soundOf(a)).toBe(soundOf(b));
  });

  test('a given name written as one word sounds as it does in two', () => {
    expect(agree({ names: ['Jo Kwangsok'] }, { names: ['Cho Gwang-seok'] })).toEqual(['sound']);
    expect(agree({ names: ['Kim Cholsu'] }, { names: ['Kim Cheol Soo'] })).toEqual(['sound']);
  });

  test('a name that is not in Latin letters has none', () => {
    expect(soundsOf('조광석')).toEqual([]);
    expect(soundsOf('Kim 광석')).toEqual([]);
  });
});

test('where a name begins, how it is divided and capitals never lose it', () => {
  const part = fc.stringMatching(/^[a-z]{1,8}$/);
  const between = fc.constantFrom('', ' ', '-', "'", '. ');
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), between, fc.nat(3), fc.boolean(), (parts, sign, turn, isLoud) => {
      const at = turn % parts.length;
      const written = [...parts.slice(at), ...parts.slice(0, at)].join(sign);
      expect(ringOf(partsOf(isLoud ? written.toUpperCase() : written))).toBe(ringOf(partsOf(parts.join(' '))));
    }),
  );
});

test('given names in the other order are another name', () => {
  expect(agree({ names: ['Ryu Hyok Myong'] }, { names: ['Ryu Myong Hyok'] })).toEqual([]);
});
