import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { onPath } from './on-path.ts';

export type BrowserServer = { url: string; stop(): Promise<void> } | { why: string };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** Starts one headless Chromium of the machine, or says why it cannot; RESOLUTE_CHROMIUM names another one. */
export async function startBrowser(): Promise<BrowserServer> {
  const named = process.env.RESOLUTE_CHROMIUM;
  const executablePath = named ?? NAMES.map(onPath).find((found) => found !== undefined) ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined) {
    return { why: `no Chromium here (looked for ${NAMES.join(', ')}); install one, or set RESOLUTE_CHROMIUM to its path` };
  }
  // A container runs as root, where Chromium's sandbox refuses to start; the only pages opened are our own.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  const server = await chromium.launchServer({ executablePath, headless: true, args });
  return { url: server.wsEndpoint(), stop: () => server.close() };
}
