import { NoSuchRecord } from '../../../access/errors.ts';
import { citeWords } from '../../../decide/words/decision.ts';
import type { CompiledRegime, Instrument, Provision, Question, Regime } from '../../../law/regime.ts';
import { type Speech, speechOf } from '../../../law/words/condition.ts';
import { type ConditionWords, type ExceptionWords, ruleWords } from '../../../law/words/rule.ts';
import type { LawInForce } from '../../../office/law.ts';
import { decisionsResting } from '../../../register/law/resting.ts';
import { byCodePoint } from '../../../values/canonical.ts';
import { type Answer, type Model, view } from '../../answer.ts';
import { type Page, page } from '../../page.ts';
import { shortId } from '../../records/cell.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';

/** The law as it decides here: the instruments in their order, each to be read paragraph by paragraph. */
export const ladderPages: readonly Page[] = [
  page('/law', 'law.read', ladder),
  page('/law/:regime/instruments/:instrument', 'law.read', instrumentPage),
  page('/law/:regime/provisions/:provision', 'law.read', provisionPage),
];

async function ladder({ office, words, today }: Visit): Promise<Answer> {
  const { law, versions } = await office.law(office.store.db);
  return view('pages/law/ladder', {
    regimes: law.regimes.map(({ regime, sha256 }) => ({
      id: regime.id,
      title: regime.title.en,
      about: regime.about.en,
      version: sha256.slice(0, 12),
      drafts: regime.drafts.map(({ id, title, circulatedOn }) => ({
        title: title.en,
        on: words.date(circulatedOn),
        href: `/law/drafts/${regime.id}/${id}`,
      })),
      questions: regime.questions.length,
      rungs: [...regime.instruments].sort((a, b) => byCodePoint(a.adoptedOn, b.adoptedOn)).map((one) => rung(one, regime, words, today)),
    })),
    versions: versions.length,
  });
}

function rung({ id, title, kind, issuedBy, adoptedOn, words: says }: Instrument, regime: Regime, words: Words, today: string): Model {
  const own = regime.provisions.filter(({ cite }) => cite.instrument === id);
  return {
    id,
    title: title.en,
    kind: words.t(`law.kind-${kind}`),
    issuedBy,
    on: words.date(adoptedOn),
    isAhead: adoptedOn > today,
    says: says.en,
    provisions: own.length,
    href: `/law/${regime.id}/instruments/${encodeURIComponent(id)}`,
  };
}

async function regimeOf({
  office,
  params,
}: Visit): Promise<{ readonly compiled: CompiledRegime; readonly law: LawInForce; readonly speech: Speech }> {
  const law = await office.law(office.store.db);
  const compiled = law.law.regimes.find(({ regime }) => regime.id === params.regime);
  if (compiled === undefined) throw new NoSuchRecord('regime', params.regime ?? '');
  return { compiled, law, speech: speechOf(law.law.vocabulary, compiled.regime) };
}

async function instrumentPage(visit: Visit): Promise<Answer> {
  const { params, words } = visit;
  const { compiled, speech } = await regimeOf(visit);
  const { regime } = compiled;
  const instrument = regime.instruments.find(({ id }) => id === params.instrument);
  if (instrument === undefined) throw new NoSuchRecord('instrument', params.instrument ?? '');
  const own = regime.provisions.filter(({ cite }) => cite.instrument === instrument.id);
  return view('pages/law/instrument', {
    id: instrument.id,
    title: instrument.title.en,
    says: instrument.words.en,
    rows: [
      { key: words.t('law.kind'), text: words.t(`law.kind-${instrument.kind}`) },
      { key: words.t('law.issued-by'), text: instrument.issuedBy },
      { key: words.t('law.adopted'), text: words.date(instrument.adoptedOn) },
      { key: words.t('law.confidence'), text: words.t(`law.confidence-${instrument.confidence}`) },
      { key: words.t('law.sources'), text: instrument.sources.join('; ') },
    ],
    provisions: own.map((provision) => provisionModel(provision, regime, speech, words)),
    regime: regime.title.en,
  });
}

