import { InputRefused } from '../../../office/errors.ts';
import { readApplication } from '../../../register/applications/read.ts';
import { listApprovals } from '../../../register/committee-approvals/read.ts';
import { proposeDecision } from '../../../register/decisions/propose.ts';
import { type Answer, type Model, seeOther, view } from '../../answer.ts';
import { askLaw } from '../../law/ask.ts';
import { factWords, verdictModel } from '../../law/verdict.ts';
import { formPage, type Page } from '../../page.ts';
import { nameOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import { factPages, isAskable } from './fact.ts';

type Taken = 'grant' | 'refuse' | 'decline-renewal' | 'exempt';

/** Deciding a case: what the law says, what is missing, what may be decided, and the answers checked before anything is sent. */
export const decidePages: readonly Page[] = [
  ...formPage({
    path: '/applications/:application/decide',
    by: 'decision.propose',
    view: 'pages/decide/decide',
    keepsDraft: true,
    read: decideModel,
    send: take,
  }),
  ...factPages,
];

async function decideModel(visit: Visit): Promise<Model> {
  const { ask, params, words } = visit;
  const id = params.application ?? '';
  const [record, { answer, law, open, input }, approvals] = await Promise.all([
    ask(readApplication, { application: id }) as Promise<Values>,
    askLaw(visit, { application: id }),
    visit.actor.roles.length > 0 ? approvalChoices(visit) : [],
  ]);
  const { t } = words;
  return {
    name: nameOf(record),
    path: `/applications/${id}`,
    version: record.version,
    status: record.status,
    verdict: verdictModel(answer, law, words, { lead: t('applications.law-says'), why: `/applications/${id}/why` }),
    missing: answer.missing.map((fact) => ({
      text: factWords(fact, law.compiled.programme),
      href: isAskable(fact) ? `/applications/${id}/facts/${fact}` : null,
    })),
    choices: open
      .filter((one) => one.open)
      .map(({ taken, why, deviates, secondPerson }) => ({
        value: taken,
        text: t(`values.take-${taken}`),
        hint: [why, deviates ? t('decide.deviates') : '', t(secondPerson ? 'decide.second-person' : 'decide.at-once')]
          .filter((part) => part !== '')
          .join(' '),
      })),
    closed: open.filter((one) => !one.open).map(({ taken, why }) => ({ text: t(`values.take-${taken}`), why })),
    approvals,
    host: input.host,
  };
}

/** Approvals that authorisations can still rest on. */
async function approvalChoices({ ask }: Visit) {
  const { items } = await ask(listApprovals, { usable: true, limit: 50 });
  return items.map(({ id, committee, reference }) => ({ value: id, text: `${committee ?? ''} ${reference ?? id.slice(-8)}` }));
}

/** First the answers are shown to be checked, then the same form is sent for good. */
async function take(visit: Visit): Promise<Answer> {
  const { form, act, params, words } = visit;
  const taken = form.maybe('taken') as Taken | undefined;
  if (taken === undefined)
    throw new InputRefused([{ field: 'taken', reason: words.t('decide.choose'), remedy: words.t('decide.choose-remedy') }]);
  const [reason, approval] = [form.maybe('reason'), form.maybe('approval')];
  const [validFrom, validTo] = [form.date('validFrom'), form.date('validTo')];
  const input = {
    application: params.application ?? '',
    version: Number(form.text('version')) || undefined,
    taken,
    ...(reason === undefined ? {} : { reason }),
    ...(approval === undefined || taken !== 'exempt' ? {} : { approval }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
  if (form.has('change')) return view('pages/decide/decide', { ...(await decideModel(visit)), given: form.values, problems: [] });
  if (!form.has('confirmed')) {
    // Everything is tried out and undone, so that what would refuse it is told before the answers are checked.
    await act(proposeDecision, input, { dryRun: true });
    return view('pages/decide/check', {
      ...(await decideModel(visit)),
      given: form.values,
      problems: [],
      taken: words.t(`values.take-${taken}`),
      reason: reason ?? null,
      validFrom: validFrom === undefined ? null : words.date(validFrom),
      validTo: validTo === undefined ? null : words.date(validTo),
    });
  }
  const { decision, proposal } = await act(proposeDecision, input);
  return proposal === null
    ? seeOther(`/decisions/${decision}`, 'decide.done.granted')
    : seeOther(`/proposals/${proposal}`, 'decide.done.waiting');
}
