import { isIsoDate } from '../../values/dates.ts';
import { didYouMean } from '../../values/nearest.ts';
import type { Condition, Duty, Exception, Instrument, Provision } from '../regime.ts';
import type { RegimeScope } from './conditions.ts';
import { derivedDay } from './days.ts';
import { citation, type RawCite, type RawDuty, type RawException, type RawProvision } from './raw.ts';
import type { Path, Source } from './source.ts';

/** Turns the written provisions of a regime into understood ones; every finding goes to the scope's list. */
export class ProvisionReader {
  readonly #scope: RegimeScope;
  readonly #instruments: ReadonlyMap<string, Instrument>;
  readonly #layers: ReadonlySet<string>;
  readonly #dateFacts: ReadonlySet<string>;

  constructor(
    scope: RegimeScope,
    instruments: ReadonlyMap<string, Instrument>,
    layers: ReadonlySet<string>,
    dateFacts: ReadonlySet<string>,
  ) {
    this.#scope = scope;
    this.#instruments = instruments;
    this.#layers = layers;
    this.#dateFacts = dateFacts;
  }

  read(source: Source, path: Path, raw: RawProvision): Provision | null {
    const adoptedOn = this.citedOn(source, [...path, 'cite'], raw.cite);
    const mayAskKnown = raw.about === 'data-quality';
    const when = this.#scope.read(source, [...path, 'when'], raw.when, mayAskKnown);
    const unless = (raw.unless ?? []).map((exception, i) => this.exception(source, [...path, 'unless', i], exception));
    const governs = raw.governs.map((entry, i) => {
      if (typeof entry === 'string') return { act: entry, where: null };
      const where = this.#scope.read(source, [...path, 'governs', i, 'where'], entry.where);
      return where === null ? null : { act: entry.act, where };
    });
    this.#checkLayer(source, path, raw);
    this.#checkDates(source, path, raw);
    const duty = raw.duty === undefined || adoptedOn === null ? null : readDuty(raw.duty, adoptedOn);
    if (raw.cap !== undefined && !this.#scope.terms.has(raw.cap.counts))
      this.#report(
        source,
        [...path, 'cap', 'counts'],
        'unknown-name',
        `There is no term \`${raw.cap.counts}\`.${didYouMean(raw.cap.counts, [...this.#scope.terms.keys()])}`,
        'Terms stand in the regime.yaml of the regime.',
      );
    if (when === null || adoptedOn === null || governs.includes(null) || unless.includes(null)) return null;
    return {
      id: raw.id,
      layer: raw.layer,
      cite: citation(raw.cite),
      effect: raw.effect,
      strength: raw.strength ?? null,
      basis: raw.basis ?? null,
      governs: governs as Provision['governs'],
      inForce: { from: raw.in_force.from, until: raw.in_force.until ?? null },
      testedOn: raw.tested_on ?? 'asOf',
      when,
      unless: unless as Exception[],
      duty,
      cap: raw.cap === undefined ? null : { baselineOn: raw.cap.baseline_on, counts: raw.cap.counts },
      about: raw.about ?? 'case',
      words: raw.words,
      confidence: raw.confidence,
      notes: raw.notes ?? null,
      against: raw.against ?? null,
    };
  }

  exception(source: Source, path: Path, raw: RawException): Exception | null {
    const cited = this.citedOn(source, [...path, 'cite'], raw.cite);
    const when: Condition | null = this.#scope.read(source, [...path, 'when'], raw.when);
    const unless = (raw.unless ?? []).map((inner, i) => this.exception(source, [...path, 'unless', i], inner));
    if (cited === null || when === null || unless.includes(null)) return null;
    return {
      id: raw.id,
      cite: citation(raw.cite),
      when,
      unless: unless as Exception[],
      words: raw.words,
      confidence: raw.confidence ?? 'text',
    };
  }

  /** The day on which the cited instrument was adopted; null with a finding where the regime does not know it. */
  citedOn(source: Source, path: Path, cite: RawCite): string | null {
    const instrument = this.#instruments.get(cite.instrument);
    if (instrument !== undefined) return instrument.adoptedOn;
    this.#report(
      source,
      [...path, 'instrument'],
      'unknown-name',
      `There is no instrument \`${cite.instrument}\`.${didYouMean(cite.instrument, [...this.#instruments.keys()])}`,
      'Enter it in the instruments.yaml of the regime.',
    );
    return null;
  }

  #checkLayer(source: Source, path: Path, raw: RawProvision): void {
    if (!this.#layers.has(raw.layer))
      this.#report(
        source,
        [...path, 'layer'],
        'unknown-name',
        `There is no layer \`${raw.layer}\`.${didYouMean(raw.layer, [...this.#layers])}`,
        'Layers stand in the regime.yaml of the regime.',
      );
    else if (raw.layer !== 'un' && raw.basis === undefined)
      this.#report(source, path, 'schema', 'A national measure lacks its `basis`.', 'Say what it rests on: act, report or statement.');
    if (raw.layer === 'un' && raw.basis !== undefined)
      this.#report(
        source,
        [...path, 'basis'],
        'schema',
        'A provision of the Council has no `basis`.',
        'Leave it out: the paragraph itself is the basis.',
      );
  }

  #checkDates(source: Source, path: Path, raw: RawProvision): void {
    const { from, until } = raw.in_force;
    const days: readonly (readonly [Path, unknown])[] = [
      [[...path, 'in_force', 'from'], from],
      [[...path, 'in_force', 'until'], until],
      [[...path, 'duty', 'from'], raw.duty?.from],
      [[...path, 'duty', 'by'], raw.duty?.by],
      [[...path, 'cap', 'baseline_on'], raw.cap?.baseline_on],
    ];
    for (const [at, day] of days)
      if (typeof day === 'string' && !isIsoDate(day))
        this.#report(source, at, 'dates.impossible', `\`${day}\` is not a day that exists.`, 'Write a day as YYYY-MM-DD.');
    const testedOn = raw.tested_on ?? 'asOf';
    if (!this.#dateFacts.has(testedOn))
      this.#report(
        source,
        [...path, 'tested_on'],
        'unknown-name',
        `\`${testedOn}\` is not a date of the case.${didYouMean(testedOn, [...this.#dateFacts])}`,
        `Use one of ${[...this.#dateFacts].join(', ')}.`,
      );
  }

  #report(source: Source, path: Path, code: string, message: string, remedy: string): void {
    this.#scope.findings.push(source.finding(path, code, message, remedy));
  }
}

function readDuty(raw: RawDuty, adoptedOn: string): Duty {
  const { day, working } = derivedDay(raw.by, adoptedOn);
  return { ends: raw.ends, from: raw.from, by: day, working };
}
