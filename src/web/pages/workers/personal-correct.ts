import type { z } from 'zod';
import { correctWorker } from '../../../register/workers/correct.ts';
import { readWorker } from '../../../register/workers/read.ts';
import { type Model, seeOther } from '../../answer.ts';
import { type Field, fieldsOf } from '../../forms/field.ts';
import { shownFields } from '../../forms/shown.ts';
import { inputFrom } from '../../forms/taken.ts';
import { formPage, type Page } from '../../page.ts';
import { nameOf, type Values } from '../../records/record.ts';
import type { Words } from '../../words/words.ts';

type Correction = z.input<typeof correctWorker.input>;

/** The personal part of a correction: names, papers and birth as a whole, and the paper that shows them. */
const PARTS: readonly Field[] = fieldsOf(correctWorker.input).flatMap((field): readonly Field[] =>
  field.name === 'personal' ? [{ ...field, isRequired: true }] : field.name === 'evidence' ? [field] : [],
);

/** @param before what stands there, where it was read for a purpose; nothing otherwise */
export const personalFields = (words: Words, before: Values): readonly Model[] =>
  shownFields(PARTS, { words, before, act: correctWorker.name, isCorrection: true });

/** Names, papers and birth are corrected together, as they should be: a part alone would leave the others in doubt. */
export const personalCorrectionPages: readonly Page[] = formPage({
  path: '/workers/:worker/personal/correct',
  by: 'worker.correct',
  view: 'pages/workers/personal-correct',
  keepsDraft: true,
  read: async ({ ask, params, words }) => {
    const record = (await ask(readWorker, { worker: params.worker ?? '' })) as Values;
    return {
      name: nameOf(record),
      path: `/workers/${params.worker}`,
      version: typeof record.version === 'number' ? record.version : null,
      fields: personalFields(words, {}),
    };
  },
  send: async ({ params, form, act }) => {
    const version = Number(form.text('version'));
    const { personal, evidence } = inputFrom(PARTS, form) as Pick<Correction, 'personal' | 'evidence'>;
    await act(correctWorker, {
      worker: params.worker ?? '',
      // Without a name it is refused at the names, and not taken for a correction of nothing.
      personal: { ...personal, names: personal?.names ?? [] },
      ...(evidence === undefined ? {} : { evidence }),
      ...(version > 0 ? { version } : {}),
    });
    return seeOther(`/workers/${params.worker}`, 'workers.done.personal-corrected');
  },
});
