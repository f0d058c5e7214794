import { describe, expect, test } from 'vitest';
import { ringOf } from './names.ts';
import { romanised, scriptOf } from './romanise.ts';
import { soundsOf } from './sound.ts';

const keys = (names: readonly string[]): readonly string[] => names.map((name) => ringOf(soundsOf(name)));

describe('a Korean name in another script is looked for as it sounds', () => {
  test.each([
    ['김철수', 'Kim Chol Su'],
    ['조 광석', 'Cho Gwang-seok'],
    ['리영희', 'Ri Yong Hui'],
    ['이영희', 'Ri Yong Hui'],
    ['박춘', 'Pak Chun'],
    ['류혁철', 'Ryu Hyok Chol'],
    ['로광희', 'Noh Kwang-hee'],
    ['최혁경', 'Choe Hyok Gyong'],
    ['Чо Гван Сок', 'Jo Kwang Sok'],
    ['Ким Чхоль Су', 'Kim Chol Su'],
    ['Ли Ён Хи', 'Ri Yong Hui'],
    ['Цой Хёк Кён', 'Choe Hyok Gyong'],
    ['Хан Сон Ок', 'Han Song Ok'],
    ['Дю Джон Ир', 'Tyu Jong Il'],
    ['БАТ-ЭРДЭНЭ', 'Bat-Erdene'],
  ])('%s as %s', (written, latin) => {
    expect(keys(romanised(written))).toContain(ringOf(soundsOf(latin)));
  });

  test('and another name is another', () => {
    expect(keys(romanised('김철수'))).not.toContain(ringOf(soundsOf('Pak Chol Su')));
    expect(keys(romanised('Чо Гван Сок'))).not.toContain(ringOf(soundsOf('Jo Kwang Su')));
  });

  test('nothing is carried over from Latin letters, from several scripts or from none', () => {
    for (const name of ['Kim Chol Su', 'Kim 철수', '金哲洙', '12-34', '']) expect(romanised(name)).toEqual([]);
    expect(['Kim', '김', 'Ким', '金', 'Kim 김', '7'].map(scriptOf)).toEqual(['Latn', 'Hang', 'Cyrl', null, null, null]);
  });

  test('however many N there are, the readings are few', () => {
    expect(romanised('Нан Нан Нан Нан Нан Нан Нан Нан').length).toBeLessThanOrEqual(16);
  });
});
