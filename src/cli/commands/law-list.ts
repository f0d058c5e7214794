import { citeWords } from '../../decide/words/decision.ts';
import type { Law, Provision, Regime } from '../../law/regime.ts';
import { type Command, isSet, JSON_FLAG, LAW_FLAG } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { chosenLaw, REGIMES_FLAG } from '../law-folder.ts';
import { Paper } from '../paper.ts';

export const lawList: Command = {
  name: 'law list',
  summary: 'show the regimes, their instruments, provisions, drafts and open questions',
  args: '',
  about: 'What the law consists of, with the id of each part: `resolute law show ID` says everything about one.',
  flags: [JSON_FLAG, REGIMES_FLAG, LAW_FLAG],
  examples: ['resolute law list', 'resolute law list --regime dprk-labour --json'],
  run: async (call) => {
    const law = await chosenLaw(call, 'all');
    if (isSet(call, 'json')) call.io.out(`${JSON.stringify({ regimes: listOf(law) })}\n`);
    else {
      const paper = new Paper(call.io);
      for (const { regime, cases, sha256 } of law.regimes) printRegime(regime, cases.length, sha256, paper);
    }
    return EXIT.done;
  },
};

function listOf(law: Law) {
  return law.regimes.map(({ regime, cases, sha256 }) => ({
    id: regime.id,
    sha256,
    title: regime.title,
    about: regime.about,
    cases: cases.length,
    instruments: regime.instruments.map(({ id, kind, adoptedOn, issuedBy, words }) => ({ id, kind, adoptedOn, issuedBy, words })),
    layers: regime.layers,
    provisions: regime.provisions.map(({ id, layer, cite, effect, strength, basis, governs, inForce, duty, confidence }) => ({
      id,
      layer,
      cite,
      effect,
      strength,
      basis,
      acts: governs.map(({ act }) => act),
      inForce,
      by: duty?.by ?? null,
      confidence,
    })),
    terms: regime.terms.map(({ id }) => id),
    questions: regime.questions.map(({ id, words, positions }) => ({ id, words, positions: positions.length })),
    deadlines: regime.deadlines.map(({ id, on }) => ({ id, on })),
    drafts: regime.drafts.map(({ id, title, circulatedOn }) => ({ id, title, circulatedOn, isLaw: false })),
  }));
}

function printRegime(regime: Regime, cases: number, sha256: string, paper: Paper): void {
  const heading = (text: string): void => {
    paper.line();
    paper.line(`  ${paper.style('bold', text)}`);
  };
  paper.prose(`${paper.style('bold', regime.id)} · ${regime.title.en}`);
  paper.prose(regime.about.en.trim(), { indent: 2 });
  paper.line(paper.style('dim', `  version ${sha256.slice(0, 12)}, ${cases} cases`));
  heading('Instruments');
  for (const { id, adoptedOn, words } of regime.instruments) {
    paper.line(`    ${adoptedOn}  ${id}`);
    paper.prose(words.en, { indent: 8 });
  }
  for (const layer of regime.layers) {
    const hosts =
      layer.hosts === null
        ? 'every state'
        : layer.hosts.map(({ code, until }) => (until === null ? code : `${code} until ${until}`)).join(' ');
    heading(`Provisions: ${layer.title.en}`);
    paper.prose(paper.style('dim', hosts), { indent: 4 });
    for (const rule of regime.provisions.filter((candidate) => candidate.layer === layer.id)) printRule(rule, paper);
  }
  if (regime.terms.length > 0) {
    heading('Defined terms');
    paper.prose(regime.terms.map(({ id }) => id).join(', '), { indent: 4 });
  }
  if (regime.questions.length > 0) heading('Open questions');
  for (const { id, words, positions } of regime.questions) {
    paper.prose(
      `${id}  (${positions.length === 0 ? 'no position known' : positions.length === 1 ? '1 position' : `${positions.length} positions`})`,
      {
        indent: 4,
      },
    );
    paper.prose(words.en, { indent: 8 });
  }
  if (regime.deadlines.length > 0) heading('Deadlines');
  for (const { id, on, addressee } of regime.deadlines) paper.prose(`${on} · ${id}, for ${addressee}`, { indent: 4 });
  if (regime.drafts.length > 0) heading('Drafts: not law, for comparison only');
  for (const { id, title, circulatedOn } of regime.drafts) {
    paper.line(`    ${circulatedOn}  ${id}`);
    paper.prose(title.en, { indent: 8 });
  }
  paper.line();
}

function printRule(rule: Provision, paper: Paper): void {
  paper.prose(`${rule.id} · ${citeWords(rule.cite)}`, { indent: 4 });
  paper.prose(paper.style('dim', traits(rule)), { indent: 8 });
}

/** "prohibit, needs approval; authorise, renew; from 2017-09-11" */
export function traits({ effect, strength, basis, governs, inForce, duty }: Provision): string {
  const what = [
    effect,
    ...(strength === null ? [] : [strength === 'barred' ? 'barred' : 'needs approval']),
    ...(duty === null ? [] : [`${duty.ends === 'stay' ? 'stay' : 'work'} ends by ${duty.by}`]),
    ...(basis === null ? [] : [`known from ${{ act: 'an act', report: 'a report', statement: 'a statement' }[basis]}`]),
  ].join(', ');
  return `${what}; ${governs.map(({ act }) => act).join(', ')}; from ${inForce.from}${inForce.until === null ? '' : ` until ${inForce.until}`}`;
}
