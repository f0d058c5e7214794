import type { CaseloadSummary } from '../../caseload/summary.ts';
import { count, plural, sum } from '../figures.ts';
import { given, type Html, html } from '../html.ts';
import { folded, table } from '../table.ts';
import { code } from '../words.ts';

type Refused = Pick<CaseloadSummary, 'rejects'> & { readonly rows: Pick<CaseloadSummary['rows'], 'read' | 'rejected'> };

/** Rows that no law may decide, by reason, with what mends them. */
export function rejects({ rejects: all, rows }: Refused): Html {
  if (rows.rejected === 0) return html`<p>No row was refused at the door.</p>`;
  return html`<p>${plural(rows.rejected, 'row')} of ${count(rows.read)} ${rows.rejected === 1 ? 'was' : 'were'} refused and counted nowhere else on this page. Nothing was guessed. <code>rejects.csv</code> names each row.</p>
${
  all.length === 0
    ? null
    : table(
        'Rows refused, by reason',
        [{ title: 'Field' }, { title: 'Reason', wide: true }, { title: 'What to do', wide: true }, { title: 'Rows', number: true }],
        all.map(({ field, reason, remedy, rows: number }) => [code(field), given(reason), given(remedy), count(number)]),
      )
}${sum(all, (reject) => reject.rows) > rows.rejected ? html`<p>A row with two faults stands under both.</p>` : null}`;
}

const HOW: Readonly<Record<CaseloadSummary['mapping'][number]['how'], string>> = {
  name: 'its header is the name of the fact',
  recognised: 'its header was recognised',
  'mapping file': 'by the mapping file',
  constant: 'the same for every row, from the command',
};

/** How the file was understood: which column was taken for which fact, and which were left aside. */
export function reading({
  mapping,
  unusedColumns,
  notes,
  source,
}: Pick<CaseloadSummary, 'mapping' | 'unusedColumns' | 'notes' | 'source'>): Html {
  return html`<p>${given(source.file)} was read as ${FORMATS[source.format]}${source.sha256 === null ? '' : ' with the hash'}${source.sha256 === null ? null : html` <code class="long-hash">${source.sha256}</code>`}. ${
    unusedColumns.length === 0
      ? 'Every column was used.'
      : html`${plural(unusedColumns.length, 'column was', 'columns were')} not used: ${unusedColumns.map((column, i) => html`${i === 0 ? '' : ', '}${given(column)}`)}.`
  }</p>
${
  mapping.length === 0
    ? null
    : folded(
        `${plural(mapping.length, 'column')} and what each was taken for`,
        table(
          'Columns of the file',
          [{ title: 'Column', wide: true }, { title: 'Fact' }, { title: 'How' }],
          mapping.map(({ column, fact, how }) => [given(column), code(fact), HOW[how]]),
        ),
      )
}
${
  notes.length === 0
    ? null
    : table(
        'Values taken as unknown on purpose',
        [{ title: 'Field' }, { title: 'What stood there', wide: true }, { title: 'Why', wide: true }, { title: 'Rows', number: true }],
        notes.map(({ field, value, reason, rows }) => [code(field), given(value), reason, count(rows)]),
      )
}`;
}

const FORMATS = { csv: 'CSV', jsonl: 'JSON Lines', parquet: 'Parquet' } as const;

/** What a reader must know to use these numbers rightly. */
export function method({ engine }: CaseloadSummary): Html {
  return html`<ul class="method">
<li><strong>Unknown is a value.</strong> What the file does not say is neither yes nor no. A case is undecided only where the answer depends on it.</li>
<li><strong>Two layers.</strong> What the Council requires and what a state added are decided apart, and shown apart, with what each national measure rests on.</li>
<li><strong>A statement can withhold; it cannot expel.</strong> A national measure that is known only from what an official said may bar a renewal or a contract. It binds nobody to leave: it gives no day, and bars no stay and no work.</li>
<li><strong>Protection stands above.</strong> Where return is prohibited or an assessment is pending, no departure may be ordered, whatever else is said.</li>
<li><strong>Cases are questions, not people.</strong> One person may stand in several cases: may they stay, may they go on working, may the permit be renewed.</li>
<li><strong>It can be done again.</strong> The same file, the same law and the same engine give this page again, byte for byte. Resolute proposes; a person decides.</li>
</ul>
<p class="quiet">Decided by ${engine}. The words for each paragraph are ours, not the official text.</p>`;
}
