import type { Action } from '../../../access/actions.ts';
import { NoSuchRecord } from '../../../access/errors.ts';
import type { UseCase } from '../../../office/use-case.ts';
import { readApplication } from '../../../register/applications/read.ts';
import { correctContract } from '../../../register/contracts/correct.ts';
import { correctEmployer } from '../../../register/employers/correct.ts';
import { correctWorker } from '../../../register/workers/correct.ts';
import { type Model, seeOther } from '../../answer.ts';
import { type Field, fieldsOf } from '../../forms/field.ts';
import { shownFields } from '../../forms/shown.ts';
import { inputFrom } from '../../forms/taken.ts';
import { askLaw } from '../../law/ask.ts';
import { interviewUnder, leadWords } from '../../law/interview.ts';
import { factWords } from '../../law/verdict.ts';
import { formPage, type Page } from '../../page.ts';
import { nameOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';

/** Where a fact is recorded: by which correction of which record. */
interface Place {
  readonly useCase: UseCase;
  readonly action: Action;
  /** The record among the application's, and the input's name for it. */
  readonly record: 'worker' | 'employer' | 'contract';
  /** The fields that are asked: the fact itself, and its evidence where the record keeps one. */
  readonly fields: readonly string[];
}

const PLACES: Readonly<Record<string, Place>> = {
  worker: { useCase: correctWorker as unknown as UseCase, action: 'worker.correct', record: 'worker', fields: ['facts', 'evidence'] },
  employer: { useCase: correctEmployer as unknown as UseCase, action: 'employer.correct', record: 'employer', fields: [] },
  contract: { useCase: correctContract as unknown as UseCase, action: 'contract.correct', record: 'contract', fields: ['evidence'] },
};

/** Facts that protection alone finds out, and what the register counts by itself. */
const NOT_ASKED = new Set(['worker.returnProhibited', 'worker.protectionAssessment']);

export const isAskable = (fact: string): boolean => PLACES[fact.split('.')[0] ?? ''] !== undefined && !NOT_ASKED.has(fact);

/** One missing fact a page: what either answer would give, and the answer with its evidence. */
export const factPages: readonly Page[] = formPage({
  path: '/applications/:application/facts/:fact',
  by: ['contract.correct', 'worker.correct', 'employer.correct'],
  view: 'pages/decide/fact',
  read: factModel,
  send: async (visit) => {
    const { params, act } = visit;
    const { place, record } = await placeOf(visit);
    if (visit.form.has('unknown')) return seeOther(`/applications/${params.application}/decide`);
    const fields = askedFields(place, params.fact ?? '');
    await act(place.useCase, { ...inputFrom(fields, visit.form), [place.record]: record });
    return seeOther(`/applications/${params.application}/decide`, 'decide.done.recorded');
  },
});

async function placeOf({
  params,
  ask,
}: Visit): Promise<{ readonly place: Place; readonly application: Values; readonly record: string | null }> {
  const fact = params.fact ?? '';
  const place = PLACES[fact.split('.')[0] ?? ''];
  if (place === undefined || !isAskable(fact)) throw new NoSuchRecord('fact', fact);
  const application = (await ask(readApplication, { application: params.application ?? '' })) as Values;
  const record = application[place.record];
  return { place, application, record: typeof record === 'string' ? record : null };
}

/** Of the correction's fields only the one that is missing, and the evidence for it. */
function askedFields({ useCase, record, fields }: Place, fact: string): readonly Field[] {
  const name = fact.slice(record.length + 1);
  return fieldsOf(useCase.input).flatMap((field): readonly Field[] => {
    if (field.name === name) return [{ ...field, isRequired: true }];
    if (field.name === 'facts' && fields.includes('facts')) {
      const inner = field.fields.filter((one) => one.name === name).map((one) => ({ ...one, isRequired: true }));
      return inner.length === 0 ? [] : [{ ...field, fields: inner }];
    }
    return field.name === 'evidence' && fields.includes('evidence') ? [field] : [];
  });
}

async function factModel(visit: Visit): Promise<Model> {
  const { params, words } = visit;
  const fact = params.fact ?? '';
  const id = params.application ?? '';
  const { place, application, record } = await placeOf(visit);
  const { answer, input, law } = await askLaw(visit, { application: id });
  const { programme } = law.compiled;
  const question = answer.missing.includes(fact)
    ? interviewUnder(law.compiled).about({ case: law.compiled.admit(input), declined: [] }, fact)
    : null;
  const fields = record === null ? [] : askedFields(place, fact);
  return {
    name: nameOf(application),
    path: `/applications/${id}`,
    title: factWords(fact, programme),
    leads:
      question === null
        ? []
        : question.answers.map((one) => ({
            label: one.example === null ? words.t('check.not-known') : one.label,
            isWords: one.example !== null,
            leads: leadWords(one, words),
          })),
    fields: shownFields(fields, { words, before: {}, act: place.useCase.name }),
    recordHref:
      record === null
        ? `/contracts/new?worker=${String(application.worker)}&employer=${String(application.employer)}`
        : `/${place.record}s/${record}`,
    recordName: words.t(`records.${place.record}`),
    hasRecord: record !== null,
  };
}
