/** The truth tables of the language of conditions. They are its definition: every other form must agree with them. */
import { describe, expect, test } from 'vitest';
import { conditionOf, LAW, namesIn, TABLES, THE_CASE } from '../../test/agreement/tables.ts';
import { truthWord } from '../values/kleene.ts';
import { compileCondition } from './closures.ts';
import { programmeOf } from './programme.ts';
import { enter, newFrame } from './settle.ts';

const programme = programmeOf(LAW);

describe.each(Object.entries(TABLES))('%s', (_name, table) => {
  test.each(table.map(([source, value]) => [source, truthWord(value)]))('%s is %s', (source, value) => {
    const frame = newFrame(programme);
    enter(frame, THE_CASE);
    expect(truthWord(compileCondition(conditionOf(source), namesIn(programme)).of(frame) as boolean | null)).toBe(value);
  });
});
