import { byCodePoint } from '../values/canonical.ts';
import { daysBetween, type IsoDate, weekday } from '../values/dates.ts';
import type { Citation, Confidence, Law, Regime } from './regime.ts';

/** `deadline`: set for states; `duty`: the last lawful day of a duty on a case; `announced`: named by a statement, required by nobody. */
export type DayKind = 'deadline' | 'duty' | 'announced';

/** A day that the law sets, with how it follows from the text. */
export interface LawDay {
  readonly id: string;
  readonly regime: string;
  readonly kind: DayKind;
  readonly on: IsoDate;
  readonly weekday: string;
  readonly addressee: string;
  readonly cite: Citation;
  /** "24 months after adoption on 2017-12-22 (730 days)". */
  readonly working: string;
  readonly words: string;
  readonly confidence: Confidence;
  /** The day on which the cited instrument was adopted: for a stamp that no clock moves. */
  readonly adoptedOn: IsoDate;
}

/** Where a day stands, seen from another. */
export type Standing = 'past' | 'today' | 'ahead';

/** Every deadline and every last day of a duty, the earliest first. Drafts are no law and set none. */
export function calendarOf(law: Law): readonly LawDay[] {
  return law.regimes
    .flatMap(({ regime }) => [...deadlineDays(regime), ...dutyDays(regime)])
    .sort((a, b) => byCodePoint(a.on, b.on) || byCodePoint(a.id, b.id));
}

/** @returns the standing and the days between, never negative */
export function standingOn(day: IsoDate, asOf: IsoDate): { readonly standing: Standing; readonly days: number } {
  const days = daysBetween(asOf, day);
  return { standing: days < 0 ? 'past' : days === 0 ? 'today' : 'ahead', days: Math.abs(days) };
}

function deadlineDays(regime: Regime): LawDay[] {
  return regime.deadlines.map(({ id, on, addressee, cite, working, words, confidence }) => ({
    id,
    regime: regime.id,
    kind: 'deadline',
    on,
    weekday: weekday(on),
    addressee,
    cite,
    working,
    words: words.en,
    confidence,
    adoptedOn: adoptedOn(regime, cite, on),
  }));
}

/** A duty known only from a statement binds nobody: the day it names is shown as announced. */
function dutyDays(regime: Regime): LawDay[] {
  return regime.provisions.flatMap((rule): LawDay[] => {
    if (rule.duty === null) return [];
    const layer = regime.layers.find(({ id }) => id === rule.layer);
    return [
      {
        id: rule.id,
        regime: regime.id,
        kind: rule.basis === 'statement' ? 'announced' : 'duty',
        on: rule.duty.by,
        weekday: weekday(rule.duty.by),
        addressee: layer === undefined || layer.hosts === null ? 'Member States' : layer.title.en,
        cite: rule.cite,
        working: rule.duty.working,
        words: rule.words.en,
        confidence: rule.confidence,
        adoptedOn: adoptedOn(regime, rule.cite, rule.duty.from),
      },
    ];
  });
}

function adoptedOn(regime: Regime, cite: Citation, otherwise: IsoDate): IsoDate {
  return regime.instruments.find(({ id }) => id === cite.instrument)?.adoptedOn ?? otherwise;
}
