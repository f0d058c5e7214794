import { PURPOSES } from '../../../access/read-log.ts';
import { exportPerson } from '../../../register/workers/export-person.ts';
import { readWorker } from '../../../register/workers/read.ts';
import { readPersonal } from '../../../register/workers/read-personal.ts';
import { file, type Model, view } from '../../answer.ts';
import { formPage, type Page } from '../../page.ts';
import { cellOf } from '../../records/cell.ts';
import { nameOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';

/** Of which language a name in each script is, for whoever has it read aloud. */
const LANGUAGES: Readonly<Record<string, string>> = { Hang: 'ko', Cyrl: 'mn', Mong: 'mn-Mong', Hani: 'zh', Arab: 'ar' };

export const purposeChoices = ({ t }: Words) => Object.keys(PURPOSES).map((value) => ({ value, text: t(`values.purpose-${value}`) }));

async function asked({ ask, params, words }: Visit): Promise<Model> {
  const record = (await ask(readWorker, { worker: params.worker ?? '' })) as Values;
  return { name: nameOf(record), path: `/workers/${params.worker}`, purposes: purposeChoices(words), personal: null, isErased: false };
}

/** The personal fields are read by a form, so that their purpose is said, and no address names anybody. */
export const personalPages: readonly Page[] = [
  ...formPage({
    path: '/workers/:worker/personal',
    by: 'worker.read-personal',
    view: 'pages/workers/personal',
    read: asked,
    send: async (visit) => {
      const { ask, params, form, words } = visit;
      const given = { purpose: form.text('purpose') as keyof typeof PURPOSES, words: form.text('words') };
      const { personal, erased } = await ask(readPersonal, { worker: params.worker ?? '', ...given });
      const about = { words, of: 'worker', labels: {} };
      return view('pages/workers/personal', {
        ...(await asked(visit)),
        isErased: erased,
        personal: personal && {
          names: (personal.names ?? []).map(({ text, script, kind }) => ({
            text,
            lang: LANGUAGES[script] ?? null,
            script: words.t(`values.script-${script}`),
            kind: words.t(`values.names-${kind}`),
          })),
          documents: (personal.documents ?? []).map((document) => cellOf('document', document, about)),
          born: personal.bornOn === null ? (personal.birthYear === null ? null : String(personal.birthYear)) : words.date(personal.bornOn),
          evidence: cellOf('evidence', personal.evidence, about),
        },
      });
    },
  }),
  ...formPage({
    path: '/workers/:worker/export',
    by: 'worker.export',
    view: 'pages/workers/export',
    read: asked,
    send: async ({ ask, params, form }) => {
      const whole = await ask(exportPerson, { worker: params.worker ?? '', words: form.text('words') });
      return file('subject-access.json', 'application/json; charset=utf-8', `${JSON.stringify(whole, null, 2)}\n`);
    },
  }),
];
