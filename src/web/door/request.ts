import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../access/actor.ts';
import { momentOf } from '../../api/moment.ts';
import { newId } from '../../office/ids.ts';
import type { Office } from '../../office/office.ts';
import { Given } from '../given.ts';
import type { FrameVisit } from '../layout/frame.ts';
import { type Upload, type Visit, waysOf } from '../visit.ts';
import { isLocale, LOCALES, type Locale } from '../words/locale.ts';
import { type Words, wordsIn } from '../words/words.ts';
import { cookieOf } from './cookies.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

/** As much of a request as the frame of any page needs, the page of an error too. */
export function framed(office: Office, request: FastifyRequest, form: Given, zone: string): FrameVisit {
  const sent = form.text('key');
  return {
    actor: request.actor,
    words: wordsOf(request, zone),
    today: office.clock.today(),
    query: new Given(request.query as Values),
    key: /^[0-9a-f-]{36}$/.test(sent) ? sent : newId(),
  };
}

/** What a request for a page brings, in the pages' words. @throws InputRefused where the moment that its address names is none */
export function visitOf(
  office: Office,
  request: FastifyRequest,
  { form, upload, zone }: { readonly form: Given; readonly upload?: Upload | undefined; readonly zone: string },
): Visit<Actor | null> {
  const frame = framed(office, request, form, zone);
  const { query, key, actor } = frame;
  const moment = momentOf({ asOf: query.maybe('asOf'), knownAt: query.maybe('knownAt') });
  const params = (request.params ?? {}) as Readonly<Record<string, string>>;
  return { ...frame, office, params, form, upload, moment, request, ...waysOf(office, actor, key, moment) };
}

/** The language of the cookie, else the first of the browser's that we have. */
export function wordsOf(request: FastifyRequest, zone: string): Words {
  const chosen = cookieOf(request, 'language');
  return wordsIn(isLocale(chosen) ? chosen : preferred(request.headers['accept-language'] ?? ''), zone);
}

function preferred(header: string): Locale {
  const asked = header
    .split(',')
    .map((part) => /^\s*([a-zA-Z]{2,3})(?:-[\w-]+)?(?:\s*;\s*q=([\d.]+))?\s*$/.exec(part))
    .flatMap((match) => (match === null ? [] : [{ tag: (match[1] ?? '').toLowerCase(), weight: Number(match[2] ?? 1) }]))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return LOCALES.find((locale) => locale === asked.find(({ tag }) => isLocale(tag))?.tag) ?? 'en';
}
