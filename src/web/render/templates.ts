import { createRequire } from 'node:module';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import type { Model } from '../answer.ts';
import { choiceItems, selectItems } from './choices.ts';

const require = createRequire(import.meta.url);
const HERE = import.meta.dirname;

/** Our own views come before the macros of the two design systems. */
const FOLDERS = [
  join(HERE, '..'),
  join(require.resolve('govuk-frontend/package.json'), '..', 'dist'),
  join(require.resolve('@ministryofjustice/frontend/package.json'), '..'),
];

// A name that the model lacks is a fault of ours and shows as one, and not as a hole in a page.
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(FOLDERS, { noCache: false, watch: false }), {
  autoescape: true,
  throwOnUndefined: true,
});

const filters = require('@ministryofjustice/frontend/moj/filters/all.js') as () => Readonly<
  Record<string, (...given: unknown[]) => unknown>
>;
for (const [name, filter] of Object.entries(filters())) environment.addFilter(name, filter);

environment.addFilter('choiceItems', choiceItems);
environment.addFilter('selectItems', selectItems);

/** Text of ours that is HTML already: a chart. Never what came from a person. */
export const trustedHtml = (html: string): unknown => new nunjucks.runtime.SafeString(html);

/** The HTML of a view. The one place that knows by what it is made. @param view a template below `src/web/`, without `.njk` */
export function render(view: string, model: Model): string {
  return environment.render(`${view}.njk`, model);
}
