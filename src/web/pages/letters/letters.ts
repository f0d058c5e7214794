import { GRANTING } from '../../../access/scope.ts';
import type { CaseInput } from '../../../decide/case.ts';
import { citeWords } from '../../../decide/words/decision.ts';
import { readDecision } from '../../../register/decisions/read.ts';
import { decisionText } from '../../../register/notices/text.ts';
import { readPermit } from '../../../register/permits/read.ts';
import { labels } from '../../../register/reading/labels.ts';
import type { Letter } from '../../../reports/letter/letter.ts';
import { file, view } from '../../answer.ts';
import { type Page, page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import type { Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { workingOf } from '../decisions/decisions.ts';

/** The letter of a decision: the words of its notice with its paragraphs, as a page to print and as a PDF. */
export const letterPages: readonly Page[] = [
  page('/decisions/:decision/letter', 'worker.read', async (visit) => {
    const { params, words } = visit;
    return view('pages/letters/letter', {
      letter: await letterOf(visit),
      path: `/decisions/${params.decision}`,
      name: `${words.t('records.decision')} ${shortId(params.decision ?? '')}`,
    });
  }),
  page('/decisions/:decision/letter.pdf', 'worker.read', async (visit) => {
    const { letterPdf } = await import('../../../reports/letter/pdf.ts');
    return file(
      `letter-${shortId(visit.params.decision ?? '')}.pdf`,
      'application/pdf',
      letterPdf(await letterOf(visit), visit.today),
      true,
    );
  }),
];

/** The same for every reader: what hangs on protection is in no letter. */
async function letterOf(visit: Visit): Promise<Letter> {
  const { ask, params, words, office } = visit;
  const id = params.decision ?? '';
  const record = (await ask(readDecision, { decision: id })) as Values;
  const [{ input, law, answer }, permit] = await Promise.all([
    workingOf(visit, id),
    typeof record.permit === 'string' ? (ask(readPermit, { permit: record.permit }) as Promise<Values>) : null,
  ]);
  const { labels: known } = await ask(labels, {
    records: { application: [record.application].filter((one): one is string => typeof one === 'string') },
  });
  const application = typeof record.application === 'string' ? (known[record.application] ?? null) : null;
  const text = decisionText({
    decision: { act: answer.act, asOf: answer.asOf, outcome: answer.outcome, taken: record.taken as never },
    case: input as CaseInput,
    law,
    application,
    permit: permit === null ? null : String(permit.number ?? ''),
    lastDay: permit === null ? null : String(permit.lastDay),
  });
  const all = law.compiled.programme.forHost(office.host).all;
  // A duty to leave depends on the person's protection: only acts that grant or refuse work are told by their paragraphs here.
  const rules = !GRANTING.includes(answer.act)
    ? []
    : answer.provisions
        .filter(({ value, strength }) => value === 'true' && strength !== 'clear')
        .flatMap(({ id: provision, cite }) => {
          const rule = all.find((one) => one.rule.id === provision)?.rule;
          return rule === undefined ? [] : [{ cite: citeWords(cite), words: rule.words.en }];
        });
  const { t, date } = words;
  return {
    // The law's own words are English; so is the letter, whatever language its reader's pages are in.
    language: 'en',
    from: t('letters.from', { host: words.country(office.host) }),
    place: t('letters.place'),
    date: date(String(record.asOf)),
    subject: t(`letters.subject-${String(record.taken)}`),
    references: [
      [t('records.decision'), shortId(id)],
      ...(application === null ? [] : [[t('records.application'), application] as const]),
      ...(permit === null ? [] : [[t('records.permit'), String(permit.number ?? '')] as const]),
    ],
    paragraphs: text,
    rules,
    rulesTitle: t('letters.rules'),
    closing: [t('letters.against'), t('letters.verify', { hash: String(record.decisionHash).slice(0, 32) })],
    foot: t('letters.foot'),
  };
}
