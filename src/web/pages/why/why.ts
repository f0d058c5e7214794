import type { CaseInput } from '../../../decide/case.ts';
import type { ProofLine } from '../../../decide/why/lines.ts';
import { type LayerPage, type ProvisionPage, proofPage } from '../../../decide/why/page.ts';
import type { LawInForce } from '../../../office/law.ts';
import { readApplication } from '../../../register/applications/read.ts';
import { readDecision } from '../../../register/decisions/read.ts';
import { readPermit } from '../../../register/permits/read.ts';
import { type Answer, type Model, view } from '../../answer.ts';
import { askLaw } from '../../law/ask.ts';
import { factsModel } from '../../law/facts.ts';
import { provisionPath, verdictModel } from '../../law/verdict.ts';
import { type Page, page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import { nameOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { workingOf } from '../decisions/decisions.ts';

/** Why the law says what it says: the tree of each paragraph, down to the words and the facts. */
export const whyPages: readonly Page[] = [
  page('/decisions/:decision/why', 'worker.read', async (visit) => {
    const id = visit.params.decision ?? '';
    await visit.ask(readDecision, { decision: id, fields: ['id'] });
    const { input, law } = await workingOf(visit, id);
    return whyView(visit, input, law, { name: `${visit.words.t('records.decision')} ${shortId(id)}`, path: `/decisions/${id}` });
  }),
  page('/applications/:application/why', 'case.decide', async (visit) => {
    const id = visit.params.application ?? '';
    const record = (await visit.ask(readApplication, { application: id })) as Values;
    const { input, law } = await askLaw(visit, { application: id });
    return whyView(visit, input, law, { name: `${visit.words.t('records.application')} ${nameOf(record)}`, path: `/applications/${id}` });
  }),
  page('/permits/:permit/why', 'case.decide', async (visit) => {
    const id = visit.params.permit ?? '';
    const record = (await visit.ask(readPermit, { permit: id })) as Values;
    const act = (['renew', 'employ', 'remain'] as const).find((one) => one === visit.query.text('act')) ?? 'renew';
    const { input, law } = await askLaw(visit, { permit: id, act });
    return whyView(visit, input, law, { name: `${visit.words.t('records.permit')} ${nameOf(record)}`, path: `/permits/${id}` }, act);
  }),
];

function whyView(
  visit: Visit,
  input: CaseInput,
  law: LawInForce,
  of: { readonly name: string; readonly path: string },
  act: string | null = null,
): Answer {
  const { words, query } = visit;
  const isAll = query.has('all');
  const { decision, layers } = proofPage(law.compiled, law.compiled.admit(input), isAll);
  const { t, date } = words;
  const lead = t('why.lead', { act: t(`values.act-${decision.act}`), day: date(decision.asOf) });
  return view('pages/why/why', {
    ...of,
    verdict: verdictModel(decision, law, words, { lead }),
    layers: layers.map((layer) => layerModel(layer, law)),
    facts: factsModel(input, law, words, {}),
    sentences: decision.words,
    isAll,
    acts:
      act === null
        ? []
        : (['renew', 'employ', 'remain'] as const).map((one) => ({
            text: t(`values.act-${one}`),
            href: `${of.path}/why?act=${one}`,
            isHere: one === act,
          })),
    other: isAll ? `${of.path}/why${act === null ? '' : `?act=${act}`}` : `${of.path}/why?all=yes${act === null ? '' : `&act=${act}`}`,
    versions: decision.law.map(({ regime, sha256 }) => `${regime} ${sha256.slice(0, 12)}`).join(', '),
    engine: decision.engine,
  });
}

function layerModel({ title, outcome, opened, named }: LayerPage, law: LawInForce): Model {
  return { title, outcome, opened: opened.map((one) => provisionModel(one, law)), named: named.map((one) => provisionModel(one, law)) };
}

function provisionModel({ id, cite, words, value, reason, why, lines }: ProvisionPage, law: LawInForce): Model {
  return {
    id,
    cite,
    words,
    value,
    why,
    lines: lines.map(lineModel),
    href: provisionPath(law.compiled.programme.law.regimes, id),
    // What an exception lifted would have applied: the gap between two layers is often just that.
    isOpen: value !== 'false' || reason === 'lifted',
  };
}

const lineModel = ({ value, text, notes, children }: ProofLine): Model => ({
  value: value ?? '',
  text,
  notes,
  children: children.map(lineModel),
});
