import type { Exception } from '../../law/regime.ts';
import { speechOf } from '../../law/words/condition.ts';
import { spokenDate } from '../../values/dates.ts';
import { truthWord } from '../../values/kleene.ts';
import type { Case } from '../case.ts';
import type { Frame } from '../closures.ts';
import type { Compiled } from '../compile.ts';
import type { Decision } from '../decision.ts';
import { answersTo, type Programme, type ReadyException, type ReadyProvision } from '../programme.ts';
import { type ExceptionProof, type ProvisionProof, prove, proveException, type Reason } from '../proof.ts';
import { enter, inForceOn, newFrame } from '../settle.ts';
import { citeWords } from '../words/decision.ts';
import { EN } from '../words/en.ts';
import { linesOf, type ProofLine, type ProofSpeech } from './lines.ts';

/** One provision in a proof. */
export interface ProvisionPage {
  readonly id: string;
  readonly cite: string;
  readonly words: string;
  readonly value: ProvisionProof['value'];
  readonly reason: Reason;
  /** Why it has its value, in a sentence. */
  readonly why: string;
  /** The conditions, from the act it governs to the exceptions; empty where it is only named. */
  readonly lines: readonly ProofLine[];
}

/** The provisions of one layer, with what the layer alone says. */
export interface LayerPage {
  readonly title: string;
  readonly outcome: Decision['outcome'];
  readonly opened: readonly ProvisionPage[];
  /** Those that do not govern the act or are not in force: a line each. */
  readonly named: readonly ProvisionPage[];
}

export interface ProofPage {
  readonly decision: Decision;
  readonly layers: readonly LayerPage[];
}

/** The proof of one decision, from the verdict down to the facts. @param all open what does not apply, too */
export function proofPage(law: Compiled, input: Case, all: boolean): ProofPage {
  const { programme } = law;
  const decision = law.decide(input);
  const frame = newFrame(programme);
  enter(frame, input);
  const page = (provision: ReadyProvision, proof: ProvisionProof): ProvisionPage =>
    new ProvisionProver(programme, decision, frame, all).page(provision, proof);
  const { deciding } = programme.forHost(decision.host);
  const pages = deciding.flatMap((provision, i) => {
    const proof = decision.proof[i];
    return proof === undefined ? [] : [{ provision, page: page(provision, proof) }];
  });
  const layer = (which: 'un' | 'national', outcome: Decision['outcome']): LayerPage[] => {
    const own = pages.filter(({ provision }) => provision.layer === which);
    const [first] = own;
    if (first === undefined) return [];
    const isNamed = (one: ProvisionPage): boolean => one.lines.length === 0;
    const all = own.map((entry) => entry.page);
    return [
      { title: layerTitle(first.provision, programme), outcome, opened: all.filter((one) => !isNamed(one)), named: all.filter(isNamed) },
    ];
  };
  return { decision, layers: [...layer('un', decision.un.outcome), ...layer('national', decision.national.outcome)] };
}

function layerTitle({ rule }: ReadyProvision, programme: Programme): string {
  for (const { regime } of programme.law.regimes)
    if (regime.provisions.includes(rule)) return regime.layers.find((layer) => layer.id === rule.layer)?.title.en ?? rule.layer;
  return rule.layer;
}

class ProvisionProver {
  readonly #programme: Programme;
  readonly #decision: Decision;
  readonly #frame: Frame;
  readonly #all: boolean;

  constructor(programme: Programme, decision: Decision, frame: Frame, all: boolean) {
    this.#programme = programme;
    this.#decision = decision;
    this.#frame = frame;
    this.#all = all;
  }

  page(provision: ReadyProvision, proof: ProvisionProof): ProvisionPage {
    const { rule } = provision;
    const applies = proof.reason !== 'other-act' && proof.reason !== 'not-in-force';
    return {
      id: rule.id,
      cite: citeWords(rule.cite),
      words: `${rule.words.en}${rule.basis === null ? '' : EN.basis[rule.basis]}`,
      value: proof.value,
      reason: proof.reason,
      why: this.#why(provision, proof),
      lines: applies || this.#all ? this.#lines(provision, proof) : [],
    };
  }

