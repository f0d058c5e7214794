import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CaseloadSummary } from '../../caseload/summary.ts';
import { type Compiled, compile } from '../../decide/compile.ts';
import { loadRegimes } from '../../files/law/load.ts';
import type { Call, Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { Paper } from '../paper.ts';
import { printExample } from '../print/example.ts';
import { ProgressBar } from '../progress-bar.ts';
import { interruptible } from '../signals.ts';

const EXAMPLE = fileURLToPath(new URL('../../../examples/mongolia-2017/december-2017.csv', import.meta.url));
const OUT = fileURLToPath(new URL('../../../out/', import.meta.url));
/** The second look at the same people: after the Council's resolution of 22 December and the state's own report of 26 January. */
const LATER = '2018-02-05';

export const example: Command = {
  name: 'example',
  summary: 'decide the Mongolian caseload of December 2017 and show the answer',
  args: '',
  about:
    'Decides examples/mongolia-2017/december-2017.csv twice: on 7 December 2017 as it stands, and on 5 February 2018. Writes both results with their reports into out/.',
  flags: [],
  examples: ['resolute example'],
  run: async (call) => {
    const law = compile(await loadRegimes());
    const now = join(OUT, 'mongolia-2017-12-07');
    const later = join(OUT, `mongolia-${LATER}`);
    const december = await decided(call, law, now, {});
    const february = await decided(call, law, later, { asOf: LATER });
    printExample({ december, february, out: shown(now), later: shown(later), law }, new Paper(call.io));
    return EXIT.done;
  },
};

async function decided(call: Call, law: Compiled, out: string, flags: { readonly asOf?: string }): Promise<CaseloadSummary> {
  const [{ decideFile }, { reportHtml }] = await Promise.all([import('../../caseload/decide-file.ts'), import('../../reports/report.ts')]);
  const bar = call.io.errIsTerminal ? new ProgressBar(call.io) : null;
  return interruptible(async (signal) => {
    try {
      const { summary } = await decideFile(law, {
        file: shown(EXAMPLE),
        out,
        formats: ['csv'],
        mapping: { flags, ambiguous: 'reject' },
        report: reportHtml,
        signal,
        ...(bar === null ? {} : { onProgress: (_stage, percent) => bar.show('Deciding the register', percent) }),
      });
      return summary;
    } finally {
      bar?.clear();
    }
  });
}

/** As a person in this folder would type it. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
}
