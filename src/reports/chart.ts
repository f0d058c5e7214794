import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Outcome } from '../decide/settle.ts';
import { type Html, html, plain, trusted } from './html.ts';

/** The two sizes in which each chart is drawn: letters keep their size on a phone, which a drawing scaled down could not do. */
export interface Frame {
  readonly width: number;
  readonly isNarrow: boolean;
}
const FRAMES: readonly Frame[] = [
  { width: 720, isNarrow: false },
  { width: 340, isNarrow: true },
];

/** The fill of each outcome: a tone, and a pattern that can be told without colour. The style sheet gives them their meaning. */
export const FILL: Readonly<Record<Outcome, string>> = {
  barred: 'var(--barred)',
  'needs-approval': 'url(#pattern-needs-approval)',
  undecided: 'url(#pattern-undecided)',
  clear: 'var(--clear)',
};

/** Fill `settles` of the chart of missing facts: as dark as a bar can be, since these cases one answer would settle. */
export const SETTLES = 'var(--barred)';

/** The patterns, once a page; not `display: none`, in which patterns are not drawn. */
export function patterns(): Html {
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
<pattern id="pattern-needs-approval" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="pattern-ground" width="6" height="6"/><rect class="pattern-ink" width="2.5" height="6"/></pattern>
<pattern id="pattern-undecided" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="pattern-ground" width="6" height="6"/><circle class="pattern-ink" cx="3" cy="3" r="1.1"/></pattern>
</defs></svg>`;
}

/**
 * A chart: the drawing twice (wide and narrow, of which the style sheet shows one), and the sentence that says what there is to see.
 * A drawing is an image with that sentence as its name; its numbers must stand in a table beside it.
 */
export function chart(sentence: string, draw: (frame: Frame) => PlotOptions, key: Html | null = null): Html {
  return html`<figure>
${key}${FRAMES.map((frame) => svg(sentence, frame, draw(frame)))}
<figcaption>${sentence}</figcaption>
</figure>`;
}

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** Attributes in which Plot writes more digits than an eye can see. */
const GEOMETRY = new Set(['x', 'y', 'width', 'height', 'd', 'transform', 'x1', 'x2', 'y1', 'y2']);

function svg(sentence: string, { width, isNarrow }: Frame, options: PlotOptions): Html {
  const drawn = plot({ ...options, width, document: document as unknown as NonNullable<PlotOptions['document']> });
  for (const style of drawn.querySelectorAll('style')) style.remove();
  for (const element of [drawn, ...drawn.querySelectorAll('*')]) {
    for (const name of element.getAttributeNames()) {
      // A style sheet of its own and inline styles would need a hole in the page's policy; the image's parts need no names.
      if (name === 'style' || name === 'font-family' || name.startsWith('aria-')) element.removeAttribute(name);
      else if (GEOMETRY.has(name)) element.setAttribute(name, rounded(element.getAttribute(name) ?? ''));
    }
  }
  for (const text of drawn.querySelectorAll('text, tspan')) if (text.children.length === 0) text.textContent = plain(text.textContent);
  drawn.setAttribute('class', `drawing ${isNarrow ? 'narrow' : 'wide'}`);
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', plain(sentence));
  drawn.removeAttribute('font-size');
  return trusted(drawn.outerHTML);
}

function rounded(geometry: string): string {
  return geometry.replace(/-?\d+\.\d{2,}(e-?\d+)?/g, (digits) => String(Math.round(Number(digits) * 10) / 10));
}
