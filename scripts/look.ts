// `node scripts/look.ts [summary.json]`: pictures of the report as people meet it (desktop, phone, dark, forced colours, paper), in out/look/.
// Without a file it shows the invented caseload of the tests.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium } from 'playwright-core';
import type { CaseloadSummary } from '../src/caseload/summary.ts';
import { reportHtml } from '../src/reports/report.ts';
import { startBrowser } from '../test/support/browser.ts';
import { caseloadSummary } from '../test/support/caseload-summary.ts';

const [file] = process.argv.slice(2);
const summary = file === undefined ? caseloadSummary : (JSON.parse(readFileSync(file, 'utf8')) as CaseloadSummary);
const root = join(import.meta.dirname, '..');
const folder = join(root, 'out', 'look');
mkdirSync(folder, { recursive: true });
const page = join(folder, 'report.html');
writeFileSync(page, reportHtml(summary));

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  'desktop-light': { viewport: { width: 1280, height: 900 } },
  'desktop-dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  'phone-light': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
  'phone-dark': { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'dark' },
  'desktop-forced': { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
};

const server = await startBrowser();
if ('why' in server) throw new Error(server.why);
const browser = await chromium.connect(server.url);
try {
  for (const [name, options] of Object.entries(LOOKS)) {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    await tab.goto(`file://${page}`);
    await tab.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    if (name === 'desktop-light') {
      await tab.screenshot({ path: join(folder, 'top.png'), fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 1640 } }); // docs/report.png
      await tab.pdf({ path: join(folder, 'print.pdf'), preferCSSPageSize: true });
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`out/look/: report.html, print.pdf, ${Object.keys(LOOKS).join('.png, ')}.png`);
