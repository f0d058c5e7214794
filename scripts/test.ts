// `npm test`: type check, lint and the tests. The last line is always `N passed, N failed, N skipped`; type check and lint count as one
// each. `npm test -- src/decide` runs the tests below that path alone; `npm run test:long` runs the long comparisons as well.
import { spawn } from 'node:child_process';
import { startVitest } from 'vitest/node';
import { type Counts, PlainReporter, plainLine } from './plain-reporter.ts';

const { paths, isLong } = readArguments(process.argv.slice(2));
if (isLong) process.env.RESOLUTE_LONG = '1';

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
try {
  if (paths.length > 0) console.log('Only the tests below the paths given; type check and lint are left out.');
  else await Promise.all([check('type check', 'tsc', ['--noEmit', '--pretty', 'false']), check('lint', 'biome', ['check'])]);
  await runTests();
} catch (error) {
  counts.failed += 1;
  console.error(error);
}
console.log(plainLine(counts));
process.exit(counts.failed > 0 ? 1 : 0); // a socket or a worker left open by a failed test must not keep the run from ending

/** Runs one of the tools that npm puts on PATH; what it says is shown only when it fails. */
async function check(name: string, tool: string, args: string[]): Promise<void> {
  const started = performance.now();
  const said: Buffer[] = [];
  const child = spawn(tool, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const problem = await new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${code ?? signal}`));
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (problem === undefined) {
    counts.passed += 1;
    console.log(`${name}: passed, ${seconds} s`);
  } else {
    counts.failed += 1;
    console.log(`${name}: failed, ${problem}\n${Buffer.concat(said).toString()}`);
  }
}

async function runTests(): Promise<void> {
  const reporter = new PlainReporter();
  const vitest = await startVitest(paths, { watch: false, run: true, reporters: [reporter] });
  await vitest.close();
  for (const key of ['passed', 'failed', 'skipped'] as const) counts[key] += reporter.counts[key];
  if (reporter.counts.passed + reporter.counts.failed + reporter.counts.skipped === 0) {
    counts.failed += 1;
    console.log(`No test found${paths.length > 0 ? ` below ${paths.join(', ')}` : ''}.`);
  }
}

function readArguments(words: string[]): { paths: string[]; isLong: boolean } {
  const unknown = words.find((word) => word.startsWith('-') && word !== '--long');
  if (unknown !== undefined) {
    console.error(`npm test knows no option ${unknown}; for those of Vitest run \`npx vitest run ${unknown}\`.`);
    process.exit(2);
  }
  return { paths: words.filter((word) => word !== '--long'), isLong: words.includes('--long') };
}
