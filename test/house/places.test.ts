import { describe, expect, test } from 'vitest';
import { type Source, tree } from './tree.ts';

/** The places are joined here, so that this file does not break the rule it holds. */
const MACHINE = ['work', 'root', 'home', 'Users', 'tmp/bash_jobs'].map((folder) => `/${folder}/`);
const PRIVATE = ['.libr'.concat('ary')];

/** A path of somebody's machine in a file that others will read on theirs; in code and scripts the places of a system are meant. */
function machinePaths({ path, text }: Source): string[] {
  return text.split('\n').flatMap((line, index) => {
    const found = [...MACHINE.filter((place) => hasPlace(line, place)), ...PRIVATE.filter((place) => line.includes(place))];
    return found.map(
      (place) => `${path}:${index + 1} names ${place}, a place of one machine. Write the path from the root of the repository.`,
    );
  });
}

/** Whether the line holds this as the beginning of a path, not as the middle of an address. */
const hasPlace = (line: string, place: string): boolean =>
  line
    .split(place)
    .slice(0, -1)
    .some((before) => !/[\w.:-]$/.test(before));

describe('the house as it stands', () => {
  test('no file names a place of one machine', () => {
    expect(tree().flatMap(machinePaths)).toEqual([]);
  });
});

describe('the rule can fail', () => {
  const line = (text: string): string[] => machinePaths({ path: 'docs/a.md', text: `first\n${text}` });

  test.each(MACHINE)('%s', (place) => {
    const message = `docs/a.md:2 names ${place}, a place of one machine. Write the path from the root of the repository.`;
    expect(line(`see ${place}x/y`)).toEqual([message]);
    expect(line(`"${place}x"`)).toEqual([message]);
  });

  test('an address or a path of the repository is no such place', () => {
    expect(line(MACHINE.map((place) => `https://example.org${place}x and docs${place}y`).join(' '))).toEqual([]);
  });
});
