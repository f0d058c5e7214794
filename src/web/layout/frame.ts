import { type Action, isAction } from '../../access/actions.ts';
import type { Actor } from '../../access/actor.ts';
import { may } from '../../access/actor.ts';
import type { Model } from '../answer.ts';
import { assets } from '../render/assets.ts';
import type { Visit } from '../visit.ts';
import { LOCALE_NAMES, LOCALES } from '../words/locale.ts';
import type { Words } from '../words/words.ts';
import { navFor } from './nav.ts';

/** What every page has around it. */
export interface Around {
  /** The path of this page, without what stands after the question mark. */
  readonly here: string;
  readonly csrf: string;
  /** The form was filled in from what was kept when a sign-in had ended. */
  readonly isRestored: boolean;
  /** The day of an example that stands still; null where the days go on. */
  readonly standingDay: string | null;
}

/** The model that every view gets, besides its own. */
export function frameOf({ actor, words, key, query, today }: FrameVisit, { here, csrf, isRestored, standingDay }: Around): Model {
  return {
    ...wordsOf(words),
    assets: assets().base,
    here,
    csrf,
    key,
    today,
    isRestored,
    standingDay,
    who: actor === null ? null : { name: actor.name, roles: actor.roles, isEmployer: actor.roles.includes('employer') },
    nav: navFor(actor, here),
    can: (action: string) => canDo(actor, action),
    done: doneOf(words, query.text('done')),
    languages: LOCALES.map((locale) => ({ locale, name: LOCALE_NAMES[locale], isHere: locale === words.locale })),
    given: {},
    problems: [],
  };
}

export type FrameVisit = Pick<Visit<Actor | null>, 'actor' | 'words' | 'key' | 'query' | 'today'>;

function wordsOf({ locale, t, maybe, date, instant, number, list, country }: Words): Model {
  return { locale, t, maybe, date, instant, number, list, country };
}

function canDo(actor: Actor | null, action: string): boolean {
  if (!isAction(action)) throw new TypeError(`A view asks for the action ${action}, which there is not.`);
  return actor !== null && may(actor, action satisfies Action);
}

/** A message of the catalogue and nothing else: the address says which, and anybody may write an address. */
const doneOf = (words: Words, key: string): string | null => (/^[a-z-]+\.done\.[a-z-]+$/.test(key) ? words.maybe(key) : null);
