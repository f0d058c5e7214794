import type { z } from 'zod';
import { PURPOSES } from '../../../access/read-log.ts';
import { exportPerson } from '../../../register/workers/export-person.ts';
import type { PersonalShown } from '../../../register/workers/personal.ts';
import { readWorker } from '../../../register/workers/read.ts';
import { readPersonal } from '../../../register/workers/read-personal.ts';
import { file, type Model, view } from '../../answer.ts';
import { formPage, type Page } from '../../page.ts';
import { cellOf } from '../../records/cell.ts';
import { nameOf, type Values } from '../../records/record.ts';
import type { Visit } from '../../visit.ts';
import type { Words } from '../../words/words.ts';
import { personalFields } from './personal-correct.ts';

/** Of which language a name in each script is, for whoever has it read aloud. */
const LANGUAGES: Readonly<Record<string, string>> = {
  Hang: 'ko',
  Cyrl: 'mn',
  Mong: 'mn-Mong',
  Hani: 'zh',
  Arab: 'ar',
  Latn: 'und-Latn',
};

export const purposeChoices = ({ t }: Words) => Object.keys(PURPOSES).map((value) => ({ value, text: t(`values.purpose-${value}`) }));

async function asked({ ask, params, words }: Visit): Promise<Model> {
  const record = (await ask(readWorker, { worker: params.worker ?? '' })) as Values;
  return {
    name: nameOf(record),
    path: `/workers/${params.worker}`,
    version: typeof record.version === 'number' ? record.version : null,
    purposes: purposeChoices(words),
    personal: null,
    isErased: false,
  };
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
      return view('pages/workers/personal', {
        ...(await asked(visit)),
        isErased: erased,
        personal: personal && shown(personal, words),
        // Whoever may correct them begins with what they have just read.
        fields: personal && personalFields(words, { personal }),
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

function shown({ names, documents, bornOn, birthYear, evidence }: z.output<typeof PersonalShown>, words: Words): Model {
  const about = { words, of: 'worker', labels: {} };
  return {
    names: (names ?? []).map(({ text, script, kind }) => ({
      text,
      lang: LANGUAGES[script] ?? null,
      script: words.t(`values.script-${script}`),
      kind: words.t(`values.names-${kind}`),
    })),
    documents: (documents ?? []).map((document) => cellOf('document', document, about)),
    born: bornOn === null ? (birthYear === null ? null : String(birthYear)) : words.date(bornOn),
    evidence: cellOf('evidence', evidence, about),
  };
}
