// `node scripts/screenshots.ts [PART OF AN ADDRESS]`: a picture of every page of the office at both widths, in out/pages/, for looking at.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startBrowser } from '../test/support/browser.ts';
import { anExampleFolder, runExample } from '../test/support/example.ts';
import { WebExample } from '../test/support/visitor.ts';
import { contextAs, tourOf, WIDTHS } from '../test/web/tour.ts';

const [part = ''] = process.argv.slice(2);
const folder = join(import.meta.dirname, '..', 'out', 'pages');
mkdirSync(folder, { recursive: true });
process.env.RESOLUTE_LOG ??= 'silent';

const server = await startBrowser();
if ('why' in server) throw new Error(server.why);
const browser = await chromium.connect(server.url);
const example = new WebExample(await runExample(await anExampleFolder()));
try {
  const tour = await tourOf(example);
  const stops = tour.stops.filter(({ address }) => address.includes(part));
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    for (const by of new Set(stops.map((stop) => stop.by))) {
      const context = await contextAs(browser, example, tour, by, viewport);
      const page = await context.newPage();
      for (const { pattern, address } of stops.filter((stop) => stop.by === by)) {
        await page.goto(example.url + address);
        const name = `${pattern === '/' ? 'front' : pattern.slice(1).replaceAll(/[^a-z0-9]+/gi, '-')}${pattern === '/today' ? `-${by}` : ''}`;
        await page.screenshot({ path: join(folder, `${name}.${width}.png`), fullPage: true });
      }
      await context.close();
    }
  }
  console.log(`out/pages/: ${stops.length} pages at ${Object.keys(WIDTHS).length} widths`);
} finally {
  await browser.close();
  await example.stop();
  await server.stop();
}
