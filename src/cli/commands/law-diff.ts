import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegimes } from '../../files/law/load.ts';
import { byImportance, type Change, diffLaw, lawOn } from '../../law/diff.ts';
import { draftsOf, overlay } from '../../law/draft.ts';
import type { Law } from '../../law/regime.ts';
import { isIsoDate, spokenDate } from '../../values/dates.ts';
import { didYouMean } from '../../values/nearest.ts';
import { type Call, type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { chosenLaw, chosenRegimes } from '../law-folder.ts';
import { Paper } from '../paper.ts';
import { counted } from '../print/findings.ts';

/** One side of a comparison, with the words for it. */
interface Side {
  readonly said: string;
  readonly law: Law;
}

export const lawDiff: Command = {
  name: 'law diff',
  summary: 'compare two states of the law',
  args: '<a> <b>',
  about:
    'Each side is a day (the law in force on it), the id of a draft (the law as the draft would have it), `now` (the whole law as it stands) or a folder with another version of the law. Shows what is added, removed and changed, field by field, from the first side to the second.',
  flags: [JSON_FLAG, REGIME_FLAG, LAW_FLAG],
  examples: ['resolute law diff 2017-09-01 2017-12-22', 'resolute law diff now un-2397-12-months', 'resolute law diff regimes now --json'],
  run: async (call) => {
    const [a = '', b = ''] = call.args;
    const before = await sideOf(a, call);
    const after = await sideOf(b, call);
    const changes = byImportance(diffLaw(before.law, after.law));
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ from: a, to: b, changes })}\n`);
    else print(before, after, changes, new Paper(call.io));
    return EXIT.done;
  },
};

async function sideOf(given: string, call: Call): Promise<Side> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(given)) {
    if (!isIsoDate(given)) throw new UsageError(`\`${given}\` is not a day that exists.`, 'Write a day as YYYY-MM-DD.');
    return { said: `the law in force on ${spokenDate(given)}`, law: lawOn(await chosenLaw(call, 'default'), given) };
  }
  const law = await chosenLaw(call, 'default');
  if (given === 'now') return { said: 'the whole law as it stands', law };
  const drafts = draftsOf(law).map(({ id }) => id);
  if (drafts.includes(given)) return { said: `the law as the draft ${given} would have it`, law: overlay(law, given) };
  if (existsSync(join(given, 'facts.yaml')))
    return { said: `the law in ${given}`, law: await loadRegimes({ folder: given, regimes: chosenRegimes(call, 'default') }) };
  throw new UsageError(
    `\`${given}\` is no day, no draft and no folder with a law.${didYouMean(given, ['now', ...drafts])}`,
    `Use a day such as 2017-12-22, \`now\`, a folder with facts.yaml${drafts.length === 0 ? '' : `, or a draft: ${drafts.join(', ')}`}.`,
  );
}

const SIGNS = { added: ['green', '+'], removed: ['red', '−'], changed: ['yellow', '~'] } as const;

function print(before: Side, after: Side, changes: readonly Change[], paper: Paper): void {
  paper.prose(`From ${before.said} to ${after.said}:`);
  paper.line();
  for (const { change, part, id, fields } of changes) {
    const [colour, sign] = SIGNS[change];
    paper.prose(`${paper.style(colour, sign)} ${part} ${paper.style('bold', id)} is ${change}`, { indent: 2 });
    const told = change === 'changed' ? fields : fields.filter(({ field }) => TELLING.has(field));
    for (const { field, before: old, after: young } of told) {
      const name = FIELDS[field] ?? field;
      if (change !== 'changed') paper.prose(`${name}: ${young ?? old}`, { indent: 6 });
      else {
        paper.prose(`${name}:`, { indent: 6 });
        if (old !== null) paper.prose(old, { indent: 8, bullet: paper.style('red', '− ') });
        if (young !== null) paper.prose(young, { indent: 8, bullet: paper.style('green', '+ ') });
      }
    }
  }
  if (changes.length > 0) paper.line();
  const count = (what: Change['change']): number => changes.filter(({ change }) => change === what).length;
  paper.line(
    changes.length === 0
      ? 'Nothing differs.'
      : `${counted(count('added'), 'part')} added, ${counted(count('removed'), 'part')} removed, ${counted(count('changed'), 'part')} changed.`,
  );
}

/** Of a whole part that comes or goes, what a reader wants first; the JSON has all of it. */
const TELLING: ReadonlySet<string> = new Set(['words.en', 'title.en', 'when', 'means', 'inForce.from', 'duty.by', 'adoptedOn', 'on', 'of']);

const FIELDS: Readonly<Record<string, string>> = {
  'words.en': 'words',
  'title.en': 'title',
  'about.en': 'about',
  'notes.en': 'notes',
  'against.en': 'what speaks against it',
  'inForce.from': 'in force from',
  'inForce.until': 'in force until',
  'duty.by': 'last lawful day',
  'duty.from': 'first day of the duty',
  'duty.working': 'how the last day follows',
  'duty.ends': 'what ends',
  'cite.instrument': 'instrument',
  'cite.paragraph': 'paragraph',
  testedOn: 'day at which the law is read',
  adoptedOn: 'adopted on',
  when: 'applies when',
  of: 'an exception to',
};
