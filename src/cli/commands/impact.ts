import type { ComparedFile, ImpactStage } from '../../impact/impact-of-file.ts';
import { draftsOf } from '../../law/draft.ts';
import type { Law } from '../../law/regime.ts';
import { CASE_FILE_FLAGS, caseFileWishes } from '../case-file.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG, REGIME_FLAG, textFlag } from '../command.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { compiledLaw } from '../law.ts';
import { Paper } from '../paper.ts';
import { printImpact } from '../print/impact.ts';
import { ProgressBar } from '../progress-bar.ts';
import { interruptible } from '../signals.ts';

export const impact: Command = {
  name: 'impact',
  summary: 'compare a file of cases under the law in force and under a draft',
  args: '<file>',
  about:
    'Every case falls into one class: newly barred, newly needs approval, must leave earlier, freed, undecided, unaffected. With --out it writes impact.csv (the permits that change, or may change), impact.json, impact.html and rejects.csv; without it nothing is written. A draft decides nothing: this compares. The file is read as `decide` reads it.',
  flags: [
    { flags: '--draft <id>', summary: 'the draft to compare with; `resolute law list` shows them (needed)' },
    { flags: '--out <folder>', summary: 'where the results go; the folder is made where it does not exist' },
    ...CASE_FILE_FLAGS,
    REGIME_FLAG,
    LAW_FLAG,
    JSON_FLAG,
  ],
  examples: [
    'resolute impact examples/mongolia-2017/december-2017.csv --draft un-2397-12-months --as-of 2017-12-22',
    'resolute impact examples/mongolia-2017/permits.csv --draft un-2397-12-months --host QAT --act remain --as-of 2019-03-01 --out out/impact',
    'resolute impact examples/mongolia-2017/december-2017.csv --draft un-2397-12-months --as-of 2019-03-01 --json',
  ],
  run: async (call) => {
    const [file = ''] = call.args;
    const { programme } = await compiledLaw(call);
    const draft = textFlag(call, 'draft') ?? refuseNoDraft(programme.law);
    const out = textFlag(call, 'out');
    const { impactOfFile } = await import('../../impact/impact-of-file.ts');
    // The page brings a drawing library; without a folder there is none to make.
    const page = out === undefined ? null : (await import('../../reports/impact-html.ts')).impactHtml;
    const wishes = await caseFileWishes(call, programme);
    const bar = call.io.errIsTerminal ? new ProgressBar(call.io) : null;
    const compared = await interruptible(async (signal): Promise<ComparedFile> => {
      try {
        return await impactOfFile(programme.law, {
          file,
          draft,
          signal,
          ...wishes,
          ...(out === undefined || page === null ? {} : { out, report: page }),
          ...(bar === null ? {} : { onProgress: (stage, percent) => bar.show(STAGES[stage], percent) }),
        });
      } finally {
        bar?.clear();
      }
    });
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ ...compared.summary, files: compared.files })}\n`);
    else printImpact(compared, out, new Paper(call.io));
    return EXIT.done;
  },
};

const STAGES: Readonly<Record<ImpactStage, string>> = {
  read: 'Reading the file',
  law: 'Under the law in force',
  draft: 'Under the draft',
  check: 'Telling what is wrong',
  count: 'Counting',
  write: 'Writing the results',
};

function refuseNoDraft(law: Law): never {
  const drafts = draftsOf(law).map(({ id }) => id);
  throw new UsageError(
    'No draft is named, so there is nothing to compare with.',
    drafts.length === 0
      ? 'The chosen regimes hold no drafts: a draft is a file in drafts/ of a regime.'
      : `Name one: ${drafts.map((id) => `--draft ${id}`).join(', ')}.`,
  );
}
