import { isIsoDate } from '../../values/dates.ts';
import { derivedDay } from '../reading/days.ts';
import type { Finding } from '../reading/findings.ts';
import type { RawDay, RawDuty, RawProvision } from '../reading/raw.ts';
import type { Path } from '../reading/source.ts';
import { below, findingAt, type Written, type WrittenRegime, writtenDraftRules } from './written.ts';

/** Days that do not exist, and days in an order that cannot be meant. */
export function dateFindings(regime: WrittenRegime): readonly Finding[] {
  const adopted = new Map(regime.instruments.map(({ item }) => [item.id, item]));
  const findings: Finding[] = [];
  const exists = (written: Written<unknown>, path: Path, day: string | undefined): day is string => {
    if (day === undefined) return false;
    if (isIsoDate(day)) return true;
    findings.push(findingAt(written, path, 'dates.impossible', `\`${day}\` is not a day that exists.`, 'Write a day as YYYY-MM-DD.'));
    return false;
  };
  const order = (written: Written<unknown>, path: Path, wrong: boolean, message: string, remedy: string): void => {
    if (wrong) findings.push(findingAt(written, path, 'dates.order', message, remedy));
  };

  for (const written of regime.instruments) exists(written, ['adopted_on'], written.item.adopted_on);
  for (const written of regime.questions)
    for (const [i, position] of (written.item.positions ?? []).entries()) exists(written, ['positions', i, 'on'], position.on);
  for (const written of regime.deadlines) existsDay(written, ['on'], written.item.on);
  if (regime.regime !== null)
    for (const [i, layer] of regime.regime.item.layers.entries())
      for (const [j, host] of (layer.hosts ?? []).entries())
        if (typeof host !== 'string') exists(regime.regime, ['layers', i, 'hosts', j, 'until'], host.until);

  const disordered = new Set<string>();
  for (const rule of regime.provisions) {
    const before = findings.length;
    ruleOrder(rule, rule.item);
    if (findings.length > before) disordered.add(rule.item.id);
  }
  for (const rule of regime.drafts.flatMap(writtenDraftRules)) {
    // What is wrong in the law in force is said there, not again for each draft.
    if (disordered.has(rule.item.id)) continue;
    const base = regime.provisions.find(({ item }) => item.id === rule.item.id)?.item;
    const duty = { ...base?.duty, ...rule.item.duty } as Partial<RawDuty>;
    ruleOrder(rule, { ...base, ...rule.item, duty });
  }
  for (const written of regime.deadlines) deadlineOrder(written);
  for (const draft of regime.drafts) draftOrder(draft);
  return findings;

  function existsDay(written: Written<unknown>, path: Path, day: RawDay | undefined): void {
    if (typeof day === 'string') exists(written, path, day);
    else if (day !== undefined && day.after !== 'adoption') exists(written, [...path, 'after'], day.after);
  }

  /** The days of a provision. Days that do not exist were found when it was read; here only their order is looked at. */
  function ruleOrder(written: Written<object>, rule: Partial<Omit<RawProvision, 'duty'>> & { readonly duty?: Partial<RawDuty> }): void {
    const from = real(rule.in_force?.from);
    const until = real(rule.in_force?.until);
    order(
      written,
      ['in_force', 'until'],
      from !== null && until !== null && until < from,
      `It ends on ${until} and begins on ${from}, which is later.`,
      'The last day in force is the first or a later one.',
    );
    const instrument = rule.cite === undefined ? undefined : adopted.get(rule.cite.instrument);
    const adoptedOn = real(instrument?.adopted_on);
    order(
      written,
      ['in_force', 'from'],
      instrument?.kind === 'resolution' && adoptedOn !== null && from !== null && from < adoptedOn,
      `It is in force from ${from}, before ${instrument?.id} was adopted on ${adoptedOn}.`,
      'A decision of the Council binds from its adoption at the earliest.',
    );
    const begins = real(rule.duty?.from);
    const by = rule.duty?.by === undefined || adoptedOn === null || !realDay(rule.duty.by) ? null : derivedDay(rule.duty.by, adoptedOn).day;
    order(
      written,
      ['duty', 'by'],
      begins !== null && by !== null && by < begins,
      `The duty ends on ${by} and begins on ${begins}, which is later.`,
      'The last lawful day is the first day of the duty or a later one.',
    );
    order(
      written,
      ['duty', 'from'],
      begins !== null && from !== null && begins < from,
      `The duty begins on ${begins}, before the provision is in force on ${from}.`,
      'A duty runs from the first day in force at the earliest.',
    );
    order(
      written,
      ['duty', 'by'],
      by !== null && until !== null && from !== null && until >= from && until <= by,
      `The provision ends on ${until}, so the day ${by} of its duty never passes under it.`,
      'Leave `until` out, or set it after the last lawful day.',
    );
    const baseline = real(rule.cap?.baseline_on);
    order(
      written,
      ['cap', 'baseline_on'],
      baseline !== null && from !== null && baseline > from,
      `The number is that of ${baseline}, after the provision is in force on ${from}.`,
      'The day whose number is kept comes before the days on which it is kept.',
    );
  }

  function deadlineOrder(written: Written<{ readonly cite: { readonly instrument: string }; readonly on: RawDay }>): void {
    const adoptedOn = real(adopted.get(written.item.cite.instrument)?.adopted_on);
    if (adoptedOn === null || !realDay(written.item.on)) return;
    const { day } = derivedDay(written.item.on, adoptedOn);
    order(
      written,
      ['on'],
      day < adoptedOn,
      `The deadline ends on ${day}, before ${written.item.cite.instrument} was adopted on ${adoptedOn}.`,
      'A text sets days that come after it.',
    );
  }

  /** A draft circulates before the text that it became was adopted. */
  function draftOrder(draft: WrittenRegime['drafts'][number]): void {
    const circulated = real(draft.item.circulated_on);
    if (circulated === null) return;
    for (const rule of writtenDraftRules(draft)) {
      const base = regime.provisions.find(({ item }) => item.id === rule.item.id)?.item;
      const instrument = adopted.get(rule.item.cite?.instrument ?? base?.cite.instrument ?? '');
      const adoptedOn = real(instrument?.adopted_on);
      if (adoptedOn === null || circulated <= adoptedOn || rule.path[0] !== 'changes') continue;
      findings.push(
        findingAt(
          below(draft, [], draft.item),
          ['circulated_on'],
          'dates.order',
          `The draft was circulated on ${circulated}, after ${instrument?.id} was adopted on ${adoptedOn}, which it changes.`,
          'If it is a draft of that text, mend its day; if it would amend the text later, put the new provision under `adds`.',
          'warning',
        ),
      );
      return;
    }
  }
}

function real(day: string | undefined): string | null {
  return day !== undefined && isIsoDate(day) ? day : null;
}

function realDay(day: RawDay): boolean {
  return typeof day === 'string' ? isIsoDate(day) : day.after === 'adoption' || isIsoDate(day.after);
}
