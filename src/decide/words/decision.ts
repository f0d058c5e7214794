import type { Citation } from '../../law/regime.ts';
import { spokenDate } from '../../values/dates.ts';
import type { Decision } from '../decision.ts';
import type { HostLaw, Programme, ReadyProvision } from '../programme.ts';
import type { ProvisionProof } from '../proof.ts';
import { EN, fill } from './en.ts';

/** "S/RES/2375 (2017), paragraph 17"; a part without a number is named as it is. */
export function citeWords(cite: Citation): string {
  return fill(/^\d/.test(cite.paragraph) ? EN.cite : EN.citePart, { instrument: cite.instrument, paragraph: cite.paragraph });
}

/** The verdict and its reasons in plain words: what it is, what is missing, by when, who asks for it, and each paragraph that speaks. */
export function wordsOf(decision: Omit<Decision, 'words' | 'law' | 'engine'>, programme: Programme, law: HostLaw): readonly string[] {
  const { outcome, act, host, asOf } = decision;
  const verdict = outcome === 'barred' && (act === 'remain' || act === 'employ') ? EN.barredStay : EN.verdicts[outcome];
  const words = [fill(verdict, { act: EN.acts[act], host: hostName(host, programme), asOf: spokenDate(asOf) })];
  if (decision.protected) words.push(EN.protected);
  if (decision.missing.length > 0)
    words.push(fill(EN.missing, { facts: decision.missing.map((name) => factWords(name, programme)).join('; ') }));
  if (decision.returnBy !== null)
    words.push(fill(asOf > decision.returnBy ? EN.returnWasBy : EN.returnBy, { by: spokenDate(decision.returnBy) }));
  const gap = decision.gap === null ? '' : EN.gaps[decision.gap];
  if (gap !== '') words.push(gap);
  for (const { question, answer } of decision.assumed)
    words.push(fill(EN.assumed, { question: questionWords(question, programme), answer: answer ? 'yes' : 'no' }));
  for (const proof of decision.proof) {
    if (proof.reason === 'other-act' || proof.reason === 'not-in-force' || proof.reason === 'not-reached') continue;
    const provision = law.all.find((candidate) => candidate.rule.id === proof.provision);
    const sentence = provision === undefined ? null : provisionWords(proof, provision, decision.protected);
    if (sentence !== null) words.push(sentence);
  }
  return words;
}

/** What each provision says for each reason is the same in every case: composed once. */
const SAID = new WeakMap<ReadyProvision, Map<string, string | null>>();

/** What a provision says of this case, or nothing where it does not speak of it. */
export function provisionWords(proof: ProvisionProof, provision: ReadyProvision, isProtected: boolean): string | null {
  let said = SAID.get(provision);
  if (said === undefined) {
    said = new Map();
    SAID.set(provision, said);
  }
  const lifting = proof.reason === 'lifted' ? (proof.unless?.find((exception) => exception.value === 'true')?.exception ?? '') : '';
  const key = `${proof.reason} ${lifting} ${isProtected}`;
  let sentence = said.get(key);
  if (sentence === undefined) {
    sentence = compose(proof, provision, lifting, isProtected);
    said.set(key, sentence);
  }
  return sentence;
}

function compose(proof: ProvisionProof, { rule }: ReadyProvision, lifting: string, isProtected: boolean): string | null {
  const cite = citeWords(rule.cite);
  const said = `${rule.words.en}${rule.basis === null ? '' : EN.basis[rule.basis]}`;
  if (rule.duty !== null && rule.basis === 'statement')
    return proof.value === 'false' ? null : fill(EN.announced, { words: rule.words.en, against: rule.against?.en ?? '', cite });
  switch (proof.reason) {
    case 'bites':
    case 'duty-runs':
      if (isProtected && rule.duty !== null) return fill(EN.held, { words: said, cite });
      return rule.duty === null
        ? fill(EN.bites, { words: said, cite })
        : fill(EN.duty, { words: said, from: spokenDate(rule.duty.from), by: spokenDate(rule.duty.by), cite });
    case 'lifted': {
      const exception = rule.unless.find((candidate) => candidate.id === lifting);
      return exception === undefined ? null : fill(EN.lifted, { exception: exception.words.en, cite: citeWords(exception.cite) });
    }
    case 'unknown':
      return fill(EN.unknown, { words: said, cite });
    default:
      return null;
  }
}

const FACT_WORDS = new WeakMap<Programme, Map<string, string>>();

/** A missing fact as a noun or a question, for a list. */
export function factWords(name: string, programme: Programme): string {
  let known = FACT_WORDS.get(programme);
  if (known === undefined) {
    known = new Map();
    FACT_WORDS.set(programme, known);
  }
  let words = known.get(name);
  if (words === undefined) {
    words = composeFact(name, programme);
    known.set(name, words);
  }
  return words;
}

function composeFact(name: string, programme: Programme): string {
  const question = name.startsWith('interpretation.') ? name.slice('interpretation.'.length) : null;
  if (question !== null) return `the open question "${questionWords(question, programme)}" (${name})`;
  const fact = programme.vocabulary.facts.find((candidate) => candidate.name === name);
  if (fact === undefined) return name;
  return `${fact.type === 'bool' ? `whether ${fact.words.is.en}` : fact.words.is.en} (${name})`;
}

function questionWords(id: string, programme: Programme): string {
  return programme.questions.find((question) => question.id === id)?.words.en ?? id;
}

/** The name of a host where a layer of the law names it, else its code. */
export function hostName(code: string, programme: Programme): string {
  for (const { regime } of programme.law.regimes)
    for (const layer of regime.layers) if (layer.hosts?.length === 1 && layer.hosts[0]?.code === code) return layer.title.en;
  return code;
}
