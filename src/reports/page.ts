import { createHash } from 'node:crypto';
import { patterns } from './chart.ts';
import { type Html, html, trusted } from './html.ts';
import { STYLE } from './style.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface Page {
  readonly title: string;
  readonly description: string;
  /** A line above the title: what kind of page this is. */
  readonly kind: string;
  readonly heading: Html;
  readonly lede: Html;
  readonly sections: readonly Section[];
  readonly foot: Html;
}

/**
 * The whole document: one file with nothing outside of it. The policy in its head forbids every request and every script, and lets in
 * this one style sheet by its hash, so that even a name from a file that slipped through unescaped could neither run nor call anyone.
 */
export function pageHtml({ title, description, kind, heading, lede, sections, foot }: Page): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="${description}">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
${patterns()}
<main>
<div class="head"><p class="kind">${kind}</p>
${heading}
${lede}</div>
<nav aria-label="Contents"><ol>${sections.map(({ id, title: words }) => html`<li><a href="#${id}">${words}</a></li>`)}</ol></nav>
<div id="report" tabindex="-1">
${sections.map(
  ({ id, title: words, body }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${words}</h2>
${body}
</section>
`,
)}</div>
</main>
<footer>${foot}</footer>
</body>
</html>
`.markup;
}