async function provisionPage(visit: Visit): Promise<Answer> {
  const { params, words, ask } = visit;
  const { compiled, speech } = await regimeOf(visit);
  const { regime } = compiled;
  const provision = regime.provisions.find(({ id }) => id === params.provision);
  if (provision === undefined) throw new NoSuchRecord('provision', params.provision ?? '');
  const resting = visit.actor.roles.includes('employer') ? null : await ask(decisionsResting, { provision: provision.id });
  const { t } = words;
  return view('pages/law/provision', {
    ...provisionModel(provision, regime, speech, words),
    regime: regime.title.en,
    instrumentHref: `/law/${regime.id}/instruments/${encodeURIComponent(provision.cite.instrument)}`,
    instrument: provision.cite.instrument,
    resting:
      resting === null
        ? null
        : {
            says: resting.more
              ? t('law.resting-many', { n: words.number(resting.permits.length) })
              : t('law.resting', { n: resting.permits.length }),
            heads: [t('records.permit'), t('fields.act'), t('fields.outcome')],
            lines: resting.permits
              .slice(0, 20)
              .map(({ subject, kind, number, act, outcome }) => [
                { text: number ?? shortId(subject), href: `/${kind}s/${subject}` },
                t(`values.act-${act}`),
                { text: t(`terms.outcome-${outcome}`), kind: outcome },
              ]),
          },
  });
}

function provisionModel(provision: Provision, regime: Regime, speech: Speech, words: Words): Model {
  const { t, date } = words;
  const rule = ruleWords(provision, speech);
  const { inForce, duty, strength, effect, basis, notes, against, confidence } = provision;
  return {
    id: provision.id,
    href: `/law/${regime.id}/provisions/${encodeURIComponent(provision.id)}`,
    cite: citeWords(provision.cite),
    words: rule.words,
    rows: [
      {
        key: t('law.effect'),
        text: strength === null ? t(`law.effect-${effect}`) : `${t(`law.effect-${effect}`)}: ${t(`law.strength-${strength}`)}`,
      },
      ...(basis === null ? [] : [{ key: t('law.basis'), text: t(`law.basis-${basis}`) }]),
      {
        key: t('law.governs'),
        text: rule.governs
          .map(({ act, where }) => (where === null ? t(`values.act-${act}`) : `${t(`values.act-${act}`)} (${where.sentence})`))
          .join('; '),
      },
      {
        key: t('law.in-force'),
        text:
          inForce.until === null
            ? t('law.from', { day: date(inForce.from) })
            : t('law.from-to', { day: date(inForce.from), until: date(inForce.until) }),
      },
      ...(duty === null
        ? []
        : [{ key: t('law.duty'), text: t('law.duty-by', { from: date(duty.from), by: date(duty.by) }), hint: duty.working }]),
      { key: t('law.confidence'), text: t(`law.confidence-${confidence}`) },
      ...(notes === null ? [] : [{ key: t('law.notes'), text: notes.en }]),
      ...(against === null ? [] : [{ key: t('law.against'), text: against.en }]),
    ],
    when: conditionModel(rule.when),
    exceptions: rule.unless.map(exceptionModel),
    questions: regime.questions
      .filter(({ besides }) => besides.includes(provision.id))
      .map((question) => questionModel(question, regime, words)),
  };
}

const conditionModel = ({ source, outline }: ConditionWords): Model => ({
  source,
  outline: outline.map(({ depth, text }) => ({ depth, text })),
});

const exceptionModel = ({ id, cite, words, when, unless }: ExceptionWords): Model => ({
  id,
  cite: citeWords(cite),
  words,
  when: conditionModel(when),
  unless: unless.map(exceptionModel),
});

function questionModel({ id, words: asks, about, positions }: Question, regime: Regime, words: Words): Model {
  return {
    id,
    asks: asks.en,
    about: about.en,
    record: `/law/${regime.id}/questions/${encodeURIComponent(id)}/position`,
    positions: positions.map(({ by, host, on, answers, words: said, sources }) => ({
      by,
      host: host === null ? null : words.country(host),
      on: on === null ? null : words.date(on),
      answers: answers === null ? words.t('law.answers-nothing') : words.t(answers ? 'law.answers-yes' : 'law.answers-no'),
      said: said.en,
      sources: sources.join('; '),
    })),
  };
}
