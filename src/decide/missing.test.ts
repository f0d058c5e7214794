/** What is named as missing, one line for each way in which a condition can be unknown. The facts are those of the truth tables. */
import { expect, test } from 'vitest';
import { conditionOf, LAW, namesIn, THE_CASE } from '../../test/agreement/tables.ts';
import { compileCondition } from './closures.ts';
import { blame } from './missing.ts';
import { programmeOf } from './programme.ts';
import { enter, newFrame } from './settle.ts';

const programme = programmeOf(LAW);

test.each([
  ['unknown', 'unknown'],
  ['yes', ''],
  ['unknown || yes', ''],
  ['unknown && someDay < day10', 'someDay unknown'],
  ['yes && !unknown', 'unknown'],
  // Behind an alternative that holds, nothing is asked.
  ['(yes || unknown) && someNumber < 1', 'someNumber'],
  ['unknown ? someDay < day10 : someNumber < 1', 'someDay someNumber unknown'],
  ['yes ? someDay < day10 : someNumber < 1', 'someDay'],
  ['question("open") || no', 'interpretation.open'],
  ['someText in ["none", "pending"]', 'someText'],
  ['"PRK" in someList', 'someList'],
  ['"PRK" in chnAndSome', 'chnAndSome'],
  ['someText in prk', 'someText'],
  ['someApprovals.exists(a, a.committee == "1718")', 'someApprovals'],
  ['approvedSomeDay.exists(a, a.committee == "1718" && a.approvedOn <= day10)', 'approvedSomeDay'],
  ['approved.exists(a, a.approvedOn <= someDay)', 'someDay'],
  // Nobody knows yet what the elements of an unknown list will be asked.
  ['someApprovals.exists(a, a.approvedOn <= someDay)', 'someApprovals someDay'],
  // The very day is known, its hour is not; host, act and asOf are never asked for.
  ['before(day10, date("2017-09-10"))', 'day10'],
  ['before(asOf, date("2017-12-03"))', ''],
  ['approved.exists(a, before(a.approvedOn, day10))', 'approved day10'],
  ['addDays(date("9999-12-31"), two) == day10', 'two'],
  ['unclear', 'someList unknown'],
  // A term that looks through a list of its own leaves the quantifier its element.
  ['approvedSomeDay.exists(a, (unclear || no) && a.approvedOn <= day10)', 'approvedSomeDay someList unknown'],
])('%s lacks %s', (source, missing) => {
  const frame = newFrame(programme);
  enter(frame, THE_CASE);
  const found = new Set<string>();
  blame(compileCondition(conditionOf(source), namesIn(programme)), frame, found);
  expect([...found].sort().join(' ')).toBe(missing);
});