  #lines(provision: ReadyProvision, proof: ProvisionProof): readonly ProofLine[] {
    const { rule } = provision;
    const about = this.#about(provision);
    const where = rule.governs.find(({ act }) => act === this.#decision.act)?.where ?? null;
    const when = linesOf(rule.when.node, proof.when ?? prove(provision.when, rule.when.source, this.#frame), about);
    const exceptions = proof.unless ?? provision.unless.map((exception: ReadyException) => proveException(exception, this.#frame));
    const governs = where === null || proof.governs === undefined ? null : linesOf(where.node, proof.governs, about);
    return [
      this.#inForce(provision),
      ...(governs === null ? [] : [{ ...governs, text: `it governs ${EN.acts[this.#decision.act]} where ${governs.text}` }]),
      { ...when, text: `it reaches the case when ${when.text}` },
      // What does not reach the case needs no lifting.
      ...(proof.reason === 'not-reached' && !this.#all
        ? []
        : rule.unless.flatMap((exception, i) => exceptionLines(exception, exceptions[i], about))),
    ];
  }

  #inForce(provision: ReadyProvision): ProofLine {
    const { from, until } = provision.rule.inForce;
    const last = provision.hostUntil !== null && (until === null || provision.hostUntil < until) ? provision.hostUntil : until;
    const day = this.#frame.values[provision.testedAt];
    return {
      value: truthWord(inForceOn(provision, this.#decision.asOf, this.#frame)),
      text: `in force from ${spokenDate(from)}${last === null ? '' : ` to ${spokenDate(last)}`}`,
      notes: [`${provision.rule.testedOn}: ${typeof day === 'string' ? day : 'not given'}`],
      children: [],
    };
  }

  #about(provision: ReadyProvision): ProofSpeech {
    const { law, vocabulary, questions } = this.#programme;
    const home = law.regimes.find(({ regime }) => regime.provisions.includes(provision.rule))?.regime;
    const regime = home ?? { terms: [], questions, params: [] };
    return {
      speech: speechOf(vocabulary, regime),
      terms: new Map(regime.terms.map((term) => [term.id, term.means.node])),
      questions,
      answeredBy: (id) => this.#answeredBy(id),
      all: this.#all,
    };
  }

  #answeredBy(id: string): string | null {
    const { assumed, host, asOf } = this.#decision;
    const own = assumed.find(({ question }) => question === id);
    if (own !== undefined) return `Answered ${own.answer ? 'yes' : 'no'} by the caller, as an assumption.`;
    const answer = answersTo(this.#programme.questions, id).find((one) => one.host === host && one.from <= asOf);
    if (answer === undefined) return null;
    const position = this.#programme.questions
      .find((question) => question.id === id)
      ?.positions.find((one) => one.host === host && one.on === answer.from && one.answers !== null);
    return `Answered ${answer.answer ? 'yes' : 'no'} here by ${position?.by ?? host}, from ${spokenDate(answer.from)} on.`;
  }

  #why(provision: ReadyProvision, proof: ProvisionProof): string {
    const { rule, hostUntil } = provision;
    const { asOf, act } = this.#decision;
    switch (proof.reason) {
      case 'other-act':
        return `It does not govern ${EN.acts[act]}.`;
      case 'not-in-force':
        if (hostUntil !== null && asOf > hostUntil) return `It no longer bound this host: its last day was ${spokenDate(hostUntil)}.`;
        return asOf < rule.inForce.from || rule.inForce.until === null
          ? `It was not in force yet: it begins on ${spokenDate(rule.inForce.from)}.`
          : `It was no longer in force: it ended on ${spokenDate(rule.inForce.until)}.`;
      case 'not-reached':
        return 'It does not reach this case.';
      case 'lifted': {
        const lifting = proof.unless?.find((exception) => exception.value === 'true');
        return lifting === undefined ? 'It is lifted.' : `It is lifted by the exception ${lifting.exception}, ${citeWords(lifting.cite)}.`;
      }
      case 'unknown':
        return 'Whether it applies is not known.';
      default:
        return this.#bites(provision, proof.reason);
    }
  }

  #bites({ rule }: ReadyProvision, reason: Reason): string {
    if (rule.duty === null)
      return rule.strength === 'needs-approval' ? 'It applies: only an approval in advance opens the case.' : 'It applies and bars.';
    if (rule.basis === 'statement') return `It was announced only: nobody is obliged to leave by ${spokenDate(rule.duty.by)}.`;
    if (reason === 'duty-runs') return `Its duty runs and bars nothing yet: the last lawful day is ${spokenDate(rule.duty.by)}.`;
    return `It applies and bars: the last lawful day was ${spokenDate(rule.duty.by)}.`;
  }
}

function exceptionLines(exception: Exception, proof: ExceptionProof | undefined, about: ProofSpeech): readonly ProofLine[] {
  if (proof === undefined) return [];
  return [
    {
      value: proof.value,
      text: `exception ${exception.id}, ${citeWords(exception.cite)}: ${exception.words.en}`,
      notes: [],
      children: [
        linesOf(exception.when.node, proof.when, about),
        ...exception.unless.flatMap((inner, i) => exceptionLines(inner, proof.unless[i], about)),
      ],
    },
  ];
}
