import type { FastifyRequest } from 'fastify';
import { statusOf } from '../../api/problems/status.ts';
import type { ResoluteError } from '../../values/errors.ts';
import { type Answer, view } from '../answer.ts';
import type { Words } from '../words/words.ts';

/** The page of an error: what happened, what to do, that nothing was lost, and by what number to ask for help. */
export function troublePage(error: ResoluteError, request: FastifyRequest, words: Words): Answer {
  const own = words.maybe(`trouble.${error.code}`);
  return view(
    'pages/trouble',
    {
      trouble: {
        title: words.maybe(`trouble.${error.kind}`) ?? words.t('trouble.fault'),
        // What the office says is English; a page in another language says so, unless it has words of its own.
        message: own ?? error.message,
        messageLocale: own === null ? 'en' : words.locale,
        remedy: words.maybe(`trouble.remedy.${error.code}`) ?? error.remedy,
        remedyLocale: words.maybe(`trouble.remedy.${error.code}`) === null ? 'en' : words.locale,
        code: error.code,
        wasSent: request.method !== 'GET' && request.method !== 'HEAD',
        request: request.id,
      },
    },
    statusOf(error),
  );
}
