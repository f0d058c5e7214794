import { type Content, type Html, html } from './html.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand at the right, digit under digit. */
  readonly number?: boolean;
  /** Words that may take the room. */
  readonly wide?: boolean;
}

/**
 * A table in a region of its own that scrolls where the page is narrow; the page itself never does. The first cell of a row is its heading.
 * @param caption says what is counted; it names the region too, so it must be the only one of its words on the page
 */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Content[])[], foot?: readonly Content[]): Html {
  return html`<div class="scroll" role="group" aria-label="Table: ${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${kind(column)}>${column.title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => line(row, columns))}</tbody>${
    foot === undefined
      ? null
      : html`
<tfoot>${line(foot, columns)}</tfoot>`
  }
</table></div>`;
}

/** The numbers of a chart, folded away on a screen and open in print; a long list stays folded on paper too. */
export function folded(summary: string, body: Html, length: 'short' | 'long' = 'short'): Html {
  return html`<details class="${length}"><summary>${summary}</summary>${body}</details>`;
}

function line(row: readonly Content[], columns: readonly Column[]): Html {
  return html`<tr>${row.map((cell, i) =>
    i === 0 ? html`<th scope="row"${kind(columns[0])}>${cell}</th>` : html`<td${kind(columns[i])}>${cell}</td>`,
  )}</tr>
`;
}

function kind(column: Column | undefined): Html | null {
  return column?.number === true ? html` class="number"` : column?.wide === true ? html` class="wide"` : null;
}
