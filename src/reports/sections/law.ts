import type { CaseloadSummary } from '../../caseload/summary.ts';
import { count, plural, share, spokenDays } from '../figures.ts';
import { given, type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { code } from '../words.ts';

/** What was decided, and by which law: the page can be checked against both. */
export function law(summary: CaseloadSummary): Html {
  const { rows, source, asOf, hosts } = summary;
  return html`<p>${plural(rows.read, 'row')} ${rows.read === 1 ? 'was' : 'were'} read from ${given(source.file)}: ${count(rows.decided)} decided and ${count(rows.rejected)} refused at the door. ${
    asOf === null
      ? 'No law was read on any case.'
      : `The law was read as it stood on ${asOf.first === asOf.last ? spokenDays(asOf) : `the day of each case, ${spokenDays(asOf)}`}.`
  }</p>
${table(
  'The law that decided',
  [{ title: 'Regime', wide: true }, { title: 'Name' }, { title: 'Hash' }],
  summary.law.map(({ regime, title, sha256 }) => [title, code(regime), hash(sha256)]),
)}
${
  hosts.length < 2
    ? null
    : table(
        'Cases by host state',
        [{ title: 'Host state' }, { title: 'Cases', number: true }, { title: 'Share', number: true }],
        hosts.map(({ host, name, cases }) => [html`${name} ${code(host)}`, count(cases), share(cases, rows.decided)]),
      )
}`;
}

/** Enough of a hash to tell versions apart by eye, and all of it for whoever asks. */
export function hash(sha256: string): Html {
  return html`<code title="${sha256}">${sha256.slice(0, 12)}</code>`;
}
